"""The instants at which something that is shown changes although nobody writes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from delivery.models import Publication
from review.models import Credential


def next_instant(instants: Iterable[datetime | None], *, after: datetime) -> datetime | None:
    return min((instant for instant in instants if instant and instant > after), default=None)


def range_ends(rows: Iterable[Publication]) -> list[datetime | None]:
    return [instant for row in rows for instant in (row.live_from, row.live_until)]


def credential_ends(credentials: Iterable[Credential]) -> list[datetime | None]:
    """The instants at which credentials begin or cease to hold: an expiry day is a day it holds."""
    begins = [midnight(item.issued) for item in credentials]
    return [*begins, *(midnight(i.expires + timedelta(days=1)) for i in credentials if i.expires)]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
