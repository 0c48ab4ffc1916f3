"""One record of RIS, as reference managers and publishers write it."""

import re

from references.imports import dates, ids
from references.imports.names import inverted
from references.imports.tagged import Tagged, name_of
from references.imports.text import plain_words, title_columns
from references.models import Standing, WorkKind
from references.pubmed.pages import full_pages, is_article_number
from references.records import FaultyRecord, Json, WorkRecord

KINDS = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR", "ABST"), "journal_article"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "THES", "CLSWK", "SER"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "CONF", "CPAPER", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND", "PAMP"), "report"),
    **dict.fromkeys(("ELEC", "WEB", "BLOG", "ICOMM"), "web_page"),
    "UNPB": "preprint",
}
IN_JOURNALS = (WorkKind.JOURNAL_ARTICLE, WorkKind.PREPRINT)
# Accession numbers of other databases look the same, and a wrong PMID is another paper.
PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
UUID_KEY = re.compile(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The labels that Vouch writes.
LABELS = {"Retracted": Standing.RETRACTED, "Withdrawn": Standing.WITHDRAWN}


def ris_record(tagged: Tagged) -> WorkRecord | FaultyRecord:
    titles = title_columns(tagged.first("TI", "T1", "CT") or _title_of_book(tagged))
    name = name_of(tagged.number, titles["title"])
    if not tagged.ended:
        return FaultyRecord("", "The record does not end: there is no ER.", name)
    kind = _kind(tagged)
    types = _types(tagged)
    bibliography = {
        "kind": kind,
        **titles,
        "authors": _people(tagged, "AU", "A1", "A4" if kind == WorkKind.WEB_PAGE else "A1"),
        "editors": _people(tagged, *(("A2", "ED") if kind == WorkKind.CHAPTER else ("ED", "A3"))),
        **_identifiers(tagged),
        **_container(tagged, kind),
        **_date(tagged),
        **_place(tagged, kind),
        "edition": tagged.first("ET"),
        "publisher": plain_words(tagged.first("PB")),
        "publisher_place": tagged.first("CY", "PP"),
        "accessed_on": dates.as_day(dates.from_words(tagged.first("Y2"))),
        "publication_types": types,
    }
    return WorkRecord(
        bibliography={column: value for column, value in bibliography.items() if value},
        publication_types=[{"name": each} for each in types],
        name=name,
        uuid=_uuid(tagged),
        standing=next((LABELS[note] for note in tagged.all("N1") if note in LABELS), ""),
    )


def _title_of_book(tagged: Tagged) -> str:
    return tagged.first("BT") if tagged.first("TY") in ("BOOK", "EBOOK", "EDBOOK") else ""


def _kind(tagged: Tagged) -> WorkKind:
    written = KINDS.get(tagged.first("TY").upper())
    if written:
        return WorkKind(written)
    if tagged.first("JO", "JF", "JA", "J2"):
        return WorkKind.JOURNAL_ARTICLE
    return WorkKind.WEB_PAGE if tagged.first("UR") else WorkKind.REPORT


def _people(tagged: Tagged, *tags: str) -> list[Json]:
    return [person for words in tagged.all(*tags) if (person := inverted(words))]


def _identifiers(tagged: Tagged) -> Json:
    """DOI and PMID have a tag of their own, and stand in notes and addresses as well."""
    places = ids.addresses(tagged.all("UR", "L2"))
    serial = ids.serial_numbers(tagged.all("SN"))
    notes = tagged.all("N1", "M1", "M2", "M3")
    is_pubmed = any(map(PUBMED.search, tagged.all("DB", "DP")))
    accession = ids.first_pmid(tagged.all("AN")) if is_pubmed else ids.pmid_within(tagged.all("AN"))
    return {
        "pmid": accession or places.get("pmid") or ids.pmid_within(notes),
        "doi": ids.first_doi([*tagged.all("DO"), *tagged.all("M3")]) or places.get("doi"),
        "pmcid": ids.first_pmcid(tagged.all("C2")),
        "url": places.get("url"),
        **serial,
    }


def _container(tagged: Tagged, kind: WorkKind) -> Json:
    if kind not in IN_JOURNALS:
        return {"container_title": plain_words(tagged.first("T2", "BT", "JF", "JO"))}
    short = tagged.first("J2", "JA", "J1")
    full = tagged.first("JF", "T2", "JO") or short
    return {"journal": plain_words(full), "journal_abbreviation": plain_words(short)}


def _date(tagged: Tagged) -> Json:
    """The whole date, unless it is that of something else: then the year."""
    year = dates.from_words(tagged.first("PY", "Y1"))
    whole = dates.from_words(tagged.first("DA"))
    return whole if whole and whole["year"] == year.get("year", whole["year"]) else year


def _place(tagged: Tagged, kind: WorkKind) -> Json:
    first, last = tagged.first("SP"), tagged.first("EP")
    number = "report_number" if kind == WorkKind.REPORT else "issue"
    place = {"volume": tagged.first("VL"), number: tagged.first("IS")}
    if not last and (is_article_number(first) or not first):
        return {**place, "article_number": first or tagged.first("C7")}
    pages = f"{first}-{last}" if last and last != first else first
    return {**place, "pages": full_pages(pages)}


def _types(tagged: Tagged) -> list[str]:
    words = [word.strip() for value in tagged.all("M3") for word in value.split(";")]
    return [word for word in words if word and not ids.first_doi([word])]


def _uuid(tagged: Tagged) -> str:
    key = tagged.first("ID")
    return key.removeprefix("uuid:") if UUID_KEY.fullmatch(key) else ""
