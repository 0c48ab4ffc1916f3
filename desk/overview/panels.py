"""What the overview is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from desk.badges import Look

ROWS_AT_MOST = 20


@dataclass(frozen=True)
class Row:
    """``link`` leads to where the next step is taken; ``badges`` say why the row is here."""

    title: str
    link: str
    badges: Sequence[tuple[str, Look]] = ()
    said: str = ""


@dataclass(frozen=True)
class Panel:
    """``empty`` stands in the place of rows; a panel without it is not shown while it has none.

    ``more`` is the address of the whole list, ``total`` how many rows that has.
    """

    key: str
    title: str
    rows: list[Row] = field(default_factory=list)
    empty: str = ""
    more: str = ""
    total: int = 0

    @property
    def left_out(self) -> int:
        return max(0, self.total - len(self.rows))


def panel(
    key: str, title: str, found: "QuerySet[Any]", rows: Iterable[Row], **fields: str
) -> Panel:
    """Return a panel of the first rows of ``found``, with how many there are in all."""
    return Panel(key=key, title=title, rows=list(rows), total=found.count(), **fields)


def day(instant: datetime) -> str:
    """Return the day in the time zone of whoever reads: ``Nov. 3, 2026``."""
    return date_format(timezone.localtime(instant), "N j, Y")


def due_badge(due: date, today: date) -> tuple[str, Look]:
    """Say how many days are left until a day, or for how many it has passed."""
    days = (due - today).days
    if days < 0:
        return f"Overdue by {_days(-days)}", Look.WARNING
    return (f"Due in {_days(days)}", Look.PLAIN) if days else ("Due today", Look.WARNING)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
