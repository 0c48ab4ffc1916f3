import shutil
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from references.exports import ExportFormat, pieces
from references.identifiers import normalise_pmid
from references.models import Reference

ROWS_AT_ONCE = 500
KEPT_IN_MEMORY_BYTES = 5_000_000


class Command(BaseCommand):
    help = (
        "Write works to standard output, in UTF-8: all that are in the library, cited or not, or "
        "those named by --pmid. Nothing is written unless all of them can be."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format", required=True, choices=ExportFormat.values, dest="export_format"
        )
        parser.add_argument("--pmid", nargs="+", action="extend", metavar="PMID")

    def handle(
        self, *args: Any, export_format: str, pmid: list[str] | None, **options: Any
    ) -> None:
        works = self._named(pmid) if pmid else _all()
        with SpooledTemporaryFile(KEPT_IN_MEMORY_BYTES) as whole:
            for piece in pieces(_with_keys(works), ExportFormat(export_format)):
                whole.write(piece)
            whole.seek(0)
            # Bytes: a terminal in another encoding would change what the file says, or refuse it.
            shutil.copyfileobj(whole, self.stdout.buffer)  # type: ignore[arg-type]
        self.stdout.flush()

    def _named(self, pmids: Iterable[str]) -> list[Reference]:
        """Return the works in the order in which they are asked for, each once."""
        try:
            wanted = list(dict.fromkeys(map(normalise_pmid, pmids)))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        found = Reference.objects.by_keys(f"pmid:{pmid}" for pmid in wanted)
        missing = [pmid for pmid in wanted if f"pmid:{pmid}" not in found]
        for pmid in missing:
            self.stderr.write(f"PMID {pmid}: There is no such work in the library.")
        if missing:
            raise CommandError(f"Works that are not there: {len(missing)}. Nothing was written.")
        return [found[f"pmid:{pmid}"] for pmid in wanted]


def _all() -> Iterator[Reference]:
    return Reference.objects.iterator(ROWS_AT_ONCE)


def _with_keys(works: Iterable[Reference]) -> Iterator[tuple[str, Reference]]:
    return ((work.key, work) for work in works)
