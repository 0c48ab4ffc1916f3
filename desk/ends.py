"""When a version leaves the public, as far as anybody meant it to."""

from datetime import datetime

from delivery.models import Publication
from review.lapsing import stands_until


def meant_end(row: Publication) -> datetime | None:
    """Return the end that was planned, or that the review date sets; None where a licence alone does.

    Licences are renewed in time: the state of a page speaks of their end when it is near.
    """
    if row.live_until is None or row.live_until == stands_until(row.sign_off, at=row.live_from):
        return None
    return row.live_until
