"""The identifiers of a record: its own, and never those of the works that it cites."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from references import identifiers
from references.pubmed.text import text
from references.records import Json

Normalise = Callable[[str], str]


def own_identifiers(citation: Any, data: Any) -> list[Json]:
    """Return all that the record gives to the work, in order.

    ``ArticleIdList`` is anchored: each entry of ``ReferenceList`` has one too.
    """
    lists = [data, citation.find("Article"), citation, citation.find("Book")]
    found: list[Json] = []
    for holder in lists:
        if holder is None:
            continue
        for element in holder.iterfind("ArticleIdList/ArticleId"):
            _add(found, element.get("IdType", "pubmed"), element)
        for element in holder.iterfind("ELocationID"):
            _add(found, element.get("EIdType", ""), element)
    return found


def columns(found: list[Json]) -> Json:
    """Return PMCID and DOI, the first of each that is one.

    A PMCID may stand there twice, once with a version: PMC6134338 and PMC6134338.4.
    """
    pmcids = sorted(
        [*values(found, "pmc"), *values(found, "pmcid"), *values(found, "pmcpid")],
        key=lambda value: "." in value,
    )
    return {
        "pmcid": _first(pmcids, identifiers.normalise_pmcid),
        "doi": _first(values(found, "doi"), identifiers.normalise_doi),
    }


def values(found: list[Json], kind: str) -> list[str]:
    """Return those of a kind that are nowhere called invalid."""
    invalid = {each["value"] for each in found if not each.get("valid", True)}
    return [
        each["value"] for each in found if each["type"] == kind and each["value"] not in invalid
    ]


def _add(found: list[Json], kind: str, element: Any) -> None:
    value = text(element)
    entry: Json = {"type": kind, "value": value}
    if element.get("ValidYN") == "N":
        entry["valid"] = False
    if value and entry not in found:
        found.append(entry)


def _first(written: list[str], normalise: Normalise) -> str:
    for value in written:
        try:
            return normalise(value)
        except ValidationError:
            continue
    return ""
