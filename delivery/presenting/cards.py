"""Cards: what a list shows of each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import ArticleType, Image, Kind, Tag
from delivery import addresses
from delivery.models import Publication
from delivery.presenting.images import present_card_image
from delivery.presenting.instants import credential_ends, next_instant
from delivery.presenting.statuses import review_instants, review_status
from delivery.presenting.tags import present_tags
from review.models import Credential
from review.records import instant

Json = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """``json`` is true until ``boundary`` if nobody writes (None: for good)."""

    json: Json
    boundary: datetime | None


class Cards:
    """Makes the card of each row once, of facts that were looked up for all of them."""

    def __init__(
        self,
        *,
        credentials: Mapping[int, Sequence[Credential]],
        tags: Mapping[str, Tag],
        images: Mapping[str, Image],
        at: datetime,
    ) -> None:
        self.credentials = credentials
        self.tags = tags
        self.images = images
        self.at = at
        self.made: dict[int, Card] = {}

    def of(self, row: Publication) -> Card:
        if row.pk not in self.made:
            self.made[row.pk] = self._make(row)
        return self.made[row.pk]

    def _make(self, row: Publication) -> Card:
        held = self.credentials[row.sign_off.person_id]
        active = [item for item in held if item.is_active(self.at.date())]
        instants = [row.live_until, *review_instants(row), *credential_ends(held)]
        return Card(
            json=_card(row, review_status(row, active, self.at), self.tags, self.images),
            boundary=next_instant(instants, after=self.at),
        )


def article_type(clinical: Json) -> str | None:
    """Return the type of an article, None for every other page."""
    if clinical["kind"] != Kind.ARTICLE:
        return None
    return str(clinical.get("article_type", ArticleType.BLOG_POST))


def _card(
    publication: Publication, status: str, tags: Mapping[str, Tag], images: Mapping[str, Image]
) -> Json:
    snapshot = publication.revision.snapshot
    clinical = snapshot.clinical
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
            "status": status,
            "last_reviewed": instant(publication.last_reviewed),
            "review_due": instant(publication.review_due),
        },
        "first_published_at": instant(publication.first_published_at),
        "published_at": instant(publication.published_at),
        "updated_at": instant(publication.updated_at),
    }
