"""Server and worker as one program: for one machine, and for `make run`."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event

from django.conf import settings

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_STOP = 10

Processes = Sequence["subprocess.Popen[bytes]"]


def serve(*, host: str, port: int) -> int:
    """Run the server and the worker until one of them ends, or until told to stop; end both.

    Return the exit status: 0 when told, else that of the one which ended by itself, and never 0.
    """
    told = Event()
    # In force to the end: a second Ctrl-C must not leave one of them behind.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    # In groups of their own: Ctrl-C reaches this process alone, and each is told once. Twice told,
    # the worker gives up its task and granian leaves its children behind.
    running = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603
        for command in (_server(host, port), _worker())
    ]
    try:
        return _first_to_end(running, told)
    finally:
        _end(running)


def _server(host: str, port: int) -> list[str]:
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    return [*granian, "--host", host, "--port", str(port), "cms.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "manage.py", "worker"]


def _first_to_end(running: Processes, told: Event) -> int:
    while not told.wait(SECONDS_BETWEEN_LOOKS):
        for process in running:
            if process.poll() is not None:
                return abs(process.returncode) or 1
    return 0


def _end(running: Processes) -> None:
    for process in running:
        process.terminate()
    latest = time.monotonic() + SECONDS_TO_STOP
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, latest - time.monotonic()))
        # What is left of its group: itself, or children of one that died.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
