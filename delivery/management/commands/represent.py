import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from delivery.presenter import current_presenter
from delivery.upkeep import outdated, represent_outdated
from review.refusals import Refusal, Refused

BATCH = 100
BAR_CHARACTERS = 40
SECONDS_BETWEEN_TRIES = 1.0


class Command(BaseCommand):
    help = (
        "Make the stored bytes of all that is public anew, where another version of Vouch or other "
        "settings made them. Killed, it goes on where it was when it is run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--batch", type=int, default=BATCH, help="rows for which moves wait at once"
        )

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        made, total = 0, outdated(timezone.now())
        while number := self._next_batch(max(batch, 1)):
            made += number
            self._tell(made, max(total, made))
        if made:
            self._tell_end()
        self.stdout.write(f"Made anew: {made}. All that is public is of {current_presenter()}.")

    def _next_batch(self, limit: int) -> int:
        while True:
            now: datetime = timezone.now()
            try:
                return represent_outdated(limit=limit, now=now)
            except Refused as refused:
                if refused.code != Refusal.BUSY:
                    raise
                self.stderr.write("The site is busy: trying again.")
                time.sleep(SECONDS_BETWEEN_TRIES)

    def _tell(self, made: int, total: int) -> None:
        if not self.stdout.isatty():
            self.stdout.write(f"{made} of {total}")
            return
        filled = BAR_CHARACTERS * made // total
        bar = "#" * filled + "." * (BAR_CHARACTERS - filled)
        self.stdout.write(f"\r[{bar}] {made} of {total}", ending="")
        self.stdout.flush()

    def _tell_end(self) -> None:
        if self.stdout.isatty():
            self.stdout.write("")
