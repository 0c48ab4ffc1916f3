"""Server and worker as one program: they live and end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.databases import copied_database
from tests.free_ports import free_port

SECONDS_AT_MOST = 60


class Served:
    """``manage.py serve`` on a database and a port of its own."""

    def __init__(self, database, log):
        self.port, self.log = free_port(), log
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database, "DATABASE_POOL_SIZE": "1"},
            stdout=log,
            stderr=log,
        )

    def answers(self):
        try:
            urlopen(f"http://127.0.0.1:{self.port}/livez").close()
        except OSError:
            return False
        return True

    def children(self):
        """The process ids of server and worker, by name."""
        found = {}
        process = Path("/proc", str(self.process.pid))
        for pid in (process / "task" / process.name / "children").read_text().split():
            arguments = Path("/proc", pid, "cmdline").read_text()
            found["worker" if "manage.py\0worker" in arguments else "granian"] = int(pid)
        return found


def until(condition):
    latest = time.monotonic() + SECONDS_AT_MOST
    while not condition():
        assert time.monotonic() < latest, "It took too long."
        time.sleep(0.1)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def served(migrated, tmp_path):
    with copied_database(migrated, tmp_path) as url, (tmp_path / "log").open("w+") as log:
        running = Served(url, log)
        try:
            until(lambda: running.answers() and len(running.children()) == 2)
            yield running
        finally:
            running.process.terminate()
            running.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_both_end(served, number):
    children = served.children()
    assert set(children) == {"granian", "worker"}
    served.process.send_signal(number)
    assert served.process.wait(SECONDS_AT_MOST) == 0
    assert not served.answers()
    assert [pid for pid in children.values() if not is_gone(pid)] == []


@pytest.mark.parametrize("dying", ["granian", "worker"])
def test_when_one_dies_the_other_ends(served, dying):
    children = served.children()
    os.kill(children[dying], signal.SIGKILL)
    assert served.process.wait(SECONDS_AT_MOST) == signal.SIGKILL
    assert not served.answers()
    assert [pid for pid in children.values() if not is_gone(pid)] == []
