"""Who may make which move in which state: the whole table, in full.

Each line is a state; of its two words the first is about a page that others wrote and the reviewer of
the table signed, the second about one that everybody of the table wrote and another physician signed.
The letters of a word stand for the roles, in their order. What a letter says stands in ``LETTERS``;
``+``: the move is made; ``.``: there is nothing on which it could be made.
"""

# Editor, reviewer, publisher, administrator, superuser, nobody in particular.
ROLES = "ERPAS-"

LETTERS = {
    "already_live": "a",
    "already_live_then": "t",
    "already_revoked": "v",
    "clinical_edits_pending": "e",
    "comments_closed": "c",
    "no_person": "p",
    "not_accepted": "y",
    "not_allowed": "x",
    "not_in_review": "r",
    "not_live": "l",
    "nothing_to_accept": "j",
    "nothing_to_restore": "n",
    "own_words": "o",
    "recalled": "k",
    "unsigned": "u",
}

TABLE = {
    "submit": """
draft            +xxx+x +xxx+x
in_review        +xxx+x +xxx+x
sent_back        +xxx+x +xxx+x
corrected        +xxx+x +xxx+x
signed           +xxx+x +xxx+x
live             +xxx+x +xxx+x
live_and_waiting +xxx+x +xxx+x
scheduled        +xxx+x +xxx+x
withdrawn        +xxx+x +xxx+x
revoked          +xxx+x +xxx+x
recalled         +xxx+x +xxx+x
""",
    "assign": """
draft            ...... ......
in_review        +x+++x +x+++x
sent_back        rxrrrx rxrrrx
corrected        rxrrrx rxrrrx
signed           rxrrrx rxrrrx
live             rxrrrx rxrrrx
live_and_waiting +x+++x +x+++x
scheduled        rxrrrx rxrrrx
withdrawn        rxrrrx rxrrrx
revoked          rxrrrx rxrrrx
recalled         rxrrrx rxrrrx
""",
    "take": """
draft            ...... ......
in_review        x+xxpx xoxxpx
sent_back        xrxxrx xrxxrx
corrected        xrxxrx xrxxrx
signed           xrxxrx xrxxrx
live             xrxxrx xrxxrx
live_and_waiting x+xxpx xoxxpx
scheduled        xrxxrx xrxxrx
withdrawn        xrxxrx xrxxrx
revoked          xrxxrx xrxxrx
recalled         xrxxrx xrxxrx
""",
    "give_back": """
draft            ...... ......
in_review        x+xx+x x+xx+x
sent_back        xrxxrx xrxxrx
corrected        xrxxrx xrxxrx
signed           xrxxrx xrxxrx
live             xrxxrx xrxxrx
live_and_waiting x+xx+x x+xx+x
scheduled        xrxxrx xrxxrx
withdrawn        xrxxrx xrxxrx
revoked          xrxxrx xrxxrx
recalled         xrxxrx xrxxrx
""",
    "take_back": """
draft            ...... ......
in_review        +xxx+x +xxx+x
sent_back        rxxxrx rxxxrx
corrected        rxxxrx rxxxrx
signed           rxxxrx rxxxrx
live             rxxxrx rxxxrx
live_and_waiting +xxx+x +xxx+x
scheduled        rxxxrx rxxxrx
withdrawn        rxxxrx rxxxrx
revoked          rxxxrx rxxxrx
recalled         rxxxrx rxxxrx
""",
    "comment": """
draft            ...... ......
in_review        +++x+x +++x+x
sent_back        +++x+x +++x+x
corrected        cccxcx cccxcx
signed           cccxcx cccxcx
live             cccxcx cccxcx
live_and_waiting +++x+x +++x+x
scheduled        cccxcx cccxcx
withdrawn        cccxcx cccxcx
revoked          cccxcx cccxcx
recalled         cccxcx cccxcx
""",
    "reply": """
draft            ...... ......
in_review        +++x+x +++x+x
sent_back        +++x+x +++x+x
corrected        +++x+x +++x+x
signed           +++x+x +++x+x
live             +++x+x +++x+x
live_and_waiting +++x+x +++x+x
scheduled        +++x+x +++x+x
withdrawn        +++x+x +++x+x
revoked          +++x+x +++x+x
recalled         +++x+x +++x+x
""",
    "resolve": """
draft            ...... ......
in_review        +++x+x +++x+x
sent_back        +++x+x +++x+x
corrected        +++x+x +++x+x
signed           +++x+x +++x+x
live             +++x+x +++x+x
live_and_waiting +++x+x +++x+x
scheduled        +++x+x +++x+x
withdrawn        +++x+x +++x+x
revoked          +++x+x +++x+x
recalled         +++x+x +++x+x
""",
    "sign": """
draft            ...... ......
in_review        x+xxpx xoxxpx
sent_back        rrrrrr rrrrrr
corrected        rrrrrr rrrrrr
signed           rrrrrr rrrrrr
live             rrrrrr rrrrrr
live_and_waiting x+xxpx xoxxpx
scheduled        rrrrrr rrrrrr
withdrawn        rrrrrr rrrrrr
revoked          rrrrrr rrrrrr
recalled         rrrrrr rrrrrr
""",
    "correct": """
draft            ...... ......
in_review        x+xxpx xoxxpx
sent_back        xrxxrx xrxxrx
corrected        xrxxrx xrxxrx
signed           xrxxrx xrxxrx
live             xrxxrx xrxxrx
live_and_waiting x+xxpx xoxxpx
scheduled        xrxxrx xrxxrx
withdrawn        xrxxrx xrxxrx
revoked          xrxxrx xrxxrx
recalled         xrxxrx xrxxrx
""",
    "accept": """
draft            ...... ......
in_review        ...... ......
sent_back        ...... ......
corrected        +x+x+x +x+x+x
signed           jxjxjx jxjxjx
live             jxjxjx jxjxjx
live_and_waiting jxjxjx jxjxjx
scheduled        jxjxjx jxjxjx
withdrawn        jxjxjx jxjxjx
revoked          jxjxjx jxjxjx
recalled         jxjxjx jxjxjx
""",
    "send_back": """
draft            ...... ......
in_review        x+xx+x x+xx+x
sent_back        xrxxrx xrxxrx
corrected        xrxxrx xrxxrx
signed           xrxxrx xrxxrx
live             xrxxrx xrxxrx
live_and_waiting x+xx+x x+xx+x
scheduled        xrxxrx xrxxrx
withdrawn        xrxxrx xrxxrx
revoked          xrxxrx xrxxrx
recalled         xrxxrx xrxxrx
""",
    "reaffirm": """
draft            ...... ......
in_review        ...... ......
sent_back        ...... ......
corrected        xlxxlx xlxxlx
signed           xlxxlx xlxxlx
live             x+xxpx xoxxpx
live_and_waiting x+xxpx xoxxpx
scheduled        xlxxlx xlxxlx
withdrawn        xlxxlx xlxxlx
revoked          xlxxlx xlxxlx
recalled         xlxxlx xlxxlx
""",
    "revoke": """
draft            ...... ......
in_review        ...... ......
sent_back        ...... ......
corrected        x+x++x xxx++x
signed           x+x++x xxx++x
live             x+x++x xxx++x
live_and_waiting x+x++x xxx++x
scheduled        x+x++x xxx++x
withdrawn        x+x++x xxx++x
revoked          xvxvvx xxxvvx
recalled         x+x++x xxx++x
""",
    "restore": """
draft            ...... ......
in_review        nxnxnx nxnxnx
sent_back        nxnxnx nxnxnx
corrected        +x+x+x +x+x+x
signed           nxnxnx nxnxnx
live             nxnxnx nxnxnx
live_and_waiting +x+x+x +x+x+x
scheduled        nxnxnx nxnxnx
withdrawn        nxnxnx nxnxnx
revoked          nxnxnx nxnxnx
recalled         nxnxnx nxnxnx
""",
    "publish": """
draft            ...... ......
in_review        xxuxux xxuxux
sent_back        xxuxux xxuxux
corrected        xxyxyx xxyxyx
signed           xx+x+x xx+x+x
live             xxaxax xxaxax
live_and_waiting xxuxux xxuxux
scheduled        xx+x+x xx+x+x
withdrawn        xx+x+x xx+x+x
revoked          xxuxux xxuxux
recalled         xxkxkx xxkxkx
""",
    "publish_presentation": """
draft            xxlxlx xxlxlx
in_review        xxlxlx xxlxlx
sent_back        xxlxlx xxlxlx
corrected        xxlxlx xxlxlx
signed           xxlxlx xxlxlx
live             xx+x+x xx+x+x
live_and_waiting xxexex xxexex
scheduled        xxlxlx xxlxlx
withdrawn        xxlxlx xxlxlx
revoked          xxlxlx xxlxlx
recalled         xxlxlx xxlxlx
""",
    "schedule": """
draft            ...... ......
in_review        xxuxux xxuxux
sent_back        xxuxux xxuxux
corrected        xxyxyx xxyxyx
signed           xx+x+x xx+x+x
live             xxtxtx xxtxtx
live_and_waiting xxuxux xxuxux
scheduled        xxtxtx xxtxtx
withdrawn        xx+x+x xx+x+x
revoked          xxuxux xxuxux
recalled         xxkxkx xxkxkx
""",
    "hold": """
draft            ...... ......
in_review        ...... ......
sent_back        ...... ......
corrected        ...... ......
signed           ...... ......
live             ...... ......
live_and_waiting ...... ......
scheduled        xx+x+x xx+x+x
withdrawn        ...... ......
revoked          ...... ......
recalled         ...... ......
""",
    "withdraw": """
draft            xxlllx xxlllx
in_review        xxlllx xxlllx
sent_back        xxlllx xxlllx
corrected        xxlllx xxlllx
signed           xxlllx xxlllx
live             xx+++x xx+++x
live_and_waiting xx+++x xx+++x
scheduled        xx+++x xx+++x
withdrawn        xxlllx xxlllx
revoked          xxlllx xxlllx
recalled         xxlllx xxlllx
""",
    "recall": """
draft            xxlllx xxlllx
in_review        xxlllx xxlllx
sent_back        xxlllx xxlllx
corrected        xllllx xxlllx
signed           xllllx xxlllx
live             x++++x xx+++x
live_and_waiting x++++x xx+++x
scheduled        xllllx xxlllx
withdrawn        xllllx xxlllx
revoked          xllllx xxlllx
recalled         xllllx xxlllx
""",
}
