"""What time alone changes, written down by the next who has the ledger.

Readers are never wrong meanwhile: rows are live by their range, and bytes beyond their boundary are
made afresh for each answer.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from delivery.models import (
    Change,
    ChangeKind,
    Document,
    EndingKind,
    Publication,
    PublicationQuerySet,
)
from delivery.representing import represent, represent_documents, rows_changed
from review.ledger import TICK, Turn

# An instant, or the column that holds it.
Instant = datetime | OuterRef
Finishable = TypeVar("Finishable", QuerySet[Publication], QuerySet[Document])
Passed = tuple[datetime, ChangeKind, Publication]


def settle(turn: Turn) -> None:
    """Log each begin and end that has passed, and make bytes anew whose boundary has."""
    # What begins at the very instant of a move has begun: the move comes after it.
    while _settle(turn) == turn.at:
        turn.at += TICK


def _settle(turn: Turn) -> datetime | None:
    """Settle until the turn's instant, and return that of the last thing that had passed."""
    passed = sorted(_passed(turn), key=lambda item: (item[0], item[1], str(item[2].uuid)))
    Change.objects.bulk_create(
        Change(number=turn.next_change(), at=at, kind=kind, publication=row)
        for at, kind, row in passed
    )
    if passed:
        rows_changed({row.pk for _, _, row in passed}, turn)
    represent(_pks(beyond_boundary(Publication.objects.live(turn.at), at=turn.at)), turn)
    represent_documents(_pks(beyond_boundary(Document.objects.all(), at=turn.at)), turn)
    turn.ledger.settled_until = turn.at
    return passed[-1][0] if passed else None


def begun(rows: PublicationQuerySet, *, since: Instant, at: datetime) -> PublicationQuerySet:
    """Those whose begin came after ``since`` and up to ``at``."""
    return rows.filter(live_from__gt=since, live_from__lte=at, cancelled_at__isnull=True)


def over(rows: PublicationQuerySet, *, since: Instant, at: datetime) -> PublicationQuerySet:
    """Those whose end came with time alone: what a move ended says so already."""
    return rows.filter(
        ending="", live_until__gt=since, live_until__lte=at, cancelled_at__isnull=True
    )


def beyond_boundary(rows: Finishable, *, at: datetime) -> Finishable:
    """Those whose bytes are no longer what would be made."""
    return rows.filter(next_boundary__lte=at)


def _passed(turn: Turn) -> Iterator[Passed]:
    """Yield what began and ended since the last time, and say of each row that ended why."""
    since, rows = turn.ledger.settled_until, Publication.objects.all()
    for row in begun(rows, since=since, at=turn.at).without_bytes():
        first = row.published_at == row.live_from
        yield row.live_from, ChangeKind.PUBLISHED if first else ChangeKind.UPDATED, row
    following = rows.filter(
        page=OuterRef("page"), live_from=OuterRef("live_until"), cancelled_at__isnull=True
    )
    ended = over(rows, since=since, at=turn.at)
    replaced = set(ended.filter(Exists(following)).values_list("pk", flat=True))
    for row in ended.without_bytes():
        row.ending = EndingKind.REPLACED if row.pk in replaced else EndingKind.EXPIRED
        row.save(update_fields=["ending"])
        if row.live_until and row.pk not in replaced:
            yield row.live_until, ChangeKind.EXPIRED, row


def _pks(rows: QuerySet[Publication] | QuerySet[Document]) -> set[int]:
    return set(rows.values_list("pk", flat=True))
