from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.demo import ACCOUNTS, Demo, DemoFault

DEFAULT_PASSWORD = "vouch-demo-only"  # noqa: S105


class Command(BaseCommand):
    help = "Bring in the demo content and its accounts (DEBUG only). Repeatable without harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--password", default=DEFAULT_PASSWORD, help="of the four demo accounts"
        )

    def handle(self, *args: Any, password: str, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demo has accounts with a known password, so it loads with DEBUG=1 only."
            )
        try:
            Demo(password=password, now=timezone.now()).load()
        except DemoFault as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write("Demo accounts, for the admin at /admin/:")
        for role in ACCOUNTS:
            self.stdout.write(f"  {role}@example.org  {password}")
