"""Real processes that do what nobody has come to do: the worker, and ``manage.py represent``."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from delivery.presenter import current_presenter
from tests.concurrency.processes import KILLED, Process

SECONDS_AT_MOST = 60
PAGES = 20


@contextmanager
def manage(database, *arguments, log=None):
    """``manage.py`` on a database; killed at the end, if it still runs."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database, "DATABASE_POOL_SIZE": "1"},
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(condition):
    latest = time.monotonic() + SECONDS_AT_MOST
    while not (found := condition()):
        assert time.monotonic() < latest, "It took too long."
        time.sleep(0.1)
    return found


@pytest.fixture
def other(database):
    with Process(database) as process:
        yield process


class TestTheWorker:
    def test_settles_what_time_changed(self, database, other):
        with manage(database, "worker") as worker:
            other.ask("end_in", seconds=2)
            assert other.ask("kept")["last"] == "updated"
            until(lambda: other.ask("kept")["last"] == "expired")
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(SECONDS_AT_MOST) == 0
        assert other.ask("kept") == {"outdated": 0, "faults": [], "last": "expired"}

    def test_once(self, database, other):
        assert other.ask("leave", pages=2) > 0
        other.ask("end_in", seconds=0.01)
        with manage(database, "worker", "--once") as worker:
            assert worker.wait(SECONDS_AT_MOST) == 0
        assert other.ask("kept") == {"outdated": 0, "faults": [], "last": "expired"}

    def test_goes_on_when_the_ledger_was_busy(self, database, other, tmp_path):
        other.ask("end_in", seconds=0.01)
        with Process(database) as holder, (tmp_path / "log").open("w+") as log:
            assert holder.ask("hang", name="withdraw")[0] == "uncommitted"
            self.goes_on(database, other, holder, log)

    def goes_on(self, database, other, holder, log):
        with manage(database, "worker", log=log) as worker:
            until(lambda: "worker_tries_again" in Path(log.name).read_text())
            holder.kill()
            until(lambda: other.ask("kept")["last"] == "expired")
            assert worker.poll() is None


class TestRepresent:
    def test_it_works(self, database, other):
        waiting = other.ask("leave", pages=2)
        with manage(database, "represent", "--batch", "4") as command:
            said, _ = command.communicate(timeout=SECONDS_AT_MOST)
        *lines, last = said.splitlines()
        assert (command.returncode, lines[0]) == (0, f"4 of {waiting}")
        presenter = current_presenter()
        assert last.endswith(f"All that is public is of {presenter}.")
        assert other.ask("kept") == {"outdated": 0, "faults": [], "last": "published"}

    def test_nothing_to_do(self, database):
        with manage(database, "represent") as command:
            said, _ = command.communicate(timeout=SECONDS_AT_MOST)
        assert said == f"Made anew: 0. All that is public is of {current_presenter()}.\n"

    def test_killed_it_goes_on(self, database, other):
        waiting = other.ask("leave", pages=PAGES)
        with manage(database, "represent", "--batch", "1") as command:
            assert command.stdout.readline() == f"1 of {waiting}\n"
            command.kill()
            assert command.wait() == KILLED
        left = other.ask("waits")
        assert 0 < left < waiting
        with manage(database, "represent", "--batch", "1") as command:
            assert command.stdout.readline() == f"1 of {left}\n"
            command.communicate(timeout=SECONDS_AT_MOST)
            assert command.returncode == 0
        assert other.ask("kept") == {"outdated": 0, "faults": [], "last": "published"}
