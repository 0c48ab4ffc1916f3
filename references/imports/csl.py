"""CSL-JSON, as the Citation Style Language 1.0.2 has it, and as Crossref and Zotero write it."""

import json
from collections.abc import Iterator
from typing import IO, Any

from references.imports import dates, ids
from references.imports.names import person
from references.imports.ris import UUID_KEY
from references.imports.tagged import Remark, latin_1, name_of
from references.imports.text import cleaned, plain_words, title_columns
from references.models import Standing, WorkKind
from references.pubmed.pages import full_pages, is_article_number
from references.records import FaultyRecord, Json, WorkRecord

KINDS = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "journal-article", "review"),
        WorkKind.JOURNAL_ARTICLE,
    ),
    **dict.fromkeys(("book", "thesis", "collection", "monograph"), WorkKind.BOOK),
    **dict.fromkeys(
        ("chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary"),
        WorkKind.CHAPTER,
    ),
    **dict.fromkeys(("report", "standard", "pamphlet"), WorkKind.REPORT),
    **dict.fromkeys(("webpage", "post", "post-weblog"), WorkKind.WEB_PAGE),
    **dict.fromkeys(("article", "posted-content", "manuscript"), WorkKind.PREPRINT),
}
IN_JOURNALS = (WorkKind.JOURNAL_ARTICLE, WorkKind.PREPRINT)


class MalformedJson(Exception):
    """What was to be read is no CSL-JSON. It says so in a sentence."""


def csl_records(file: IO[bytes], remark: Remark) -> Iterator[WorkRecord | FaultyRecord]:
    for number, item in enumerate(_items(_loaded(file.read(), remark)), start=1):
        yield csl_record(number, item)


def _loaded(content: bytes, remark: Remark) -> Any:
    try:
        try:
            return json.loads(content)
        except UnicodeDecodeError:
            remark("This is not UTF-8. It was read as Latin-1: look at the accents.")
            return json.loads(latin_1(content))
    except (ValueError, RecursionError) as error:
        raise MalformedJson(f"This is no complete JSON: {error}.") from error


def _items(loaded: Any) -> list[Any]:
    if isinstance(loaded, dict):
        items = loaded.get("items", [loaded])
        return items if isinstance(items, list) else [items]
    return loaded if isinstance(loaded, list) else [loaded]


def csl_record(number: int, item: Any) -> WorkRecord | FaultyRecord:
    """Read the item of that number in its file."""
    if not isinstance(item, dict):
        return FaultyRecord("", "This is no item of CSL-JSON.", name_of(number, ""))
    titles = title_columns(_said(item, "title"))
    name = name_of(number, titles["title"])
    try:
        bibliography = {**titles, **_columns(item)}
    except ValueError as error:
        return FaultyRecord("", str(error), name)
    return WorkRecord(
        bibliography={column: value for column, value in bibliography.items() if value},
        publication_types=[{"name": each} for each in bibliography["publication_types"]],
        name=name,
        uuid=_uuid(item),
        standing=_standing(item),
    )


def _columns(item: Json) -> Json:
    kind = KINDS.get(_said(item, "type"), WorkKind.REPORT)
    return {
        "kind": kind,
        "authors": _people(item, "author"),
        "editors": _people(item, "editor"),
        **_identifiers(item),
        **_container(item, kind),
        **dates.from_csl(item.get("issued")),
        "accessed_on": dates.as_day(dates.from_csl(item.get("accessed"))),
        **_place(item, kind),
        "edition": _said(item, "edition"),
        "publisher_place": _said(item, "publisher-place"),
        "publication_types": _types(item),
    }


def _said(item: Json, name: str) -> str:
    """Return one value as words: a number is written as one, and of several the first is taken."""
    value = item.get(name)
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return cleaned(str(value))


def _all(item: Json, name: str) -> list[str]:
    value = item.get(name)
    values = value if isinstance(value, list) else [value]
    return [words for each in values if isinstance(each, str) and (words := cleaned(each))]


def _people(item: Json, name: str) -> list[Json]:
    people = item.get(name) or []
    if not isinstance(people, list) or not all(isinstance(each, dict) for each in people):
        raise ValueError(f"“{name}” is no list of names.")
    return [found for each in people if (found := _person(each))]


def _person(names: Json) -> Json | None:
    group = plain_words(_said(names, "literal") or _said(names, "name"))
    if group:
        return {"group": group}
    particles = (_said(names, each) for each in ("dropping-particle", "non-dropping-particle"))
    return person(
        family=plain_words(_said(names, "family")),
        given=plain_words(_said(names, "given")),
        suffix=_said(names, "suffix"),
        particle=" ".join(filter(None, particles)),
    )


def _identifiers(item: Json) -> Json:
    places = ids.addresses([_said(item, "URL")])
    # Zotero keeps what it has no field for in a note.
    note = [_said(item, "note")]
    serial = ids.serial_numbers([*_all(item, "ISSN"), *_all(item, "ISBN")])
    return {
        "pmid": ids.first_pmid([_said(item, "PMID")])
        or places.get("pmid")
        or ids.pmid_within(note),
        "doi": ids.first_doi([_said(item, "DOI")]) or places.get("doi"),
        "pmcid": ids.first_pmcid([_said(item, "PMCID"), *note]),
        "url": places.get("url"),
        **serial,
    }


def _container(item: Json, kind: WorkKind) -> Json:
    container, publisher = plain_words(_said(item, "container-title")), _said(item, "publisher")
    if kind not in IN_JOURNALS:
        return {"container_title": container, "publisher": plain_words(publisher)}
    short = plain_words(_said(item, "container-title-short") or _said(item, "journalAbbreviation"))
    if kind == WorkKind.PREPRINT:
        return {"journal": container or plain_words(publisher), "journal_abbreviation": short}
    return {
        "journal": container or short,
        "journal_abbreviation": short,
        "publisher": plain_words(publisher),
    }


def _place(item: Json, kind: WorkKind) -> Json:
    place = {"volume": _said(item, "volume"), "issue": _said(item, "issue")}
    pages = _said(item, "page")
    number = _said(item, "number") or _said(item, "article-number")
    if kind == WorkKind.REPORT:
        return {**place, "report_number": number, "pages": full_pages(pages)}
    if pages == number or is_article_number(pages):
        return {**place, "article_number": pages}
    return {**place, "pages": full_pages(pages), "article_number": number}


def _types(item: Json) -> list[str]:
    custom = item.get("custom")
    return _all(custom, "publication_types") if isinstance(custom, dict) else []


def _standing(item: Json) -> str:
    custom = item.get("custom")
    said = _said(custom, "standing") if isinstance(custom, dict) else ""
    return said if said in Standing.values else ""


def _uuid(item: Json) -> str:
    key = _said(item, "id")
    return key.removeprefix("uuid:") if UUID_KEY.fullmatch(key) else ""
