"""The file of Retraction Watch, which Crossref publishes: a row for each notice, as CSV.

https://gitlab.com/crossref/retraction-watch-data
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from references.identifiers import doi_found, pmid_found
from references.records import Json

BOM = b"\xef\xbb\xbf"
# Only these are read. Dates are M/D/YYYY with a time that is always midnight.
COLUMNS = (
    "Record ID",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
)


class Nature(models.TextChoices):
    RETRACTION = "retraction", "Retraction"
    CONCERN = "expression of concern", "Expression of concern"
    CORRECTION = "correction", "Correction"
    REINSTATEMENT = "reinstatement", "Reinstatement"


class NoFile(Exception):
    """It is not the file of Retraction Watch."""


@dataclass(frozen=True)
class Name:
    """How a work is named; empty where it is not."""

    pmid: str = ""
    doi: str = ""

    @property
    def parts(self) -> Json:
        return {name: value for name in ("pmid", "doi") if (value := getattr(self, name))}


@dataclass(frozen=True, kw_only=True)
class Row:
    line: int
    record: str
    nature: Nature
    on: date | None
    reasons: tuple[str, ...]
    work: Name
    notice: Name

    @property
    def raw(self) -> str:
        """What it says, such as ``Retraction: Error in Data; Duplication of Article``."""
        return (
            f"{self.nature.label}: {'; '.join(self.reasons)}" if self.reasons else self.nature.label
        )


@dataclass(frozen=True)
class FaultyRow:
    line: int
    fault: str


def read_rows(lines: Iterable[bytes]) -> Iterator[Row | FaultyRow]:
    """Read a file line by line, so that its length does not matter. Raises ``NoFile``."""
    reader = csv.reader(_decoded(lines))
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise NoFile(f"This is no file of Retraction Watch: it has no column {missing[0]}.")
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield FaultyRow(reader.line_num, f"It is no row: {error}.")
            continue
        if values:
            yield _row(reader.line_num, header, values)


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Decode each line by itself: the file was put together from many."""
    for line in lines:
        plain = line.removeprefix(BOM)
        try:
            yield plain.decode()
        except UnicodeDecodeError:
            yield plain.decode("latin-1")


def _row(line: int, header: list[str], values: list[str]) -> Row | FaultyRow:
    if len(values) != len(header):
        return FaultyRow(line, f"It has {len(values)} columns in place of {len(header)}.")
    said = {name: value.strip() for name, value in zip(header, values, strict=True)}
    try:
        return Row(
            line=line,
            record=said["Record ID"],
            nature=_nature(said["RetractionNature"]),
            on=_day(said["RetractionDate"]),
            reasons=_reasons(said["Reason"]),
            work=_name(said, "OriginalPaper"),
            notice=_name(said, "Retraction"),
        )
    except ValueError as error:
        return FaultyRow(line, f"{error}.")


def _name(said: dict[str, str], of: str) -> Name:
    """Return how a work is named: ``0`` and ``unavailable`` stand for nothing."""
    return Name(pmid_found(said[f"{of}PubMedID"]), doi_found(said[f"{of}DOI"]))


def _nature(written: str) -> Nature:
    try:
        return Nature(written.lower())
    except ValueError:
        raise ValueError(f"RetractionNature is {written!r}, which is none that is known") from None


def _day(written: str) -> date | None:
    day = written.split(" ")[0]
    try:
        return datetime.strptime(day, "%m/%d/%Y").date() if day else None  # noqa: DTZ007
    except ValueError:
        raise ValueError(f"RetractionDate is {written!r}, which is no day as 5/31/2020") from None


def _reasons(written: str) -> tuple[str, ...]:
    """Return the reasons, each of which begins with a plus and ends with a semicolon."""
    reasons = (reason.strip().removeprefix("+").strip() for reason in written.split(";"))
    return tuple(reason for reason in reasons if reason)
