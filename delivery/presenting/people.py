"""Authors and reviewers as readers get them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from articles.models import Person
from delivery import addresses
from delivery.models import LinkRole
from review.models import Credential, CredentialKind
from review.reviewer_line import jurisdictions

Json = dict[str, Any]

ROLES = (LinkRole.AUTHOR, LinkRole.REVIEWER)


def present_person(
    person: Person, *, credentials: Sequence[Credential], roles: Collection[str], at: datetime
) -> Json:
    """Return the public document of a person; ``roles`` are those on live pages."""
    active = [item for item in credentials if item.is_active(at.date())]
    return {
        **present_person_card(person),
        "roles": [role.value for role in ROLES if role in roles],
        "biography": person.biography or None,
        "languages": person.languages,
        "board_certifications": board_certifications(active),
        "licensed_in": jurisdictions(active),
        "interests": present_interests(person),
        "api_url": addresses.person_url(person.slug),
        **_page_lists(person, roles),
    }


def present_person_card(person: Person) -> Json:
    return {
        "id": str(person.uuid),
        "slug": person.slug,
        "printed_name": person.printed_name,
        "profession": person.profession,
        "degrees": person.degrees,
        "orcid": person.orcid or None,
    }


def present_interests(person: Person) -> Json | None:
    if person.interests_declared_on is None:
        return None
    return {
        "statement": person.interests,
        "declared_on": person.interests_declared_on.isoformat(),
    }


def _page_lists(person: Person, roles: Collection[str]) -> Json:
    """The addresses of the lists of pages, for each role that the person has."""
    return {
        f"{role.value}_pages_url": addresses.pages_url(**{role.value: person.slug})
        if role in roles
        else None
        for role in ROLES
    }


def board_certifications(active: Sequence[Credential]) -> list[Json]:
    return [
        {"specialty": item.specialty, "authority": item.authority}
        for item in active
        if item.kind == CredentialKind.BOARD_CERTIFICATION
    ]
