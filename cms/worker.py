"""The worker: carries out the tasks in the queue, and looks for those that were lost."""

import logging
import os
import socket
import time

from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from articles.tasks import sweep

SECONDS_BETWEEN_LOOKS = 1.0
# Rows that are due, and few: a look costs one query by an index.
SECONDS_BETWEEN_SWEEPS = 10.0


def run_worker(*, once: bool) -> None:
    """Work until told to stop (SIGTERM or SIGINT), or ``once`` until nothing waits."""
    # The library tells each time that it looks for work.
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    worker = _worker()
    worker.configure_signals()
    next_sweep = time.monotonic()
    while worker.running:
        close_old_connections()
        if time.monotonic() >= next_sweep:
            sweep(now=timezone.now())
            next_sweep = time.monotonic() + SECONDS_BETWEEN_SWEEPS
        # Returns when the queue is empty, so that there is time to sweep.
        worker.run()
        if once:
            return
        if worker.running:
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
