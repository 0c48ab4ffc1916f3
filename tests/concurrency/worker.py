"""One real process among others: ``python -m tests.concurrency.worker``.

Each line of its input is ``[verb, {name: value}]``, it answers with lines of JSON. What goes
wrong here ends in a traceback and an exit code.
"""

import json
import os
import signal
import sys

import django

from tests import environment

SECONDS_AT_MOST = 300


def main() -> None:
    # A process that hangs is ended, and so found.
    signal.alarm(SECONDS_AT_MOST)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    environment.pytest_configure()
    django.setup()
    # Models cannot be imported before the registry is ready.
    from tests.concurrency.verbs import VERBS

    for line in iter(sys.stdin.readline, ""):
        verb, arguments = json.loads(line)
        VERBS[verb](**arguments)


if __name__ == "__main__":
    main()
