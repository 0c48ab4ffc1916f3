"""Who wrote, edited or investigated: whole as PubMed says it, and as a reference lists it."""

import re
from collections.abc import Iterator
from typing import Any

from references.pubmed.text import child_text, text
from references.records import Json

NAMES = {"LastName": "family", "ForeName": "given", "Initials": "initials", "Suffix": "suffix"}
ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]")


def contributors(lists: Any, *, role: str) -> Iterator[Json]:
    """Yield each person or group of ``AuthorList`` or ``InvestigatorList`` elements."""
    for people in lists:
        for person in people:
            if person.tag in ("Author", "Investigator"):
                yield _contributor(person, role=role)


def listed(people: list[Json], *, role: str) -> list[Json]:
    """Return those with a role as a reference lists them: names alone.

    A name that is not valid was corrected: the right one stands beside it (NLM's ``ValidYN``).
    """
    return [
        {part: person[part] for part in (*NAMES.values(), "group") if part in person}
        for person in people
        if person["role"] == role and person.get("valid", True) and _is_named(person)
    ]


def orcid(written: str) -> str:
    """Return the canonical form; empty when it is none or its check digit is wrong.

    >>> orcid("http://orcid.org/0000-0002-9557-268X")
    '0000-0002-9557-268X'
    """
    found = ORCID.search(written.upper())
    places = found.group().replace("-", "") if found else ""
    if not places or not _check_digit_fits(places):
        return ""
    return "-".join(places[start : start + 4] for start in range(0, 16, 4))


def _contributor(person: Any, *, role: str) -> Json:
    group = child_text(person, "CollectiveName")
    names = {part: child_text(person, tag) for tag, part in NAMES.items()}
    described: Json = {"role": role}
    described |= {"group": group} if group else {part: name for part, name in names.items() if name}
    if person.get("ValidYN") == "N":
        described["valid"] = False
    if person.get("EqualContrib") == "Y":
        described["equal_contribution"] = True
    affiliations = [_affiliation(element) for element in person.iterfind("AffiliationInfo")]
    return (
        described | _identified(person) | ({"affiliations": affiliations} if affiliations else {})
    )


def _is_named(person: Json) -> bool:
    return "family" in person or "group" in person


def _identified(person: Any) -> Json:
    """Identifiers as they are written, since some are broken, and the ORCID that one of them is."""
    written = [
        {"source": element.get("Source", ""), "value": text(element)}
        for element in person.iterfind("Identifier")
    ]
    orcids = [orcid(each["value"]) for each in written if each["source"] == "ORCID"]
    known = next(filter(None, orcids), "")
    identified: Json = {"identifiers": written} if written else {}
    return identified | ({"orcid": known} if known else {})


def _affiliation(element: Any) -> Json:
    name = child_text(element, "Affiliation")
    return {"name": name, **_identified(element)}


def _check_digit_fits(places: str) -> bool:
    """ISO 7064, modulus 11-2."""
    total = 0
    for place in places[:15]:
        total = (total + int(place)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == places[15]
