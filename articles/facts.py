"""The last step of each change of what public pages show as it is today: to say so.

Whatever the door, these functions are called inside the transaction of the change and after it.
Such a transaction begins with the ledger, before it locks a row of its own: a caller who can name
the ledger hands over the ``turn`` under way, and one below it calls ``begin`` first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from articles.models import CrisisResource, Image, Person, Site, Tag
from articles.signals import facts_changed

# How the apps above put such a change in order with their own: the map lets nothing here import them.
_first_steps: list[Callable[[], object]] = []


def begin_each_change_with(step: Callable[[], object]) -> None:
    """Have every change from below begin with a step. Called while the apps start."""
    if step not in _first_steps:
        _first_steps.append(step)


def begin() -> None:
    """Take the place of this change among the others: the first statement of its transaction."""
    for step in _first_steps:
        step()


def person_changed(*, person: Person, at: datetime, turn: Any = None) -> None:
    facts_changed.send(sender=Person, people=[person.pk], at=at, turn=turn)


def tag_changed(*, tag: Tag, at: datetime, turn: Any = None) -> None:
    facts_changed.send(sender=Tag, tags=[tag.pk], at=at, turn=turn)


def image_changed(*, image: Image, at: datetime, turn: Any = None) -> None:
    """Call it also when a picture has got its renditions."""
    facts_changed.send(sender=Image, images=[image.pk], at=at, turn=turn)


def site_changed(*, at: datetime, turn: Any = None) -> None:
    facts_changed.send(sender=Site, everywhere=True, at=at, turn=turn)


def crisis_resources_changed(*, at: datetime, turn: Any = None) -> None:
    """Call it when another version is served, when one ends, and for their order and countries."""
    facts_changed.send(sender=CrisisResource, crisis_resources=True, at=at, turn=turn)
