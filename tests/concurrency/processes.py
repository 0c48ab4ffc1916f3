"""The test's side of a worker: start it, talk to it, kill it."""

import json
import os
import signal
import subprocess
import sys
from tempfile import TemporaryFile

from django.conf import settings

KILLED = -signal.SIGKILL


class Process:
    """A worker on a database. None is left behind when the ``with`` block is left."""

    def __init__(self, database):
        # A file, since nobody reads it until the end, and a full pipe would stop the worker.
        self._errors = TemporaryFile("w+")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.worker"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database, "DATABASE_POOL_SIZE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.kill()
        self._process.__exit__(*exception)
        self._errors.close()

    def tell(self, verb, **arguments):
        self._process.stdin.write(json.dumps([verb, arguments]) + "\n")
        self._process.stdin.flush()

    def heard(self):
        """Wait for the next answer; None when there will be no more."""
        line = self._process.stdout.readline()
        # One that was killed may leave half a line.
        return json.loads(line) if line.endswith("\n") else None

    def ask(self, verb, **arguments):
        self.tell(verb, **arguments)
        answer = self.heard()
        assert answer is not None, self.errors
        return answer

    def rest(self):
        """Tell it no more; wait for its end and return all that it had still to say."""
        self._process.stdin.close()
        return list(iter(self.heard, None))

    def kill(self):
        self._process.kill()

    def end(self):
        """Wait for the end; how it ended (minus the signal if by one), and what went wrong."""
        return self._process.wait(), self.errors

    @property
    def errors(self):
        self._errors.seek(0)
        return self._errors.read()


def ask(database, verb, **arguments):
    """Let a worker do one thing in peace; its answer."""
    with Process(database) as process:
        answer = process.ask(verb, **arguments)
        assert (process.rest(), process.end()) == ([], (0, ""))
    return answer
