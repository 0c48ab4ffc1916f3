"""The last step of each change of what is known of a work: to say so."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from references.models import Reference
from references.signals import standing_changed


def work_changed(*, work: Reference, at: datetime, turn: Any = None) -> None:
    """Call it after changing a work, inside the same transaction.

    That transaction begins with the ledger: ``turn`` is the one under way.
    """
    works_changed(works=[work], at=at, turn=turn)


def works_changed(*, works: Collection[Reference], at: datetime, turn: Any = None) -> None:
    """Say it of several works at once: each page that shows some of them is made anew once."""
    if works:
        pks = [work.pk for work in works]
        standing_changed.send(sender=Reference, references=pks, at=at, turn=turn)
