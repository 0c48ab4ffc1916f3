"""The list of sources: the page's own note on each, and the work as it is known today."""

from typing import Any
from urllib.parse import quote

from delivery.presenting.facts import Facts
from references.models import Reference, Standing
from review.records import instant

Json = dict[str, Any]

NAME_PARTS = ("family", "given", "initials", "suffix")


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
        "pmid": work.pmid or None,
        "doi": work.doi or None,
        "pmcid": work.pmcid or None,
        "title": work.title,
        "authors": [_author(author) for author in work.authors],
        "journal": work.journal or None,
        "year": work.year,
        "publication_types": work.publication_types,
        "standing": _standing(work),
        "formatted": {"ama": None, "nlm": None, "apa": None},
        "links": _links(work),
    }


def _author(author: Json) -> Json:
    names = {part: author.get(part) or None for part in NAME_PARTS}
    return {**names, "group": author.get("group") or None}


def _standing(work: Reference) -> Json:
    checked_at = work.standing_checked_at
    return {
        "status": str(work.standing) if checked_at else Standing.UNKNOWN.value,
        "checked_at": instant(checked_at) if checked_at else None,
        "sources": [],
        "notice": None,
    }


def _links(work: Reference) -> Json:
    return {
        "pubmed": f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/" if work.pmid else None,
        "pmc": f"https://pmc.ncbi.nlm.nih.gov/articles/{work.pmcid}/" if work.pmcid else None,
        "doi": f"https://doi.org/{quote(work.doi, safe='/')}" if work.doi else None,
    }
