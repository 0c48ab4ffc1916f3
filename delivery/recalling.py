"""Taking a page out of the public in an emergency, so that it does not come back by itself."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from articles.models import Page
from delivery.models import ChangeKind, EndingKind, Publication
from delivery.ranges import cancel_scheduled, end, record_change, row_at
from delivery.refusals import PublishingRefusal
from delivery.representing import rows_changed
from review.ledger import Move, ledger_move
from review.models import Action, Recall, RecallSeverity, SignOff
from review.models.recalls import RECALL_NOTICE_CHARACTERS
from review.refusals import Refusal, Refused

# A short sentence: less tells a reader nothing.
NOTICE_CHARACTERS = 15


@dataclass(frozen=True)
class Why:
    """``notice`` is shown to readers of the old address, ``reason`` never."""

    severity: RecallSeverity
    notice: str
    reason: str


def recall(*, page: Page, by: User, why: Why, now: datetime) -> Recall:
    """Take a page out of the public at once, and cancel what was scheduled of it.

    Its public words are not shown as of any earlier instant either. It comes back under a sign-off
    of the whole page that was made after the recall, and under no other. Whoever signed the page
    may recall it, as may those with the right to. Raises ``Refused``.
    """
    with ledger_move(action=Action.RECALL, by=by, subject=page, now=now) as move:
        if not may_recall(page, by):
            raise Refused(Refusal.NOT_ALLOWED)
        notice, reason = _checked(why)
        live = row_at(page.pk, move.at)
        if live is None:
            raise Refused(PublishingRefusal.NOT_LIVE)
        made = Recall.objects.create(
            page=live.page,
            fingerprint=live.fingerprint,
            severity=why.severity,
            notice=notice,
            reason=reason,
            by=by,
            at=move.at,
        )
        move.record(made, fingerprint=made.fingerprint)
        _take_away(live, made, move)
        return made


def may_recall(page: Page, by: User) -> bool:
    """Whether somebody signed the page once, or has the right to recall any."""
    if not by.is_active:
        return False
    signed = SignOff.objects.filter(page=page.pk, signer=by)
    return by.has_perm("review.recall_page") or signed.exists()


def _take_away(live: Publication, recall: Recall, move: Move) -> None:
    live.ending_reason, live.ending_notice = recall.reason, recall.notice
    live.successor = None
    end(live, EndingKind.RECALLED, move.at)
    record_change(live, ChangeKind.RECALLED, move)
    rows_changed({live.pk, *cancel_scheduled(live.page_id, move.at)}, move)


def _checked(why: Why) -> tuple[str, str]:
    notice, reason = why.notice.replace("\r\n", "\n").strip(), why.reason.strip()
    if not notice:
        raise Refused(PublishingRefusal.NOTICE_MISSING, field="notice")
    if not NOTICE_CHARACTERS <= len(notice) <= RECALL_NOTICE_CHARACTERS:
        raise Refused(PublishingRefusal.NOTICE_LENGTH, field="notice")
    if not reason:
        raise Refused(Refusal.REASON_MISSING, field="reason")
    return notice, reason
