"""The instants at which something that is shown changes although nobody writes."""

from collections.abc import Iterable
from datetime import datetime

from delivery.models import Publication
from review.models import Credential


def next_instant(instants: Iterable[datetime | None], *, after: datetime) -> datetime | None:
    return min((instant for instant in instants if instant and instant > after), default=None)


def range_ends(rows: Iterable[Publication]) -> list[datetime | None]:
    return [instant for row in rows for instant in (row.live_from, row.live_until)]


def credential_ends(credentials: Iterable[Credential]) -> list[datetime | None]:
    """The instants at which credentials begin or cease to hold: an expiry day is a day it holds."""
    return [instant for item in credentials for instant in (item.begins, item.ends)]
