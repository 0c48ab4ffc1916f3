"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    aliases,
    comments,
    credentials,
    crisis,
    dismissals,
    fallen,
    images,
    notices,
    pages,
    people,
    recalling,
    records,
    references,
    reviews,
    site,
    tags,
)

__all__ = [
    "aliases",
    "comments",
    "credentials",
    "crisis",
    "dismissals",
    "fallen",
    "images",
    "notices",
    "pages",
    "people",
    "recalling",
    "records",
    "references",
    "reviews",
    "site",
    "tags",
]
