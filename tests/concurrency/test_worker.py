"""The worker as a real process: what it is told to do it does, and killed it is replaced."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings

from tests.concurrency.processes import Process

SECONDS_AT_MOST = 60
EVERY_RENDITION = sorted(
    [format, width] for format in ("avif", "webp", "jpeg") for width in (480, 960, 1600)
)


@contextmanager
def worker(database, *arguments):
    """``manage.py worker`` on a database; killed at the end, if it still runs."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "worker", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database, "DATABASE_POOL_SIZE": "1"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(other, condition):
    """Ask what stands until it is as it should be."""
    latest = time.monotonic() + SECONDS_AT_MOST
    while not condition(found := other.ask("images")):
        assert time.monotonic() < latest, found
        time.sleep(0.02)
    return found


def all_ready(found):
    return all(state == "ready" for state, *_ in found["images"])


def test_it_works(database):
    with Process(database) as other, worker(database) as process:
        other.ask("upload", width=1600)
        found = until(other, all_ready)
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS_AT_MOST) == 0
    assert found["images"] == [["ready", 1, EVERY_RENDITION]]


def test_once(database):
    with Process(database) as other:
        for _ in range(2):
            other.ask("upload", width=480)
        with worker(database, "--once") as process:
            assert process.wait(SECONDS_AT_MOST) == 0
        found = other.ask("images")
    assert all_ready(found)
    assert found["tasks"] == ["SUCCESSFUL", "SUCCESSFUL"]


def test_killed_while_it_works(database):
    with Process(database) as other:
        other.ask("upload", width=4000)
        with worker(database) as process:
            halfway = until(other, lambda found: 0 < found["made"] < 9)
            process.kill()
            process.wait()
        left = other.ask("images")
        # The task says for ever that it runs, and readers get the picture as it is kept.
        assert (left["tasks"], left["images"]) == (
            ["RUNNING"],
            [["waiting", 1, [["jpeg", 4000]]]],
        )
        assert left["made"] >= halfway["made"]
        # Nobody looks for it as long as the first one may still be at it.
        with worker(database, "--once") as process:
            assert process.wait(SECONDS_AT_MOST) == 0
        assert other.ask("images")["images"] == left["images"]

        other.ask("overdue")
        with worker(database, "--once") as process:
            assert process.wait(SECONDS_AT_MOST) == 0
        found = other.ask("images")
    assert found["images"] == [["ready", 2, EVERY_RENDITION]]
    assert found["made"] == len(EVERY_RENDITION)
    assert found["tasks"] == ["RUNNING", "SUCCESSFUL"]


def test_two_at_once(database):
    """Each task is taken by one of them."""
    with Process(database) as other:
        for _ in range(6):
            other.ask("upload", width=480)
        with worker(database, "--once") as one, worker(database, "--once") as two:
            assert [each.wait(SECONDS_AT_MOST) for each in (one, two)] == [0, 0]
        found = other.ask("images")
    assert all_ready(found)
    assert [attempts for _, attempts, _ in found["images"]] == [1] * 6
