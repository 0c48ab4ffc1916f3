"""What people read in lists and menus."""

from datetime import UTC, date, datetime

from articles.models import Page
from review.models import (
    Action,
    Assignment,
    AuditEntry,
    CitedWork,
    Comment,
    CommentResolution,
    Credential,
    CredentialKind,
    Ledger,
    Recall,
    Revision,
    Revocation,
    ShownImage,
    SignOff,
    Submission,
)

REVISION = Revision(page=Page(title="Shame"), number=3)
SIGN_OFF = SignOff(
    printed_name="Avery Example, MD", signed_at=datetime(2026, 11, 1, 23, 0, tzinfo=UTC)
)


def test_names():
    assert {type(row): str(row) for row in rows()} == {
        Assignment: "Assignment of Shame, revision 3",
        AuditEntry: "7: Sent back",
        CitedWork: "pmid:11111",
        Comment: "Comment of 2026-11-01",
        CommentResolution: "Resolution of 2026-11-01",
        Credential: "Licence to practise, FL",
        Ledger: "Ledger at entry 7",
        Recall: "Recall of Shame, 2026-11-01",
        Revision: "Shame, revision 3",
        Revocation: "Revocation of Avery Example, MD, 2026-11-01",
        ShownImage: "Shame, revision 3",
        SignOff: "Avery Example, MD, 2026-11-01",
        Submission: "Shame, revision 3",
    }


def rows():
    return [
        Assignment(submission=Submission(revision=REVISION)),
        AuditEntry(number=7, action=Action.SEND_BACK),
        CitedWork(key="pmid:11111"),
        Comment(at=SIGN_OFF.signed_at),
        CommentResolution(at=SIGN_OFF.signed_at),
        Credential(kind=CredentialKind.LICENCE, jurisdiction="FL", issued=date(2020, 1, 1)),
        Ledger(last_audit=7),
        Recall(page=REVISION.page, at=SIGN_OFF.signed_at),
        REVISION,
        Revocation(sign_off=SIGN_OFF),
        ShownImage(revision=REVISION),
        SIGN_OFF,
        Submission(revision=REVISION),
    ]


def test_a_credential_without_a_place_is_named_by_its_authority():
    board = Credential(kind=CredentialKind.BOARD_CERTIFICATION, authority="American Board")
    assert str(board) == "Board certification, American Board"
