from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from delivery.aliases import FaultyFile, import_aliases
from review.refusals import Refused


class Command(BaseCommand):
    help = "Import the addresses that pages had elsewhere, from a CSV file: path,target."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="The publisher who answers for it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(email=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"There is no active account {options['by']}.")
        try:
            data = options["file"].read_bytes()
            imported = import_aliases(data=data, by=by, now=timezone.now())
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except FaultyFile as faulty:
            for fault in faulty.faults:
                self.stderr.write(f"{fault} {fault.content}".strip())
            raise CommandError("Nothing was imported.") from faulty
        self.stdout.write(f"Imported {imported.added}; {imported.known} were known already.")
