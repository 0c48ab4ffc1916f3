"""What a lookup found, as it is shown to whoever decides what is added."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from desk.badges import standing_badge
from desk.picking import authors_in_a_line
from references.comparing import compare, contradictions
from references.importing import FILE
from references.matching import KnownWorks
from references.merging import sound_columns
from references.models import WORSE, LineState, Lookup, LookupLine, Reference, Source, Standing
from references.records import WorkRecord
from references.standing import signals_of, standing_of

ESCAPES = re.compile(r"&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
ESCAPED = "The title holds escaped signs, such as {sign}: correct it once the work is added."

LOOK_INTO = {
    LineState.NOT_FOUND,
    LineState.FAULTY,
    LineState.UNREADABLE,
    LineState.UNANSWERED,
}


@dataclass(frozen=True)
class FoundWork:
    """One line. ``work`` is what was found, unsaved; ``known`` the work that is there already.

    ``doubts`` say, in sentences, why it may not be what was meant.
    """

    line: LookupLine
    work: Reference | None = None
    known: Reference | None = None
    doubts: list[str] = field(default_factory=list)
    standing: Standing = Standing.UNKNOWN
    is_chosen: bool = False

    @property
    def may_be_chosen(self) -> bool:
        return self.line.state == LineState.FOUND

    @property
    def is_suggested(self) -> bool:
        """Whether nobody need look: what is doubted has to be chosen by a person."""
        stands = self.standing not in WORSE
        return self.may_be_chosen and not self.known and not self.doubts and stands

    @property
    def described(self) -> str:
        """Authors, journal, year and numbers of what was found, in one line."""
        work = self.work or Reference()
        source = work.journal or work.container_title or work.publisher
        numbers = [f"PMID {work.pmid}"] if work.pmid else []
        numbers += [f"DOI {work.doi}"] if work.doi else []
        parts = [authors_in_a_line(work.authors), source, str(work.year or ""), *numbers]
        return ". ".join(part.rstrip(".") for part in parts if part)

    @property
    def badge(self) -> SafeString | str:
        """The standing, unless it is the usual one."""
        usual = self.work is None or self.standing == Standing.CURRENT
        return "" if usual else standing_badge(self.standing)


def found_works(lookup: Lookup, chosen: Collection[int] | None = None) -> list[FoundWork]:
    """Return the lines of a lookup in their order; ``chosen`` are positions that somebody chose."""
    lines = list(lookup.lines.select_related("work"))
    records = {line.pk: line.found for line in lines if line.record}
    known = KnownWorks(list(records.values()), locked=False)
    source = Source.PUBMED if lookup.said_by_pubmed else FILE
    # A file may be old: that it holds nothing against a work tells nothing.
    usual = Standing.CURRENT if lookup.answered_at else Standing.UNKNOWN
    found = [
        _found(line, records[line.pk], known, source, usual)
        if line.pk in records
        else FoundWork(line)
        for line in lines
    ]
    return [
        replace(
            each, is_chosen=each.is_suggested if chosen is None else each.line.position in chosen
        )
        for each in found
    ]


def summary(found: Iterable[FoundWork]) -> list[str]:
    """Return how many there are of each sort, in words."""
    counts = Counter(_sort(each) for each in found)
    return [f"{counts[sort]} {sort}" for sort in SORTS if counts[sort]]


SORTS = (
    "new",
    "to compare",
    "already there",
    "named twice",
    "not found or not readable",
    "added",
    "left out",
)


def _sort(found: FoundWork) -> str:
    state = found.line.state
    if state in LOOK_INTO:
        return "not found or not readable"
    if state == LineState.FOUND and found.known:
        return "already there"
    if state == LineState.FOUND:
        return "new" if found.is_suggested else "to compare"
    return LineState(state).label.lower()


def _found(
    line: LookupLine, record: WorkRecord, known: KnownWorks, source: str, usual: Standing
) -> FoundWork:
    columns = record.bibliography
    comparison = compare(line.words, columns).sentence if line.words else ""
    escape = ESCAPES.search(columns.get("title", ""))
    escaped = ESCAPED.format(sign=escape.group()) if escape else ""
    standing = standing_of(signals_of(record, source=source))
    return FoundWork(
        line=line,
        work=Reference(**sound_columns(record)),
        known=known.find(record),
        doubts=[*filter(None, [comparison, escaped]), *contradictions(line.others, columns)],
        standing=usual if standing == Standing.CURRENT else standing,
    )
