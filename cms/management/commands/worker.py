from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.worker import run_worker


class Command(BaseCommand):
    help = (
        "Do the work that waits outside the requests: renditions of pictures, the watch over "
        "references, e-mails. Runs until stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing waits any more")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        run_worker(once=once)
