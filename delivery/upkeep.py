"""What a worker does for the public: writes down what time changed, and remakes outdated bytes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from delivery.linking import make_links, unlinked
from delivery.models import Document, Publication
from delivery.presenter import current_presenter
from delivery.representing import represent, represent_documents, rows_changed
from delivery.settling import begun, beyond_boundary, over
from review.ledger import Turn, ledger_turn
from review.models import Ledger

Rows = QuerySet[Any, Any]


def due(at: datetime) -> bool:
    """Whether the next turn of the ledger has something to settle. One query, and no lock."""
    since = OuterRef("settled_until")
    publications, documents = Publication.objects.all(), Document.objects.all()
    waiting = (
        Q(Exists(begun(publications, since=since, at=at)))
        | Q(Exists(over(publications, since=since, at=at)))
        | Q(Exists(beyond_boundary(publications.live(at).filter(ending=""), at=at)))
        | Q(Exists(beyond_boundary(documents, at=at)))
    )
    return Ledger.objects.filter(waiting).exists()


def settle_due(now: datetime) -> bool:
    """Settle if anything is due; whether it was. Raises ``Refused`` when the ledger is busy."""
    if not due(now):
        return False
    with ledger_turn(now=now):
        # To settle is the first step of each turn.
        return True


def represent_outdated(*, limit: int, now: datetime) -> int:
    """Make at most so many rows anew that another presenter made, in one turn of the ledger.

    Publications from before there were links get theirs first, since bytes are made by them.
    Return how many rows were made; 0 when all are of the present one. Raises ``Refused``.
    """
    for waiting, make in STEPS:
        if not waiting(now).exists():
            continue
        with ledger_turn(now=now) as turn:
            rows = set(waiting(turn.at).order_by("pk").values_list("pk", flat=True)[:limit])
            make(rows, turn)
        if rows:
            return len(rows)
    return 0


def outdated(at: datetime) -> int:
    """How many rows ``represent_outdated`` has still to make."""
    return sum(waiting(at).count() for waiting, _ in STEPS)


def _unlinked(at: datetime) -> Rows:
    return unlinked()


def _link(rows: set[int], turn: Turn) -> None:
    for row in Publication.objects.filter(pk__in=rows).with_sources().without_bytes():
        make_links(row)
    rows_changed(rows, turn)


def _pages(at: datetime) -> Rows:
    return _of_another_presenter(Publication.objects.live(at).filter(ending=""))


def _documents(at: datetime) -> Rows:
    return _of_another_presenter(Document.objects.live(at))


def _of_another_presenter(rows: Rows) -> Rows:
    # Two ranges can be looked up in an index, "another" cannot.
    presenter = current_presenter()
    return rows.filter(Q(presenter__lt=presenter) | Q(presenter__gt=presenter))


STEPS: tuple[tuple[Callable[[datetime], Rows], Callable[[set[int], Turn], None]], ...] = (
    (_unlinked, _link),
    (_pages, represent),
    (_documents, represent_documents),
)
