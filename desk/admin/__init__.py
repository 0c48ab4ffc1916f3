"""Where editors, physicians, publishers and administrators work."""

from desk.admin import (
    credentials,
    crisis,
    dismissals,
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
    "dismissals",
    "images",
    "notices",
    "pages",
    "people",
    "records",
    "references",
    "reviews",
    "site",
]
