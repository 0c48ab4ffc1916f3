"""Waiting for one's turn to ask a service that says how often it may be asked."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from references.models import RequestPace

# Who wakes late would come close to the next one. So much later is what the distance allows for:
# with it, no second sees more requests than it may.
TOLERANCE_SECONDS = 0.05
# So many places may be missed. Where each is, all are late by as much, and as far apart as they were.
MOST_PLACES = 5
# A place further off was taken when the clock was wrong.
FURTHEST_SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class Means:
    """Clock, sleep and chance, so that no test waits."""

    clock: Callable[[], datetime] = timezone.now
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Pace:
    """So many requests a second to a service, by all processes of all servers together."""

    service: str
    per_second: int
    means: Means

    @property
    def distance(self) -> timedelta:
        return timedelta(seconds=(1 + TOLERANCE_SECONDS) / self.per_second)

    def wait(self) -> datetime:
        """Sleep until a request may go out; return the instant that was meant for it.

        No lock is held meanwhile, and none may be: inside a transaction it raises.
        """
        for _ in range(MOST_PLACES):
            place = self._take_place()
            self.means.sleep(max(0.0, (place - self.means.clock()).total_seconds()))
            if (self.means.clock() - place).total_seconds() <= TOLERANCE_SECONDS:
                break
        return place

    def hold(self, seconds: float) -> None:
        """Let no process ask before so many seconds have passed, as the service wishes."""
        with transaction.atomic(durable=True):
            row = self._locked()
            until = self.means.clock() + timedelta(seconds=seconds)
            if until > row.next_at:
                row.next_at = until
                row.save(update_fields=["next_at"])

    def _take_place(self) -> datetime:
        with transaction.atomic(durable=True):
            row = self._locked()
            # After the lock: to get it may have taken a while.
            now = self.means.clock()
            is_near = row.next_at <= now + timedelta(seconds=FURTHEST_SECONDS)
            place = max(now, row.next_at) if is_near else now
            row.next_at = place + self.distance
            row.save(update_fields=["next_at"])
        return place

    def _locked(self) -> RequestPace:
        rows = RequestPace.objects.select_for_update()
        return rows.get_or_create(service=self.service, defaults={"next_at": self.means.clock()})[0]
