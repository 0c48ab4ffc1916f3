"""News from the apps below, and what follows of it for the public, in the same transaction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from delivery.covering import cover_again, cover_pages_of
from delivery.dependents import (
    citing,
    documents_named_by,
    naming,
    showing,
    showing_crisis_resources,
    shown_with,
)
from delivery.holding import hold_resting_on
from delivery.models import Document, Publication
from delivery.representing import represent, represent_documents
from review.ledger import Move, Turn, joined_turn

Pks = Collection[int]


def on_cover_changed(*, move: Move, pages: Pks = (), people: Pks = (), **_: Any) -> None:
    """Receive ``review.cover_changed``: put public rows under a sign-off that covers."""
    if pages:
        cover_again(pages, move)
    if people:
        cover_pages_of(people, move)
        _show_people(people, move)


def on_facts_changed(
    *,
    at: datetime,
    people: Pks = (),
    tags: Pks = (),
    images: Pks = (),
    crisis_resources: bool = False,
    everywhere: bool = False,
    turn: Turn | None = None,
    **_: Any,
) -> None:
    """Receive ``articles.facts_changed``: show what is true now wherever it is shown."""
    with _in_turn(turn, at) as turn:
        if everywhere:
            represent(_all_live(turn), turn)
        if crisis_resources:
            represent(showing_crisis_resources(at=turn.at), turn)
        if people:
            _show_people(people, turn)
        rows = naming(tags=tags, at=turn.at) | showing(images, at=turn.at)
        represent(shown_with(rows, at=turn.at), turn)


def on_standing_changed(
    *, at: datetime, references: Pks, turn: Turn | None = None, **_: Any
) -> None:
    """Receive ``references.standing_changed``: show the works as they are known now.

    Nothing begins by itself that rests on a work which fell since it was signed.
    """
    with _in_turn(turn, at) as turn:
        held = hold_resting_on(references, turn)
        represent(citing(references, at=turn.at) | shown_with(held, at=turn.at), turn)
        represent_documents(documents_named_by(held), turn)
        represent_documents(_documents(reference__in=references), turn)


def _show_people(people: Pks, turn: Turn) -> None:
    rows = naming(people=people, at=turn.at)
    represent(shown_with(rows, at=turn.at), turn)
    represent_documents(_documents(person__in=people), turn)


def _all_live(turn: Turn) -> set[int]:
    return set(Publication.objects.live(turn.at).values_list("pk", flat=True))


def _documents(**of: Any) -> set[int]:
    return set(Document.objects.filter(**of).values_list("pk", flat=True))


@contextmanager
def _in_turn(turn: Turn | None, at: datetime) -> Iterator[Turn]:
    """The turn under way, or one of its own in the same transaction."""
    if turn:
        yield turn
        return
    with joined_turn(now=at) as own:
        yield own
