"""Where in a journal or a book a work stands: volume, issue, pages."""

import re
from collections.abc import Callable

RANGE = re.compile(
    r"(?P<sign>[A-Za-z]*)(?P<first>\d+)-(?P<again>[A-Za-z]*)(?P<last>\d+)(?P<rest>\D.*)?"
)
DASHES = re.compile(r"\s*[-\u2010-\u2015]+\s*")
# PubMed gives the number of an article as its pages, when the journal has no pages.
ELECTRONIC = re.compile(r"[eE]\d+")
PART = re.compile(
    r"(?P<issue>.*?)[\s(]*\b(?P<word>Suppl|Pt)\.?\s*(?P<number>[^)]*)\)?", re.IGNORECASE
)


Written = Callable[[re.Match[str]], str]


def full_pages(pages: str) -> str:
    """Return pages with all digits: ``132-42`` is ``132-142``, ``S12-9`` is ``S12-S19``."""
    return _each_range(pages, _full)


def short_pages(pages: str) -> str:
    """Return pages without the digits that are said already: ``606-613`` is ``606-13``."""
    return _each_range(pages, _short)


def dashed(pages: str) -> str:
    return pages.replace("-", "–")


def is_article_number(pages: str) -> bool:
    return ELECTRONIC.fullmatch(pages) is not None


def issue_and_part(issue: str) -> tuple[str, str, str]:
    """Return the issue and the part of it: ``12 Suppl 7`` is ``("12", "Suppl", "7")``."""
    found = PART.fullmatch(issue.strip())
    if found is None:
        return issue, "", ""
    return found["issue"], found["word"].capitalize(), found["number"].strip()


def _each_range(pages: str, written: Written) -> str:
    pieces = [DASHES.sub("-", piece.strip()) for piece in pages.split(",")]
    return ", ".join(_one(piece, written) for piece in pieces if piece)


def _one(piece: str, written: Written) -> str:
    found = RANGE.fullmatch(piece)
    if found is None or (found["again"] and found["again"] != found["sign"]):
        return piece
    begin = found["sign"] + found["first"]
    return f"{begin}-{written(found)}{found['rest'] or ''}"


def _full(found: re.Match[str]) -> str:
    return found["sign"] + _last(found)


def _short(found: re.Match[str]) -> str:
    first, last = found["first"], _last(found)
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - 1 and first[same] == last[same]:
        same += 1
    return last[same:]


def _last(found: re.Match[str]) -> str:
    """Return the last page with the digits that it shares with the first."""
    first, last = found["first"], found["last"]
    return first[: max(0, len(first) - len(last))] + last
