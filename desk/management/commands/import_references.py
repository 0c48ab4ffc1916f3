"""It stands in the desk and not beside the works, because an import is a turn of the ledger."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from references.asking import SourceFailed
from references.eutilities import fetch
from references.importing import Answer, Imported, import_works
from references.models import Source
from references.pubmed import MalformedXml, parse_records
from references.records import FaultyRecord, WorkRecord
from review.ledger import ledger_turn
from review.refusals import Refused

# Other moves wait while a batch is brought in.
BATCH_RECORDS = 200
OUTCOMES = ("added", "refreshed", "unchanged", "older", "faulty")
SUMMARY = (
    "{origin}: {added} added, {refreshed} refreshed, {unchanged} as they were, {older} older than "
    "what is known, {faulty} faulty."
)

Records = list[WorkRecord | FaultyRecord]


class Command(BaseCommand):
    help = (
        "Bring works into the library, from files of PubMed's XML or from PubMed itself. Works "
        "that are there by PMID or DOI are filled and refreshed; what was typed stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
        parser.add_argument(
            "--pmid",
            nargs="+",
            action="extend",
            default=[],
            metavar="PMID",
            help="Ask PubMed for these works as well: only that tells that they still stand.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files, pmids = options["files"], options["pmid"]
        if not files and not pmids:
            raise CommandError("Name a file, or ask PubMed with --pmid.")
        faulty = sum(self._import(file, _batches(file), asked_now=False) for file in files)
        if pmids:
            faulty += self._import("PubMed", _answers(pmids), asked_now=True)
        if faulty:
            raise CommandError(f"Records that were not brought in: {faulty}.")

    def _import(self, origin: object, batches: Iterable[Records], *, asked_now: bool) -> int:
        """Bring in what can be brought in; return how many records are faulty."""
        counts = Counter(dict.fromkeys(OUTCOMES, 0))
        try:
            for batch in batches:
                imported = _import_batch(batch, asked_now=asked_now)
                counts.update({name: len(getattr(imported, name)) for name in OUTCOMES})
                self._report(imported)
        except OSError as error:
            raise CommandError(f"{origin} cannot be read: {error.strerror}.") from error
        except (MalformedXml, SourceFailed, Refused, ValidationError) as error:
            self.stdout.write(SUMMARY.format(origin=origin, **counts))
            raise CommandError(f"{origin}: {_sentence(error)}") from error
        self.stdout.write(SUMMARY.format(origin=origin, **counts))
        return counts["faulty"]

    def _report(self, imported: Imported) -> None:
        for record in imported.faulty:
            self.stderr.write(f"PMID {record.pmid or 'unknown'}: {record.fault}")
        for key, columns in imported.typed.items():
            self.stdout.write(f"{key}: typed words were kept in {', '.join(columns)}.")


def _import_batch(batch: Records, *, asked_now: bool) -> Imported:
    with ledger_turn(now=timezone.now()) as turn:
        imported = import_works(
            records=[record for record in batch if isinstance(record, WorkRecord)],
            answer=Answer(source=Source.PUBMED, at=turn.at, asked_now=asked_now),
            turn=turn,
        )
    imported.faulty += [record for record in batch if isinstance(record, FaultyRecord)]
    return imported


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


def _answers(pmids: Iterable[str]) -> Iterator[Records]:
    for fetched in fetch(pmids):
        missing = (FaultyRecord(pmid, "PubMed has no such record.") for pmid in fetched.missing)
        yield [*fetched.records, *fetched.faulty, *missing]


def _sentence(error: Exception) -> str:
    if isinstance(error, Refused):
        return error.sentence
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
