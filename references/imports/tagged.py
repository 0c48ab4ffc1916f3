"""Files of tagged lines, RIS and MEDLINE: record by record, with little memory."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from references.imports.text import cleaned

RIS_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?")
MEDLINE_LINE = re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*))?")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SHOWN_TITLE_CHARACTERS = 80
LONGEST_VALUE_CHARACTERS = 100_000

Remark = Callable[[str], None]


@dataclass
class Tagged:
    """The fields of a record in their order. ``ended`` is false where the file breaks off within."""

    number: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    ended: bool = True
    as_latin_1: bool = False

    def all(self, *tags: str) -> list[str]:
        return [words for tag, value in self.fields if tag in tags and (words := cleaned(value))]

    def first(self, *tags: str) -> str:
        """Return the value of the first of the tags that has one."""
        return next((words for tag in tags for words in self.all(tag)), "")

    def add(self, tag: str, value: str) -> None:
        self.fields.append((tag, value))

    def go_on(self, words: str) -> None:
        """Add a line that has no tag to the value before it, unless that is beyond all measure."""
        if self.fields and len(self.fields[-1][1]) < LONGEST_VALUE_CHARACTERS:
            tag, value = self.fields.pop()
            self.fields.append((tag, f"{value} {words}"))


def name_of(number: int, title: str) -> str:
    """Return how a record is named to people: by its place in the file and its title."""
    if not title:
        return f"Record {number}"
    cut = SHOWN_TITLE_CHARACTERS
    return f"Record {number}, “{title if len(title) <= cut else title[:cut] + '…'}”"


def ris_records(file: IO[bytes]) -> Iterator[Tagged]:
    """Yield what stands from each TY to its ER; what stands before the first is a program's own."""
    record: Tagged | None = None
    number = 0
    for line, as_latin_1 in _lines(file):
        tag, value = _split(RIS_LINE, line)
        if tag == "TY":
            if record:
                record.ended = False
                yield record
            number += 1
            record = Tagged(number)
        if record is None:
            continue
        record.as_latin_1 |= as_latin_1
        if tag == "ER":
            yield record
            record = None
        else:
            _put(record, tag, value, line)
    if record:
        record.ended = False
        yield record


def medline_records(file: IO[bytes]) -> Iterator[Tagged]:
    """Yield what stands between empty lines, or from one PMID to the next."""
    record = Tagged(1)
    for line, as_latin_1 in _lines(file):
        tag, value = _split(MEDLINE_LINE, line)
        if record.fields and (tag == "PMID" or not line.strip()):
            yield record
            record = Tagged(record.number + 1)
        record.as_latin_1 |= as_latin_1
        _put(record, tag, value, line)
    if record.fields:
        yield record


def _put(record: Tagged, tag: str, value: str, line: str) -> None:
    if tag:
        record.add(tag, value)
    elif line.strip():
        record.go_on(line.strip())


def _split(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    found = pattern.fullmatch(line.rstrip())
    return (found[1], found[2] or "") if found else ("", "")


def _lines(file: IO[bytes]) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it had to be read as Latin-1: some files are mixed."""
    mark = file.read(2)
    if mark in UTF_16_MARKS:
        for line in (mark + file.read()).decode("utf-16", errors="replace").splitlines():
            yield line, False
        return
    before = mark
    for chunk in file:
        # Old programs end lines with CR alone.
        for each in (before + chunk).splitlines():
            yield _decoded(each)
        before = b""
    if before:
        yield _decoded(before)


def _decoded(line: bytes) -> tuple[str, bool]:
    try:
        return line.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return latin_1(line), True


def latin_1(content: bytes) -> str:
    """Return words of Windows-1252, which programs mean by Latin-1; each byte is some sign."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")
