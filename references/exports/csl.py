"""CSL-JSON, as the Citation Style Language 1.0.2 has it (csl-data.json)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from references.citation_styles.dates import appeared
from references.citation_styles.labels import known_standing
from references.citation_styles.locators import full_pages
from references.citation_styles.names import initials
from references.citation_styles.runs import TAGS, as_in_source, rendered
from references.citation_styles.titles import server
from references.models import Reference, WorkKind

Json = dict[str, Any]

TYPES = {
    WorkKind.JOURNAL_ARTICLE: "article-journal",
    WorkKind.BOOK: "book",
    WorkKind.CHAPTER: "chapter",
    WorkKind.REPORT: "report",
    WorkKind.WEB_PAGE: "webpage",
    WorkKind.PREPRINT: "article",
}


def csl_json(works: Iterable[tuple[str, Reference]]) -> Iterator[bytes]:
    before = b"["
    for key, work in works:
        yield before + orjson.dumps(csl_item(key, work))
        before = b","
    yield b"[]" if before == b"[" else b"]"


def csl_item(key: str, work: Reference) -> Json:
    item = {
        "id": key,
        "type": TYPES[WorkKind(work.kind)],
        # Processors of citations know <i>, <b>, <sup> and <sub>, and escape the rest themselves.
        "title": rendered(as_in_source(work.title_as_printed), TAGS),
        "author": _names(work.authors),
        "editor": _names(work.editors),
        "issued": _issued(work),
        "accessed": _day(work.accessed_on),
        **_container(work),
        **_place(work),
        "edition": work.edition,
        "publisher-place": work.publisher_place,
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "ISSN": work.issn,
        "ISBN": work.isbn,
        "URL": work.url,
        "custom": {
            "standing": known_standing(work).value,
            "publication_types": work.publication_types,
        },
    }
    return {name: value for name, value in item.items() if value}


def _container(work: Reference) -> Json:
    if work.kind == WorkKind.PREPRINT:
        return {"publisher": server(work), "genre": "Preprint"}
    return {
        "container-title": work.journal or work.container_title,
        "container-title-short": work.journal_abbreviation,
        "publisher": work.publisher,
    }


def _place(work: Reference) -> Json:
    number = work.report_number or work.article_number
    return {
        "volume": work.volume,
        "issue": work.issue,
        # Most styles print as pages what stands in their place.
        "page": full_pages(work.pages) or work.article_number,
        "number": number,
    }


def _names(people: Sequence[Mapping[str, str]]) -> list[Json]:
    return [_name(person) for person in people]


def _name(person: Mapping[str, str]) -> Json:
    if "group" in person:
        return {"literal": person["group"]}
    name = {
        "family": person.get("family"),
        # Apart, so that each is taken for a name of its own.
        "given": person.get("given") or " ".join(initials(person)),
        "non-dropping-particle": person.get("particle"),
        "suffix": person.get("suffix"),
    }
    return {part: value for part, value in name.items() if value}


def _issued(work: Reference) -> Json | None:
    day = appeared(work)
    if day is None:
        return None
    parts = [_parts(day.year, day.month, day.day)]
    if work.end_year or work.end_month:
        parts.append(_parts(work.end_year or day.year, work.end_month))
    season = {"season": work.season} if work.season and not day.month else {}
    return {"date-parts": parts, **season}


def _day(day: date | None) -> Json | None:
    return {"date-parts": [_parts(day.year, day.month, day.day)]} if day else None


def _parts(*parts: int | None) -> list[int]:
    return [part for part in parts if part]
