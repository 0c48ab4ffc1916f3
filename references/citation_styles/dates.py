"""When a work appeared, and when it was looked at."""

from dataclasses import dataclass
from datetime import date

from references.models import Reference, WorkKind

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Day:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "Day":
        return cls(day.year, day.month, day.day)

    @property
    def ama(self) -> str:
        """``May 6, 2024``"""
        if not self.month:
            return str(self.year)
        day = f" {self.day}," if self.day else ""
        return f"{MONTHS[self.month - 1]}{day} {self.year}"

    @property
    def nlm(self) -> str:
        """``2024 May 6``"""
        parts = [str(self.year), _short(self.month), str(self.day or "")]
        return " ".join(filter(None, parts))

    @property
    def apa(self) -> str:
        """``2024, May 6``"""
        if not self.month:
            return str(self.year)
        return " ".join(
            filter(None, [f"{self.year},", MONTHS[self.month - 1], str(self.day or "")])
        )


def is_ahead_of_print(work: Reference) -> bool:
    """Whether an article is out, but not in an issue yet."""
    in_issue = work.volume or work.issue or work.pages or work.article_number
    is_article = work.kind == WorkKind.JOURNAL_ARTICLE
    return bool(is_article and work.published_online and not in_issue)


def appeared(work: Reference) -> Day | None:
    """Return when a work appeared: before it is in an issue, that is online."""
    if work.published_online and (is_ahead_of_print(work) or not work.year):
        return Day.of(work.published_online)
    return Day(work.year, work.month, work.day) if work.year else None


def years(work: Reference) -> str:
    """Return ``1998–1999`` of an issue that ends in another year."""
    day = appeared(work)
    if day is None:
        return ""
    ends = work.end_year if work.end_year and work.end_year != day.year else None
    return f"{day.year}–{ends}" if ends else str(day.year)


def nlm_date(work: Reference) -> str:
    """Return ``1998 Dec–1999 Jan``, ``2018 Jul–Aug`` or ``2000 Spring``."""
    day = appeared(work)
    if day is None:
        return "[date unknown]"
    if work.season and not day.month:
        return f"{day.year} {work.season}"
    other_year = work.end_year if work.end_year and work.end_year != day.year else ""
    end = " ".join(filter(None, [str(other_year), _short(work.end_month)]))
    return f"{day.nlm}–{end}" if end else day.nlm


def _short(month: int | None) -> str:
    return MONTHS[month - 1][:3] if month else ""
