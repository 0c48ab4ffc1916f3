"""How fresh a review is at an instant."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from delivery.models import Publication
from review.models import Credential
from review.reviewer_line import jurisdictions

DUE_SOON = timedelta(days=30)


def review_status(publication: Publication, active: Sequence[Credential], at: datetime) -> str:
    """Return ``current``, ``due_soon``, ``overdue`` or ``reviewer_lapsed``, the worst that is true."""
    if at >= publication.review_due:
        return "overdue"
    if not jurisdictions(active):
        return "reviewer_lapsed"
    return "due_soon" if at >= publication.review_due - DUE_SOON else "current"


def review_instants(publication: Publication) -> list[datetime | None]:
    """The instants at which the status changes by time alone."""
    return [publication.review_due - DUE_SOON, publication.review_due]
