"""A physician says why a finding of the readiness report does not stop these words."""

from datetime import datetime

from accounts.models import User
from review.findings import DISMISSIBLE
from review.ledger import Move, ledger_move
from review.models import Action, Dismissal, Revision
from review.readiness import readiness_of
from review.refusals import Refusal, Refused
from review.signoff import qualified

# A short sentence: less is not enough to judge a judgement by.
REASON_CHARACTERS = 15


def dismiss(*, revision: Revision, code: str, by: User, reason: str, now: datetime) -> Dismissal:
    """Dismiss all findings with that code for the words of the revision, and for no others.

    Only who may sign these words may do so: their writers may not. Raises ``Refused``.
    """
    with ledger_move(action=Action.DISMISS, by=by, subject=revision, now=now) as move:
        qualified(revision, move)
        _refuse_code(revision, code, move)
        dismissal = Dismissal.objects.create(
            page=revision.page,
            fingerprint=revision.fingerprint,
            code=code,
            user=by,
            reason=_checked(reason),
            at=move.at,
        )
        move.record(dismissal, fingerprint=dismissal.fingerprint)
        return dismissal


def _refuse_code(revision: Revision, code: str, move: Move) -> None:
    if code not in DISMISSIBLE:
        raise Refused(Refusal.NOT_DISMISSIBLE)
    report = readiness_of(revision.snapshot, page=revision.page, at=move.at)
    found = [finding for finding in report if finding.code == code]
    if not found:
        raise Refused(Refusal.NOTHING_TO_DISMISS)
    if any(finding.dismissal for finding in found):
        raise Refused(Refusal.ALREADY_DISMISSED)


def _checked(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Refused(Refusal.REASON_MISSING, field="reason")
    if len(said) < REASON_CHARACTERS:
        raise Refused(Refusal.REASON_TOO_SHORT, field="reason")
    return said
