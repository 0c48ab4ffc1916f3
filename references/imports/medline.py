"""One record of MEDLINE's tagged format, which PubMed calls .nbib."""

from collections.abc import Iterator

from references.imports import dates, ids
from references.imports.names import abbreviated, inverted, is_suffix
from references.imports.tagged import Tagged, name_of
from references.imports.text import plain_words, title_columns
from references.models import WorkKind
from references.pubmed.dates import from_medline_date
from references.pubmed.pages import full_pages, is_article_number
from references.records import Json, WorkRecord

# NLM, "MEDLINE/PubMed Data Element (Field) Descriptions".
CORRECTIONS = {
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RRI": "RetractedandRepublishedIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "CRI": "CorrectedandRepublishedIn",
    "UIN": "UpdateIn",
}
ISSN_COLUMNS = {
    "(print)": "issn_print",
    "(electronic)": "issn_electronic",
    "(linking)": "issn_linking",
}


def medline_record(tagged: Tagged) -> WorkRecord:
    titles = title_columns(tagged.first("TI") or tagged.first("BTI"))
    types = tagged.all("PT")
    bibliography = {
        "kind": _kind(tagged, types),
        **titles,
        "vernacular_title": title_columns(tagged.first("TT"))["title"],
        "pmid": ids.first_pmid(tagged.all("PMID")),
        "doi": ids.first_doi(_of_type(tagged, "doi")),
        "pmcid": ids.first_pmcid(tagged.all("PMC")),
        "authors": list(_people(tagged, full="FAU", short="AU", group="CN")),
        "editors": list(_people(tagged, full="FED", short="ED", group="")),
        **_container(tagged),
        **_issns(tagged),
        **from_medline_date(tagged.first("DP")),
        "published_online": dates.compact_day(tagged.first("DEP")),
        "volume": tagged.first("VI"),
        "issue": tagged.first("IP"),
        **_pages(tagged),
        "edition": tagged.first("EN"),
        "publisher": plain_words(tagged.first("PB")),
        "isbn": ids.serial_numbers(tagged.all("ISBN"))["isbn"],
        "languages": tagged.all("LA"),
        "publication_types": types,
    }
    return WorkRecord(
        bibliography={column: value for column, value in bibliography.items() if value},
        publication_types=[{"name": each} for each in types],
        corrections=list(_corrections(tagged)),
        name=name_of(tagged.number, titles["title"]),
    )


def _kind(tagged: Tagged, types: list[str]) -> WorkKind:
    if "Preprint" in types:
        return WorkKind.PREPRINT
    if tagged.first("BTI"):
        return WorkKind.CHAPTER if tagged.first("TI") else WorkKind.BOOK
    return WorkKind.JOURNAL_ARTICLE


def _of_type(tagged: Tagged, kind: str) -> list[str]:
    """Return what ``10.1016/j.x [doi]`` names."""
    ending = f"[{kind}]"
    values = tagged.all("LID", "AID")
    return [value.removesuffix(ending) for value in values if value.endswith(ending)]


def _people(tagged: Tagged, *, full: str, short: str, group: str) -> Iterator[Json]:
    """Each name is followed by its abbreviation; older records have the abbreviation alone."""
    waiting: Json | None = None
    for tag, value in tagged.fields:
        person = abbreviated(value) if tag == short else None
        if waiting and tag != full:
            yield waiting | _abbreviation(waiting, person) if person else waiting
            waiting = person = None
        if tag == full:
            if waiting:
                yield waiting
            waiting = _in_full(value)
        elif person:
            yield person
        elif tag == group and plain_words(value):
            yield {"group": plain_words(value)}
    if waiting:
        yield waiting


def _in_full(value: str) -> Json | None:
    person = inverted(value)
    *given, last = (person or {}).get("given", "").split() or [""]
    if person and given and is_suffix(last):
        return person | {"given": " ".join(given), "suffix": last}
    return person


def _abbreviation(person: Json, short: Json) -> Json:
    if "group" in person:
        return {}
    return {part: short[part] for part in ("initials", "suffix") if part in short}


def _container(tagged: Tagged) -> Json:
    place = plain_words(tagged.first("PL"))
    if tagged.first("BTI"):
        book = plain_words(tagged.first("BTI")) if tagged.first("TI") else ""
        return {"container_title": book, "publisher_place": place}
    short = tagged.first("TA")
    return {
        "journal": tagged.first("JT") or short,
        "journal_abbreviation": short,
        "nlm_unique_id": tagged.first("JID"),
    }


def _issns(tagged: Tagged) -> Json:
    """Return the ISSNs of lines such as ``1873-7897 (Electronic)``."""
    columns: Json = {}
    for value in tagged.all("IS"):
        number, _, sort = value.partition(" ")
        column = ISSN_COLUMNS.get(sort.strip().lower(), "issn")
        columns.setdefault(column, ids.serial_numbers([number])["issn"])
    known = (columns.get(name) for name in ("issn", *ISSN_COLUMNS.values()))
    return {**columns, "issn": next(filter(None, known), "")}


def _pages(tagged: Tagged) -> Json:
    pages = tagged.first("PG")
    if is_article_number(pages):
        return {"article_number": pages}
    numbers = filter(is_article_number, _of_type(tagged, "pii"))
    return {"pages": full_pages(pages)} if pages else {"article_number": next(numbers, "")}


def _corrections(tagged: Tagged) -> Iterator[Json]:
    for tag, value in tagged.fields:
        if tag in CORRECTIONS:
            source, _, rest = plain_words(value).partition(" PMID: ")
            pmid = ids.first_pmid([rest.split()[0]]) if rest.split() else ""
            named = {"type": CORRECTIONS[tag], "source": source, "pmid": pmid}
            yield {part: words for part, words in named.items() if words}
