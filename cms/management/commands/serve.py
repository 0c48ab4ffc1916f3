import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.serving import serve


class Command(BaseCommand):
    help = "Run the server and the worker together, on one machine. Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        sys.exit(serve(host=host, port=port))
