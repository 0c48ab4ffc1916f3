"""It stands in the desk and not beside the works, because an import is a turn of the ledger."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from references.importing import Answer, Imported, import_works
from references.models import Source
from references.pubmed import MalformedXml, parse_records
from references.records import FaultyRecord, WorkRecord
from review.ledger import ledger_turn
from review.refusals import Refused

# Other moves wait while a batch is brought in.
BATCH_RECORDS = 200
SUMMARY = (
    "{file}: {added} added, {refreshed} refreshed, {unchanged} as they were, {older} older than "
    "what is known, {faulty} faulty."
)

Records = list[WorkRecord | FaultyRecord]


class Command(BaseCommand):
    help = (
        "Bring works into the library from files of PubMed's XML. Works that are there by PMID or "
        "DOI are filled and refreshed; what was typed stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        faulty = sum(self._import_file(file) for file in options["files"])
        if faulty:
            raise CommandError(f"Records that were not brought in: {faulty}.")

    def _import_file(self, file: Path) -> int:
        """Bring in what can be brought in; return how many records are faulty."""
        counts = Counter(added=0, refreshed=0, unchanged=0, older=0, faulty=0)
        try:
            for batch in _batches(file):
                self._import_batch(batch, counts)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except (MalformedXml, Refused) as error:
            self.stdout.write(SUMMARY.format(file=file, **counts))
            raise CommandError(f"{file}: {_sentence(error)}") from error
        self.stdout.write(SUMMARY.format(file=file, **counts))
        return counts["faulty"]

    def _import_batch(self, batch: Records, counts: Counter[str]) -> None:
        with ledger_turn(now=timezone.now()) as turn:
            imported = import_works(
                records=[record for record in batch if isinstance(record, WorkRecord)],
                answer=Answer(source=Source.PUBMED, at=turn.at, asked_now=False),
                turn=turn,
            )
        imported.faulty += [record for record in batch if isinstance(record, FaultyRecord)]
        for name in counts:
            counts[name] += len(getattr(imported, name))
        self._report(imported)

    def _report(self, imported: Imported) -> None:
        for record in imported.faulty:
            self.stderr.write(f"PMID {record.pmid or 'unknown'}: {record.fault}")
        for key, columns in imported.typed.items():
            self.stdout.write(f"{key}: typed words were kept in {', '.join(columns)}.")


def _batches(file: Path) -> Iterator[Records]:
    """Yield the records of a file, also those before the place where it breaks off."""
    batch: Records = []
    with file.open("rb") as opened:
        try:
            for record in parse_records(opened):
                batch.append(record)
                if len(batch) == BATCH_RECORDS:
                    yield batch
                    batch = []
        except MalformedXml:
            yield batch
            raise
    yield batch


def _sentence(error: Exception) -> str:
    return error.sentence if isinstance(error, Refused) else str(error)
