"""RIS: a line for each value, with a tag of two signs; CRLF at the ends of lines."""

from collections.abc import Iterable, Iterator, Mapping

from references.citation_styles.dates import Day, appeared
from references.citation_styles.labels import label
from references.citation_styles.locators import full_pages
from references.citation_styles.names import family, initials, suffix
from references.citation_styles.runs import as_in_source, one_line, text_of
from references.citation_styles.titles import server
from references.identifiers import doi_address
from references.models import Reference, WorkKind

TYPES = {
    WorkKind.JOURNAL_ARTICLE: "JOUR",
    WorkKind.BOOK: "BOOK",
    WorkKind.CHAPTER: "CHAP",
    WorkKind.REPORT: "RPRT",
    WorkKind.WEB_PAGE: "ELEC",
    # There is no type for preprints; reference managers take this one.
    WorkKind.PREPRINT: "UNPB",
}

Fields = Iterator[tuple[str, str]]


def ris(works: Iterable[tuple[str, Reference]]) -> Iterator[bytes]:
    return (_record(key, work).encode() for key, work in works)


def _record(key: str, work: Reference) -> str:
    fields = [
        *_who(work),
        *_what(work),
        *_when(work),
        *_where(work),
        *_identifiers(key, work),
    ]
    # A line break within a value would begin a tag of its own.
    given = [(tag, said) for tag, value in fields if (said := one_line(value))]
    lines = [("TY", TYPES[WorkKind(work.kind)]), *given, ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _who(work: Reference) -> Fields:
    for person in work.authors:
        yield "AU", _name(person)
    for person in work.editors:
        yield "A2" if work.kind == WorkKind.CHAPTER else "ED", _name(person)


def _what(work: Reference) -> Fields:
    yield "TI", text_of(as_in_source(work.title))
    container = work.journal or work.container_title
    yield "T2", server(work) if work.kind == WorkKind.PREPRINT else container
    yield "J2", work.journal_abbreviation
    yield "ET", work.edition
    yield "M3", "; ".join(work.publication_types)


def _when(work: Reference) -> Fields:
    day = appeared(work)
    if day:
        yield "PY", str(day.year)
        yield "DA", _date(day, work.season)
    if work.accessed_on:
        yield "Y2", _date(Day.of(work.accessed_on))


def _where(work: Reference) -> Fields:
    first, _, last = full_pages(work.pages).partition("-")
    yield "VL", work.volume
    yield "IS", work.issue or work.report_number
    # The number of an article stands where its pages would: publishers write it so.
    yield "SP", first or work.article_number
    yield "EP", last
    yield "PB", work.publisher
    yield "CY", work.publisher_place


def _identifiers(key: str, work: Reference) -> Fields:
    yield "SN", work.issn or work.isbn
    yield "DO", work.doi
    yield "UR", work.url or (doi_address(work.doi) if work.doi else "")
    if work.pmid:
        yield "AN", work.pmid
        yield "DB", "PubMed"
    yield "C2", work.pmcid
    yield "ID", key
    yield "N1", label(work).capitalize()


def _name(person: Mapping[str, str]) -> str:
    if "group" in person:
        return person["group"]
    given = person.get("given") or " ".join(initials(person))
    return ", ".join(filter(None, [family(person), given, suffix(person)]))


def _date(day: Day, season: str = "") -> str:
    """Return ``2001/09/06/``: what is not known is left out between the slashes."""
    month = f"{day.month:02}" if day.month else ""
    return f"{day.year}/{month}/{f'{day.day:02}' if day.day else ''}/{season}"
