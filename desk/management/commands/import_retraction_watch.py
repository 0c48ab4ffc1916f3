"""It stands in the desk and not beside the works, because it tells people what fell."""

from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.reporting import report_changes
from desk.telling import tell_of_fallen
from references.heeding import Found, find, heed
from references.retraction_watch import NoFile, read_rows
from review.ledger import ledger_turn
from review.refusals import Refused

# Other moves wait while a batch is brought in.
BATCH_WORKS = 200


class Command(BaseCommand):
    help = (
        "Heed the file of Retraction Watch (CSV): what it holds against works of the library, by "
        "PMID and DOI. It adds no works. Public pages change at once, and whoever has to know is "
        "written to. Running it again changes nothing that is right already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            with file.open("rb") as opened:
                found = find(read_rows(opened))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except NoFile as error:
            raise CommandError(f"{file}: {error}") from error
        try:
            changed, written_to = self._heed(found)
        except Refused as refused:
            raise CommandError(f"{file}: {refused.sentence}") from refused
        self.stdout.write(
            f"{file}: {found.rows} rows; works of the library in it: {len(found.by_work)}, of "
            f"which changed: {changed}."
        )
        if written_to:
            self.stdout.write(f"People written to: {written_to}.")
        for row in found.faulty:
            self.stderr.write(f"Line {row.line}: {row.fault}")
        if found.faulty:
            raise CommandError(f"Rows that were left out: {len(found.faulty)}.")

    def _heed(self, found: Found) -> tuple[int, int]:
        """Heed it batch by batch; return how many works changed, and how many people are told."""
        changed, left = 0, iter(found.by_work.items())
        while batch := dict(islice(left, BATCH_WORKS)):
            with ledger_turn(now=timezone.now()) as turn:
                events = heed(batch, at=turn.at, turn=turn)
            report_changes(self.stdout, events)
            changed += len(events)
        with ledger_turn(now=timezone.now()) as turn:
            return changed, len(tell_of_fallen(at=turn.at))
