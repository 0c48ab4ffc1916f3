"""Tags by their names of today."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.models import Tag
from articles.snapshots import Snapshot

Json = dict[str, Any]


def tags_of(snapshots: Iterable[Snapshot]) -> dict[str, Tag]:
    """Return the tags of the pages by slug; asks nothing where there is none."""
    slugs = {slug for snapshot in snapshots for slug in snapshot.presentation.get("tags", [])}
    return {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)} if slugs else {}


def present_tags(snapshot: Snapshot, tags: Mapping[str, Tag]) -> list[Json]:
    """Return the page's tags that there still are."""
    slugs = snapshot.presentation.get("tags", [])
    return [{"slug": slug, "name": tags[slug].name} for slug in slugs if slug in tags]
