"""The project in processes of its own, as `make run` starts it."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

from tests.free_ports import free_port

SECONDS_TO_START = 60
SECONDS_BETWEEN_TRIES = 0.1


def run(database, *arguments):
    """Run a Python program of the project on a database."""
    subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=_environment(database, "http://localhost"),
        stdout=subprocess.DEVNULL,
        check=True,
    )


@contextmanager
def running_server(database, folder):
    """Serve a database; yield the server's address. What it says is in a file in ``folder``."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    command += ["--host", "127.0.0.1", "--port", str(port), "cms.wsgi:application"]
    with (folder / "server.log").open("w+") as log:
        server = subprocess.Popen(  # noqa: S603
            command,
            cwd=settings.BASE_DIR,
            env=_environment(database, address),
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"{address}/livez", server, log)
            yield address
        finally:
            server.terminate()
            server.wait()


def _environment(database, address):
    return {
        **os.environ,
        "DATABASE_URL": database,
        "DEBUG": "1",
        "SITE_URL": address,
        "API_URL": address,
        "MEDIA_URL": f"{address}/media",
    }


def _wait_for(address, server, log):
    latest = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < latest and server.poll() is None:
        try:
            urlopen(address).close()  # noqa: S310
        except URLError:
            time.sleep(SECONDS_BETWEEN_TRIES)
        else:
            return
    log.seek(0)
    raise AssertionError(f"The server did not start:\n{log.read()}")
