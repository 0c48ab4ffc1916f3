"""What follows, in the same transaction, when a sign-off begins or ceases to cover public words."""

from delivery.models import ChangeKind, EndingKind, Publication
from delivery.publishing import put_live
from delivery.ranges import Plan, cancel_scheduled, end, record_change, replan, row_at, withholds
from delivery.representing import rows_changed
from review.ledger import Move
from review.models import SignOff


def cover_again(page_id: int, move: Move) -> None:
    """Put a page's public rows, and those to come, under a sign-off that covers."""
    changed = replan(page_id, move)
    live = row_at(page_id, move.at)
    if live:
        changed |= _re_cover(live, move)
    rows_changed(changed, move)


def _re_cover(live: Publication, move: Move) -> set[int]:
    covering = SignOff.objects.covering(
        page=live.page_id, fingerprint=live.fingerprint
    ).unrecalled()
    if withholds(live.revision):
        covering = covering.current(move.at)
    sign_off = covering.select_related("base").first()
    if sign_off is None:
        end(live, EndingKind.REVOKED, move.at)
        record_change(live, ChangeKind.REVOKED, move)
        return {live.pk} | cancel_scheduled(live.page_id, move.at)
    if sign_off.pk != live.sign_off_id:
        put_live(Plan(live.revision, sign_off, move.at, live.planned_until), live, move)
    return set()
