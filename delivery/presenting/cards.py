"""Cards: what a list shows of each page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from delivery import addresses
from delivery.models import Publication
from delivery.presenting.facts import credential_ends, next_instant
from delivery.presenting.review import review_instants, review_status
from review.models import Credential
from review.records import instant

Json = dict[str, Any]


def present_cards(
    publications: Sequence[Publication], *, at: datetime
) -> tuple[list[Json], datetime | None]:
    """Return a card for each publication, and the instant until which all of them are true."""
    credentials: dict[int, list[Credential]] = defaultdict(list)
    signers = {row.sign_off.person_id for row in publications}
    for credential in Credential.objects.filter(person__in=signers):
        credentials[credential.person_id].append(credential)
    cards = [_card(row, credentials[row.sign_off.person_id], at) for row in publications]
    instants = [item for row in publications for item in (row.live_until, *review_instants(row))]
    ends = [item for held in credentials.values() for item in credential_ends(held)]
    return cards, next_instant([*instants, *ends], after=at)


def _card(publication: Publication, credentials: Sequence[Credential], at: datetime) -> Json:
    clinical = publication.revision.snapshot.clinical
    active = [credential for credential in credentials if credential.is_active(at.date())]
    address = {
        "kind": publication.kind,
        "locale": publication.locale,
        "slug": publication.slug,
    }
    return {
        "id": clinical["page"],
        "topic": clinical["topic"],
        **address,
        "path": publication.path,
        "web_url": addresses.web_url(**address),
        "api_url": addresses.api_url(**address),
        "title": clinical["title"],
        "summary": clinical.get("summary", ""),
        "alternate_names": [],
        "image": None,
        "tags": [],
        "article_type": None,
        "review": {
            "status": review_status(publication, active, at),
            "last_reviewed": instant(publication.last_reviewed),
            "review_due": instant(publication.review_due),
        },
        "first_published_at": instant(publication.first_published_at),
        "published_at": instant(publication.published_at),
        "updated_at": instant(publication.updated_at),
    }
