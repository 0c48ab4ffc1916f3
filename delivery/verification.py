"""Reading the log of public changes back: gapless, in order, and what the publications say."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import Exists, Max, OuterRef

from delivery.models import Change, ChangeKind, EndingKind, Publication
from review.models import Ledger

BEGINS = (ChangeKind.PUBLISHED, ChangeKind.UPDATED)


def change_faults() -> Iterator[str]:
    """Yield a sentence for each gap, disorder or disagreement.

    Moves may go on meanwhile: what comes after the ledger was read is left to the next time.
    """
    # In this order: the ledger of a running site is never behind a change that was read before it.
    newest = Change.objects.aggregate(number=Max("number", default=0))["number"]
    ledger = Ledger.objects.get(pk=1)
    yield from _faults_of_the_log(ledger, until=max(newest, ledger.last_change))
    yield from _faults_of_the_rows(ledger.settled_until)


def _faults_of_the_log(ledger: Ledger, *, until: int) -> Iterator[str]:
    number, last_at = 0, datetime.min.replace(tzinfo=UTC)
    rows = Change.objects.filter(number__lte=until).select_related("publication", "document")
    for change in rows.order_by("number").iterator(chunk_size=500):
        if change.number != number + 1:
            yield f"Change {number + 1} is missing before change {change.number}."
        if change.at < last_at:
            yield f"Change {change.number} is earlier than the one before it."
        if not _is_told(change):
            yield f"Change {change.number} is not what its publication says."
        number, last_at = change.number, change.at
    if ledger.last_change != number:
        yield f"The log ends at change {number}, but the ledger says {ledger.last_change}."


def _faults_of_the_rows(settled: datetime) -> Iterator[str]:
    """Name what began or ended, up to the instant that the ledger has settled, and was not logged."""
    rows = Publication.objects.filter(cancelled_at__isnull=True).without_bytes()
    changes = Change.objects.filter(publication=OuterRef("pk"))
    # Whether a change that is there has the right kind and instant was asked of the log.
    begins = changes.filter(kind__in=BEGINS)
    for row in rows.filter(~Exists(begins), live_from__lte=settled).order_by("pk"):
        yield f"No change says that publication {row.uuid} began."
    ended = rows.filter(live_until__lte=settled).order_by("pk")
    ends = changes.exclude(kind__in=[*BEGINS, ChangeKind.REFRESHED])
    for row in ended.exclude(ending=EndingKind.REPLACED).filter(~Exists(ends)):
        yield f"No change says that publication {row.uuid} ended."
    following = Publication.objects.filter(
        page=OuterRef("page"), live_from=OuterRef("live_until"), cancelled_at__isnull=True
    )
    for row in ended.filter(~Exists(following), ending=EndingKind.REPLACED):
        yield f"Publication {row.uuid} was replaced, but nothing follows it."


def _is_told(change: Change) -> bool:
    """Whether the publication's own columns tell of the change: of its begin, or of its end."""
    row = change.publication
    if row is None or change.kind == ChangeKind.REFRESHED:
        return True
    first = row.published_at == row.live_from
    begin = ChangeKind.PUBLISHED if first else ChangeKind.UPDATED
    return (change.kind, change.at) in {
        (begin.value, row.live_from),
        (row.ending, row.live_until),
    }
