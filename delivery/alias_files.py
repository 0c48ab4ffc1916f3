"""A CSV file of imported addresses: what its lines say, and what is wrong with them by themselves."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from delivery.web_paths import normal

HEADER = ["path", "target"]
MAXIMUM_BYTES = 5_000_000
# The first bytes of a line, for whoever looks for it.
SHOWN_CHARACTERS = 200


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file, counted from 1; ``line`` 0 is the file itself."""

    line: int
    content: str
    reason: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.reason}" if self.line else self.reason


@dataclass(frozen=True)
class Line:
    """``path`` and ``target`` are normal paths."""

    number: int
    path: str
    target: str

    @property
    def content(self) -> str:
        return _content([self.path, self.target])


def read(data: bytes) -> tuple[list[Line], list[Fault]]:
    """Return the lines that can be read, and a fault for each of the others."""
    if len(data) > MAXIMUM_BYTES:
        return [], [_of_file("The file has more than 5 MB: import it in parts.")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [_of_file("The file is not in UTF-8: save it as “CSV UTF-8”.")]
    found = list(_records(text))
    lines = [each for each in found if isinstance(each, Line)]
    faults = [each for each in found if isinstance(each, Fault)]
    if not found:
        faults.append(_of_file("The file has no line under its header."))
    return lines, faults


def _of_file(reason: str) -> Fault:
    return Fault(0, "", reason)


def _records(text: str) -> Iterator[Line | Fault]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if header != HEADER:
            yield Fault(1, _content(header), "The first line must be path,target.")
            return
        number = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _line(number, cells)
            number = reader.line_num + 1
    except csv.Error:
        yield Fault(number, "", "The quotes are not closed: from here on nothing can be read.")


def _line(number: int, cells: list[str]) -> Line | Fault:
    if len(cells) != len(HEADER):
        reason = f"Write two columns, path and target: here are {len(cells)}."
        return Fault(number, _content(cells), reason)
    paths = {}
    for name, cell in zip(HEADER, cells, strict=True):
        try:
            paths[name] = normal(cell.strip())
        except ValueError as error:
            return Fault(number, _content(cells), f"The {name}: {error}.")
    return Line(number, **paths)


def _content(cells: list[str]) -> str:
    return ",".join(cells)[:SHOWN_CHARACTERS]
