"""The last step of each change of what is known of a work: to say so."""

from datetime import datetime
from typing import Any

from references.models import Reference
from references.signals import standing_changed


def work_changed(*, work: Reference, at: datetime, turn: Any = None) -> None:
    """Call it after changing a work, inside the same transaction.

    That transaction begins with the ledger: ``turn`` is the one under way.
    """
    standing_changed.send(sender=Reference, references=[work.pk], at=at, turn=turn)
