"""The worker: carries out the tasks in the queue, and does what nobody else has come to do."""

import logging
import os
import socket
import time
from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from articles import tasks as pictures
from delivery.upkeep import represent_outdated, settle_due
from desk.checking import check_when_due
from desk.outbox import send_due
from desk.reminding import remind
from references import tasks as lookups
from review.refusals import Refused

logger = structlog.get_logger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
# While a batch is made, moves wait.
ROWS_AT_ONCE = 50


class Chore:
    """Something to look for every few seconds. ``work`` says how much it found, of what it did.

    ``waits`` as long as the last look found something, or failed.
    """

    def __init__(self, name: str, work: Callable[[datetime], int], *, seconds: float) -> None:
        self.name, self.work, self.seconds = name, work, seconds
        self.next, self.waits = time.monotonic(), True

    def do(self, *, at_once: bool = False) -> bool:
        """Do it if it is time, or ``at_once``; whether it found something."""
        if time.monotonic() < self.next and not at_once:
            return False
        found = attempt(self.name, lambda: self.work(timezone.now()))
        self.next = time.monotonic() + (0 if found else self.seconds)
        self.waits = found != 0
        return bool(found)


def attempt(name: str, work: Callable[[], int]) -> int | None:
    """Do it; what goes wrong in the database is logged, to be tried again next time."""
    # After a restart of the database the old connection is no use.
    close_old_connections()
    try:
        return work()
    except (Refused, DatabaseError) as error:
        logger.warning("worker_tries_again", chore=name, error=str(error))
        return None


def chores(worker: Worker) -> list[Chore]:
    def carry_out(now: datetime) -> int:
        # Returns when the queue is empty.
        worker.run()
        return 0

    return [
        Chore("settle", settle_due, seconds=2),
        Chore("sweep", lambda now: pictures.sweep(now=now), seconds=10),
        Chore("sweep_lookups", lambda now: lookups.sweep(now=now), seconds=10),
        Chore("tasks", carry_out, seconds=SECONDS_BETWEEN_LOOKS),
        # A few works at a time, and little patience: what is above waits while sources answer.
        Chore("watch", lambda now: check_when_due(now, holder=worker.worker_id), seconds=60),
        Chore("remind", remind, seconds=300),
        # After what tells people something.
        Chore("outbox", send_due, seconds=10),
        # Outdated rows come with another version or other settings, and so with another process.
        Chore("represent", lambda now: represent_outdated(limit=ROWS_AT_ONCE, now=now), seconds=60),
    ]


def run_worker(*, once: bool) -> None:
    """Work until told to stop (SIGTERM or SIGINT), or ``once`` until nothing waits."""
    # The library tells each time that it looks for work.
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    worker = _worker()
    worker.configure_signals()
    waiting = chores(worker)
    while worker.running:
        found = [chore.do(at_once=once) for chore in waiting if worker.running]
        if once and not any(chore.waits for chore in waiting):
            return
        if worker.running and not any(found):
            time.sleep(SECONDS_BETWEEN_LOOKS)


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )
