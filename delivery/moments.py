"""When something about rows changes by time alone, asked for many reasons in one query."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet, Value

# Of one row, with the earliest instant.
Moment = QuerySet[Any, Any]


def earliest(rows: QuerySet[Any, Any], column: str, *, after: datetime) -> Moment:
    """Return the query of the earliest value of a column after an instant."""
    later = rows.filter(**{f"{column}__gt": after}).order_by()
    one_row: Moment = later.values(all=Value(1)).annotate(instant=Min(column))
    return one_row.values("instant")


def turns(rows: QuerySet[Any, Any], *, after: datetime) -> list[Moment]:
    """Return when the first of some publications begins, and when the first ends."""
    public = rows.filter(cancelled_at__isnull=True)
    return [earliest(public, name, after=after) for name in ("live_from", "live_until")]


def first_of(moments: Sequence[Moment]) -> list[datetime | None]:
    """Return the instants, by one query; none where there are no moments to ask for."""
    if not moments:
        return []
    first, *others = moments
    return [row["instant"] for row in (first.union(*others, all=True) if others else first)]
