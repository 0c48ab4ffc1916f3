"""Identifiers in fields that hold all sorts of things."""

import re
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError

from references.identifiers import (
    DOI_ADDRESS,
    ISSN,
    PMID,
    PUBMED_ADDRESS,
    isbn_digits,
    normalise_doi,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from references.records import Json

PMCID_WITHIN = re.compile(r"\bPMC[1-9]\d{0,8}\b", re.IGNORECASE)
PMID_WITHIN = re.compile(r"\bPMID:?\s*([1-9]\d{0,7})\b", re.IGNORECASE)
SEPARATORS = re.compile(r"[;,\s]+")


def first_doi(values: Iterable[str]) -> str:
    return _first(values, normalise_doi)


def first_pmid(values: Iterable[str]) -> str:
    """Return a PMID that stands alone, or in a PubMed address."""
    return _first(values, normalise_pmid)


def first_pmcid(values: Iterable[str]) -> str:
    found = (PMCID_WITHIN.search(value) for value in values)
    return _first((each.group() for each in found if each), normalise_pmcid)


def pmid_within(values: Iterable[str]) -> str:
    """Return a PMID that a note names as one."""
    found = filter(None, map(PMID_WITHIN.search, values))
    return next((each[1] for each in found), "")


def serial_numbers(values: Iterable[str]) -> Json:
    """Return ``issn`` and ``isbn`` of values that may be either, or several of them."""
    words = [word for value in values for word in SEPARATORS.split(value) if word]
    issn = _first((word for word in words if ISSN.fullmatch(word.upper())), normalise_issn)
    isbn = next((word for word in words if isbn_digits(word)), "")
    # Some put spaces between the parts of an ISBN.
    return {"issn": issn, "isbn": isbn or next(filter(isbn_digits, values), "")}


def addresses(values: Iterable[str]) -> Json:
    """Return ``url``; an address of a DOI or of PubMed is that identifier instead."""
    columns: Json = {}
    for value in (word for each in values for word in each.replace(";http", " http").split()):
        if DOI_ADDRESS.match(value):
            columns.setdefault("doi", first_doi([value]))
        elif PUBMED_ADDRESS.match(value) and PMID.search(value):
            columns.setdefault("pmid", first_pmid([value]))
        elif value.startswith(("http://", "https://")):
            columns.setdefault("url", value)
    return columns


def _first(values: Iterable[str], normalise: Callable[[str], str]) -> str:
    for value in values:
        try:
            found = normalise(value)
        except ValidationError:
            continue
        if found:
            return found
    return ""
