"""The one signal of this app: facts changed that public pages show live.

Sent with ``send`` inside the transaction of the change, so that a failing receiver undoes it.
Arguments, all but ``at`` optional: ``at`` (the instant of the change), ``people``, ``tags`` and
``images`` (primary keys), ``crisis_resources`` (true when others are shown, or they say something
else) and ``everywhere`` (true when what every page shows of the site changed). ``turn`` is the ``review.ledger.Turn`` under way, if there is one.
"""

from django.dispatch import Signal

facts_changed = Signal()
