"""Dates as files write them, as columns of a reference."""

import re
from datetime import date
from typing import Any

from references.pubmed.dates import from_medline_date, month_number
from references.records import Json

# ``2001/09/06/season``, each part but the year may be empty; or with hyphens.
PARTS = re.compile(r"(\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2})(?:/(.*))?)?)?")
SEASONS = {"1": "Spring", "2": "Summer", "3": "Fall", "4": "Winter"}


def from_words(words: str) -> Json:
    """Return the columns that a date fills; none when there is no year in it.

    >>> from_words("2001/09/06/")
    {'year': 2001, 'month': 9, 'day': 6}
    """
    found = PARTS.fullmatch(words.strip().partition("T")[0])
    if not found:
        return from_medline_date(words.strip())
    year, month, day, season = found.groups(default="")
    columns = from_numbers([year, month, day])
    return {**columns, "season": season} if season and "month" not in columns else columns


def from_numbers(parts: Any) -> Json:
    """Return year, month and day, each as far as it is one; raise ``ValueError`` for no numbers."""
    numbers = [int(part) for part in parts if str(part).strip()][:3]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    columns: Json = {"year": year} if year > 0 else {}
    if not columns or not 1 <= month <= 12:
        return columns
    columns["month"] = month
    return columns | ({"day": day} if _is_day(year, month, day) else {})


def from_csl(value: Any) -> Json:
    """Return the columns of a date variable of CSL; raise ``ValueError`` for what is none."""
    if value is None:
        return {}
    if isinstance(value, (str, int)):
        return from_words(str(value))
    if not isinstance(value, dict):
        raise ValueError("A date is no object.")
    try:
        columns = _from_date_parts(value.get("date-parts") or [])
    except (TypeError, ValueError, OverflowError, AttributeError, KeyError) as error:
        raise ValueError("The date-parts of a date are no numbers.") from error
    if not columns:
        columns = from_words(str(value.get("raw") or value.get("literal") or ""))
    season = str(value.get("season") or "")
    if season and columns and "month" not in columns:
        columns["season"] = SEASONS.get(season, season)
    return columns


def as_day(columns: Json) -> date | None:
    """Return an entire day."""
    try:
        return date(columns["year"], columns["month"], columns["day"])
    except (KeyError, ValueError, OverflowError):
        return None


def compact_day(words: str) -> date | None:
    """Return the day of ``20180726``."""
    return as_day(from_words(f"{words[:4]}/{words[4:6]}/{words[6:8]}"))


def _from_date_parts(ranges: list[list[Any]]) -> Json:
    if not ranges or not ranges[0]:
        return {}
    first = [_number(part) for part in ranges[0] if part is not None]
    columns = from_numbers(first)
    if columns and len(ranges) > 1 and ranges[1]:
        columns |= _end(columns, from_numbers(ranges[1]))
    return columns


def _number(part: Any) -> int:
    """A few programs write months with letters."""
    return month_number(part) or 0 if isinstance(part, str) and part.isalpha() else int(part)


def _end(columns: Json, last: Json) -> Json:
    end: Json = {}
    if last.get("year", 0) > columns["year"]:
        end["end_year"] = last["year"]
    is_later = end or last.get("year") == columns["year"]
    if is_later and "month" in columns and "month" in last:
        end["end_month"] = last["month"]
    return end


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True
