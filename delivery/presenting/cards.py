"""Cards: what a list shows of each page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from articles.models import ArticleType, Image, Kind, Tag
from articles.snapshots import Snapshot
from delivery import addresses
from delivery.models import Publication
from delivery.presenting.credentials import credentials_of
from delivery.presenting.facts import tags_of
from delivery.presenting.images import images_by_uuid, present_card_image
from delivery.presenting.instants import credential_ends, next_instant
from delivery.presenting.review import review_instants, review_status
from review.models import Credential
from review.records import instant

Json = dict[str, Any]


def present_cards(
    publications: Sequence[Publication], *, at: datetime
) -> tuple[list[Json], datetime | None]:
    """Return a card for each publication, and the instant until which all of them are true."""
    credentials = credentials_of(row.sign_off.person_id for row in publications)
    tags = tags_of(row.revision.snapshot for row in publications)
    images = images_by_uuid(
        row.revision.snapshot.presentation.get("hero_image", "") for row in publications
    )
    cards = [
        _card(row, credentials[row.sign_off.person_id], tags, images, at) for row in publications
    ]
    instants = [item for row in publications for item in (row.live_until, *review_instants(row))]
    ends = [item for held in credentials.values() for item in credential_ends(held)]
    return cards, next_instant([*instants, *ends], after=at)


def present_tags(snapshot: Snapshot, tags: Mapping[str, Tag]) -> list[Json]:
    """Return the page's tags that there still are, by their names of today."""
    slugs = snapshot.presentation.get("tags", [])
    return [{"slug": slug, "name": tags[slug].name} for slug in slugs if slug in tags]


def article_type(clinical: Json) -> str | None:
    """Return the type of an article, None for every other page."""
    if clinical["kind"] != Kind.ARTICLE:
        return None
    return str(clinical.get("article_type", ArticleType.BLOG_POST))


def _card(
    publication: Publication,
    credentials: Sequence[Credential],
    tags: Mapping[str, Tag],
    images: Mapping[str, Image],
    at: datetime,
) -> Json:
    snapshot = publication.revision.snapshot
    clinical = snapshot.clinical
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
        "alternate_names": clinical.get("alternate_names", []),
        "image": present_card_image(snapshot.presentation, images),
        "tags": present_tags(snapshot, tags),
        "article_type": article_type(clinical),
        "review": {
            "status": review_status(publication, active, at),
            "last_reviewed": instant(publication.last_reviewed),
            "review_due": instant(publication.review_due),
        },
        "first_published_at": instant(publication.first_published_at),
        "published_at": instant(publication.published_at),
        "updated_at": instant(publication.updated_at),
    }
