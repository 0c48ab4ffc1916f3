"""It stands in the desk and not beside the works, because an import is a turn of the ledger."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.telling import tell_of_fallen
from references.asking import SourceFailed
from references.checking import Heard, weigh
from references.eutilities import fetch
from references.importing import Answer, Imported, import_works
from references.imports import (
    MalformedJson,
    UnknownFormat,
    WorkFile,
    open_works,
    said_of,
)
from references.models import Reference, Source
from references.pubmed import MalformedXml
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
# A batch of records and who says what is in them; and the PMIDs that PubMed does not have.
Batch = tuple[Records, Callable[[datetime], Answer], set[str]]
Broken = (MalformedXml, MalformedJson)


class Command(BaseCommand):
    help = (
        "Bring works into the library, from files or from PubMed itself. A file is PubMed's XML, "
        "RIS, .nbib or CSL-JSON, whatever its name. Works that are there by PMID, DOI, PMCID, ISBN "
        "or address are filled and refreshed; what was typed stays."
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
        faulty = sum(self._import(file, self._batches(file)) for file in files)
        if pmids:
            faulty += self._import("PubMed", _answers(pmids))
        self._tell_of_fallen()
        if faulty:
            raise CommandError(f"Records that were not brought in: {faulty}.")

    def _tell_of_fallen(self) -> None:
        try:
            with ledger_turn(now=timezone.now()) as turn:
                messages = tell_of_fallen(at=turn.at)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if messages:
            self.stdout.write(f"People written to: {len(messages)}.")

    def _import(self, origin: object, batches: Iterable[Batch]) -> int:
        """Bring in what can be brought in; return how many records are faulty."""
        counts = Counter(dict.fromkeys(OUTCOMES, 0))
        try:
            for records, answer, missing in batches:
                imported = _import_batch(records, answer, missing)
                counts.update({name: len(getattr(imported, name)) for name in OUTCOMES})
                self._report(imported)
        except OSError as error:
            raise CommandError(f"{origin} cannot be read: {error.strerror}.") from error
        except (*Broken, UnknownFormat, SourceFailed, Refused, ValidationError) as error:
            self.stdout.write(SUMMARY.format(origin=origin, **counts))
            raise CommandError(f"{origin}: {_sentence(error)}") from error
        self.stdout.write(SUMMARY.format(origin=origin, **counts))
        return counts["faulty"]

    def _report(self, imported: Imported) -> None:
        for record in imported.faulty:
            name = record.name or f"PMID {record.pmid or 'unknown'}"
            self.stderr.write(f"{name}: {record.fault}")
        for key, columns in imported.typed.items():
            self.stdout.write(f"{key}: typed words were kept in {', '.join(columns)}.")

    def _batches(self, file: Path) -> Iterator[Batch]:
        with file.open("rb") as opened:
            works = open_works(opened, lambda words: self.stderr.write(f"{file}: {words}"))
            for records in _in_batches(works):
                yield records, partial(_answer_of_file, works), set()


def _import_batch(
    records: Records, answer: Callable[[datetime], Answer], missing: set[str]
) -> Imported:
    with ledger_turn(now=timezone.now()) as turn:
        imported = import_works(
            records=[record for record in records if isinstance(record, WorkRecord)],
            answer=answer(turn.at),
            turn=turn,
        )
        lost = Reference.objects.filter(pmid__in=missing)
        works = {work.pmid: work for work in lost}
        weigh(Heard(missing=missing), works=[work.pk for work in lost], at=turn.at, turn=turn)
    imported.faulty += [record for record in records if isinstance(record, FaultyRecord)]
    imported.faulty += [FaultyRecord(pmid, _said_of(works.get(pmid))) for pmid in sorted(missing)]
    return imported


def _said_of(work: Reference | None) -> str:
    """Return what is said of a PMID that PubMed does not have."""
    if work is None:
        return "PubMed has no such record."
    work.refresh_from_db(fields=["standing"])
    standing = work.get_standing_display().lower()
    return f"PubMed has no such record any more. The standing of “{work.title}” is {standing}."


def _in_batches(works: WorkFile) -> Iterator[Records]:
    """Yield the records of a file, also those before the place where it breaks off."""
    batch: Records = []
    try:
        for record in works.records:
            batch.append(record)
            if len(batch) == BATCH_RECORDS:
                yield batch
                batch = []
    except Broken:
        yield batch
        raise
    yield batch


def _answer_of_file(works: WorkFile, at: datetime) -> Answer:
    if works.is_pubmed:
        return Answer(source=Source.PUBMED, at=at, asked_now=False)
    said = partial(said_of, export_format=works.export_format) if works.export_format else None
    return Answer(at=at, asked_now=False, said_of=said)


def _answers(pmids: Iterable[str]) -> Iterator[Batch]:
    for fetched in fetch(pmids):
        records: Records = [*fetched.records, *fetched.faulty]
        yield records, _answer_of_pubmed, set(fetched.missing)


def _answer_of_pubmed(at: datetime) -> Answer:
    return Answer(source=Source.PUBMED, at=at, asked_now=True)


def _sentence(error: Exception) -> str:
    if isinstance(error, Refused):
        return error.sentence
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
