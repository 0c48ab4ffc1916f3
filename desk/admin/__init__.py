"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    credentials,
    crisis,
    images,
    pages,
    people,
    records,
    references,
    reviews,
    site,
)

__all__ = [
    "credentials",
    "crisis",
    "images",
    "pages",
    "people",
    "records",
    "references",
    "reviews",
    "site",
]
