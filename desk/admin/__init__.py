"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    aliases,
    credentials,
    crisis,
    declarations,
    dismissals,
    fallen,
    images,
    notices,
    pages,
    people,
    records,
    references,
    reviews,
    second_reviews,
    site,
    tags,
)

__all__ = [
    "aliases",
    "credentials",
    "crisis",
    "declarations",
    "dismissals",
    "fallen",
    "images",
    "notices",
    "pages",
    "people",
    "records",
    "references",
    "reviews",
    "second_reviews",
    "site",
    "tags",
]
