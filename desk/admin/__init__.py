"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    aliases,
    credentials,
    crisis,
    dismissals,
    fallen,
    images,
    notices,
    pages,
    people,
    records,
    references,
    reviews,
    site,
    tags,
    watch,
)

__all__ = [
    "aliases",
    "credentials",
    "crisis",
    "dismissals",
    "fallen",
    "images",
    "notices",
    "pages",
    "people",
    "records",
    "references",
    "reviews",
    "site",
    "tags",
    "watch",
]
