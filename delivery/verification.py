"""Reading the log of public changes back: gapless, in order, and what the publications say."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import Max

from delivery.models import Change, ChangeKind, Publication
from review.models import Ledger


def change_faults() -> Iterator[str]:
    """Yield a sentence for each gap, disorder or disagreement.

    Moves may go on meanwhile: what comes after the ledger was read is left to the next time.
    """
    number, last_at = 0, datetime.min.replace(tzinfo=UTC)
    # In this order: the ledger of a running site is never behind a change that was read before it.
    newest = Change.objects.aggregate(number=Max("number", default=0))["number"]
    ledger = Ledger.objects.get(pk=1)
    rows = Change.objects.filter(number__lte=max(newest, ledger.last_change))
    for change in rows.select_related("publication").order_by("number").iterator(chunk_size=500):
        if change.number != number + 1:
            yield f"Change {number + 1} is missing before change {change.number}."
        if change.at <= last_at:
            yield f"Change {change.number} is not later than the one before it."
        if (change.kind, change.at) not in _told_by(change.publication):
            yield f"Change {change.number} is not what its publication says."
        number, last_at = change.number, change.at
    if ledger.last_change != number:
        yield f"The log ends at change {number}, but the ledger says {ledger.last_change}."


def _told_by(publication: Publication) -> set[tuple[str, datetime | None]]:
    """The changes that a publication's own columns tell of: its begin, and its end by a move."""
    first = publication.published_at == publication.live_from
    begin = ChangeKind.PUBLISHED if first else ChangeKind.UPDATED
    return {
        (begin.value, publication.live_from),
        (publication.ending, publication.live_until),
    }
