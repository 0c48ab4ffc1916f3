"""What follows, in the same transaction, when a sign-off begins or ceases to cover public words."""

from typing import Any

from delivery.models import ChangeKind, EndingKind, Publication
from delivery.publishing import (
    cancel,
    cancel_scheduled,
    end,
    put_live,
    record_change,
    withholds,
)
from review.ledger import Move
from review.models import SignOff


def on_cover_changed(*, move: Move, pages: list[int], **_: Any) -> None:
    """Receive ``review.cover_changed``: put each page's public rows under a sign-off that covers."""
    for page_id in pages:
        _cancel_uncovered(page_id, move)
        live = Publication.objects.live(move.at).filter(page=page_id).first()
        if live:
            _re_cover(live, move)


def _re_cover(live: Publication, move: Move) -> None:
    covering = SignOff.objects.covering(page=live.page_id, fingerprint=live.fingerprint)
    if withholds(live.revision):
        covering = covering.current(move.at)
    sign_off = covering.select_related("base").first()
    if sign_off is None:
        end(live, EndingKind.REVOKED, move.at)
        cancel_scheduled(live.page_id, move.at)
        record_change(live, ChangeKind.REVOKED, move)
    elif sign_off.pk != live.sign_off_id:
        put_live(live.revision, sign_off, live, move)


def _cancel_uncovered(page_id: int, move: Move) -> None:
    # The next one first: what it gives back, the one after it may give back as well.
    for row in Publication.objects.scheduled(move.at).filter(page=page_id).order_by("live_from"):
        covering = SignOff.objects.covering(page=page_id, fingerprint=row.fingerprint)
        if not covering.exists():
            cancel(row, move.at)
