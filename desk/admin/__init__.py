"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    credentials,
    crisis,
    images,
    notices,
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
    "notices",
    "pages",
    "people",
    "records",
    "references",
    "reviews",
    "site",
]
