"""Dates as PubMed writes them, as columns of a reference.

``MedlineDate`` is what does not fit into year, month and day: "2018 Jul-Aug", "1998 Dec-1999 Jan",
"1998-1999", "2000 Spring-Summer", "1979 3rd Quarter", "2019 Jan 14-21".
"""

import re
from datetime import date
from typing import Any

from references.pubmed.text import child_text

Columns = dict[str, Any]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEARS = re.compile(r"(?P<year>\d{4})(?:\s*[-/]\s*(?P<end_year>\d{4}|\d{2}))?\b\s*(?P<rest>.*)")
YEAR_LAST = re.compile(r"(?P<rest>\D+)\s(?P<year>\d{4})")
MONTHS_AND_DAYS = re.compile(
    r"(?P<month>[a-z]{3,9})\.?(?:\s+(?P<day>\d{1,2}))?"
    r"(?:\s*[-/]\s*(?:(?P<end_year>\d{4})\s+)?(?:(?P<end_month>[a-z]{3,9})\.?)?"
    r"(?:\s*(?P<end_day>\d{1,2}))?)?",
    re.IGNORECASE,
)


def issued(element: Any) -> Columns:
    """Return when a work was issued, from ``PubDate`` or another element of its shape."""
    if element is None:
        return {}
    medline_date = child_text(element, "MedlineDate")
    if medline_date:
        return from_medline_date(medline_date)
    year = child_text(element, "Year")
    season = child_text(element, "Season")
    rest = season or " ".join([child_text(element, "Month"), child_text(element, "Day")]).strip()
    return from_medline_date(f"{year} {rest}".strip())


def from_medline_date(words: str) -> Columns:
    """Return the columns that the words fill; none when there is no year in them.

    >>> from_medline_date("1998 Dec-1999 Jan")
    {'year': 1998, 'month': 12, 'end_year': 1999, 'end_month': 1}
    """
    found = YEARS.fullmatch(words)
    if not found:
        turned = YEAR_LAST.fullmatch(words)
        found = YEARS.fullmatch(f"{turned['year']} {turned['rest']}") if turned else None
    if not found:
        return {}
    columns: Columns = {"year": int(found["year"])}
    if found["end_year"]:
        columns["end_year"] = _last_year(columns["year"], found["end_year"])
    columns |= _within_the_year(found["rest"].strip())
    if columns.get("end_year", columns["year"]) < columns["year"]:
        del columns["end_year"]
    return columns


def whole_date(element: Any) -> date | None:
    """Return a day, where an element names an entire one."""
    columns = issued(element)
    try:
        return date(columns["year"], columns["month"], columns["day"])
    except (KeyError, ValueError):
        return None


def month_number(words: str) -> int | None:
    """Return 7 for 07, 7, Jul or July."""
    if words.isascii() and words.isdigit():
        return int(words) if 1 <= int(words) <= 12 else None
    start = words[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else None


def _last_year(year: int, written: str) -> int:
    """Return 1976 for 1975-76, and 2000 for 1999-00."""
    if len(written) == 4:
        return int(written)
    last = year - year % 100 + int(written)
    return last if last >= year else last + 100


def _within_the_year(rest: str) -> Columns:
    if not rest:
        return {}
    number, _, day = rest.partition(" ")
    if number.isascii() and number.isdigit():
        return _month_and_day(month_number(number), day)
    found = MONTHS_AND_DAYS.fullmatch(rest)
    month = month_number(found["month"]) if found else None
    end_month = month_number(found["end_month"] or "") if found else None
    if not found or not month or bool(found["end_month"]) != bool(end_month):
        return {"season": rest}
    columns = _month_and_day(month, found["day"] or "")
    if end_month:
        columns |= {"end_year": int(found["end_year"])} if found["end_year"] else {}
        columns |= {"end_month": end_month}
    return columns


def _month_and_day(month: int | None, day: str) -> Columns:
    if not month:
        return {}
    is_day = day.isascii() and day.isdigit() and 1 <= int(day) <= 31
    return {"month": month, **({"day": int(day)} if is_day else {})}
