"""The list of sources: the page's own note on each, and the work as it is known today."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from delivery.presenting.facts import Facts
from references.citation_styles import Style, format_citation, known_standing
from references.evidence import evidence_of
from references.identifiers import doi_address
from references.models import Reference
from review.records import instant

Json = dict[str, Any]

NAME_PARTS = ("family", "given", "initials", "particle", "suffix", "group")

# What a document says of a work under the names of the record, in this order.
TEXTS = (
    "pmid",
    "doi",
    "pmcid",
    "journal",
    "journal_abbreviation",
    "issn",
    "container_title",
    "season",
    "volume",
    "issue",
    "pages",
    "article_number",
    "edition",
    "publisher",
    "publisher_place",
    "isbn",
    "report_number",
    "url",
)
NUMBERS = ("year", "month", "day", "end_year", "end_month")
NOTICE = ("pmid", "doi", "citation")
DAYS = ("published_online", "accessed_on")


def present_references(clinical: Json, facts: Facts) -> list[Json]:
    """Return one entry for each citation, in the order of the numbers.

    What only a live part cites has no note: this page says nothing of it.
    """
    notes = {citation["key"]: citation.get("note") for citation in clinical.get("citations", [])}
    return [
        {
            "number": number,
            "note": notes.get(key),
            "key": key,
            **present_work(facts.references.get(key), key),
        }
        for key, number in facts.numbers.items()
    ]


def present_work(reference: Reference | None, key: str) -> Json:
    """Return what is known of a work today."""
    # A work that is no longer on record is still cited by the signed words: its key stands in,
    # and nothing is known of its standing.
    work = reference or Reference(title=key)
    return {
        "id": str(work.uuid) if reference else None,
        "kind": work.kind if reference else None,
        "title": work.title,
        "authors": _people(work.authors),
        "editors": _people(work.editors),
        **{name: getattr(work, name) or None for name in TEXTS},
        **{name: getattr(work, name) for name in NUMBERS},
        **{name: _day(getattr(work, name)) for name in DAYS},
        "publication_types": work.publication_types,
        "standing": _standing(work),
        "formatted": _formatted(reference),
        "links": _links(work),
    }


def work_of(entry: Json) -> Reference:
    """Return the work that an entry was made of, not stored: ``present_work`` turned round."""
    standing = entry["standing"]
    return Reference(
        title=entry["title"],
        authors=_names(entry["authors"]),
        editors=_names(entry["editors"]),
        publication_types=entry["publication_types"],
        standing=standing["status"],
        standing_checked_at=_if_given(datetime.fromisoformat, standing["checked_at"]),
        **({"uuid": entry["id"], "kind": entry["kind"]} if entry["id"] else {}),
        **{name: entry[name] or "" for name in TEXTS},
        **{name: entry[name] for name in NUMBERS},
        **{name: _if_given(date.fromisoformat, entry[name]) for name in DAYS},
    )


def _people(people: list[Json]) -> list[Json]:
    return [{part: person.get(part) or None for part in NAME_PARTS} for person in people]


def _names(people: list[Json]) -> list[Json]:
    return [{part: name for part, name in person.items() if name} for person in people]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _if_given(parse: Callable[[str], Any], text: str | None) -> Any:
    return parse(text) if text else None


def _standing(work: Reference) -> Json:
    checked_at, evidence = work.standing_checked_at, evidence_of(work)
    return {
        "status": known_standing(work).value,
        "checked_at": instant(checked_at) if checked_at else None,
        "sources": evidence.sources,
        "notice": _notice(evidence.notice),
    }


def _notice(notice: Json) -> Json | None:
    """Return how the notice is named; what the library writes of it besides stays here."""
    return {name: notice.get(name) for name in NOTICE} if notice else None


def _formatted(reference: Reference | None) -> Json:
    """Return the work as each style prints it, in HTML; nothing of one that is not on record."""
    return {
        style.value: format_citation(reference, style).html if reference else None
        for style in Style
    }


def _links(work: Reference) -> Json:
    return {
        "pubmed": f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/" if work.pmid else None,
        "pmc": f"https://pmc.ncbi.nlm.nih.gov/articles/{work.pmcid}/" if work.pmcid else None,
        "doi": doi_address(work.doi) if work.doi else None,
    }
