"""Files of works: PubMed's XML, RIS, .nbib, BibTeX and CSL-JSON, told apart by what is in them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import Any

from references.exports import ExportFormat, export
from references.imports.bibtex import bibtex_records
from references.imports.csl import MalformedJson, csl_records
from references.imports.medline import medline_record
from references.imports.ris import ris_record
from references.imports.tagged import UTF_16_MARKS, Remark, Tagged, medline_records, ris_records
from references.models import Reference
from references.pubmed import parse_records
from references.records import FaultyRecord, WorkRecord

__all__ = ["MalformedJson", "UnknownFormat", "WorkFile", "open_works", "said_of"]

PEEKED_BYTES = 8192
RIS_BEGINS = re.compile(r"^TY {1,2}-", re.MULTILINE)
MEDLINE_BEGINS = re.compile(r"^PMID-", re.MULTILINE)
BIBTEX_BEGINS = re.compile(r"^\s*@\w+\s*\{", re.MULTILINE)

Records = Iterator[WorkRecord | FaultyRecord]


class UnknownFormat(Exception):
    """What was to be read is no file of works. It says so in a sentence."""


@dataclass(frozen=True)
class WorkFile:
    """``is_pubmed`` is true of PubMed's own XML, which says all that PubMed knows.

    ``export_format`` is that in which Vouch writes such files, if it does.
    """

    records: Records
    is_pubmed: bool = False
    export_format: ExportFormat | None = None


def open_works(file: "BufferedReader[Any]", remark: Remark) -> WorkFile:
    """Read a file by its content; ``remark`` is told what somebody should look at.

    Raises ``UnknownFormat``, and, while the records are read, ``MalformedXml`` and
    ``MalformedJson``.
    """
    start = _start(file.peek(PEEKED_BYTES))
    if start.startswith("<"):
        return WorkFile(parse_records(file), is_pubmed=True)
    if start.startswith(("[", "{")):
        return WorkFile(csl_records(file, remark), export_format=ExportFormat.CSL)
    if RIS_BEGINS.search(start):
        records = _read(ris_records(file), ris_record, remark)
        return WorkFile(records, export_format=ExportFormat.RIS)
    if MEDLINE_BEGINS.search(start):
        return WorkFile(_read(medline_records(file), medline_record, remark))
    if BIBTEX_BEGINS.search(start):
        return WorkFile(bibtex_records(file, remark))
    raise UnknownFormat(
        "This is no file of works: give PubMed's XML, RIS, .nbib, BibTeX or CSL-JSON."
    )


def said_of(work: Reference, export_format: ExportFormat) -> WorkRecord | None:
    """Return what Vouch's own file in that format says of a work, read back."""
    content = BytesIO(export({work.key: work}, export_format))
    if export_format == ExportFormat.CSL:
        records: Records = csl_records(content, _nothing)
    else:
        records = _read(ris_records(content), ris_record, _nothing)
    record = next(records)
    return record if isinstance(record, WorkRecord) else None


def _start(peeked: bytes) -> str:
    encoding = "utf-16" if peeked.startswith(UTF_16_MARKS) else "utf-8-sig"
    lines = peeked.decode(encoding, errors="replace").replace("\r", "\n")
    return lines.lstrip()


def _read(
    tagged_records: Iterator[Tagged],
    read: Callable[[Tagged], WorkRecord | FaultyRecord],
    remark: Remark,
) -> Records:
    is_said = False
    for tagged in tagged_records:
        record = read(tagged)
        if tagged.as_latin_1 and not is_said:
            is_said = True
            remark(
                f"{record.name}: This is not UTF-8. It was read as Latin-1: look at the accents."
            )
        yield record


def _nothing(_: str) -> None:
    """Our own files need no remark."""
