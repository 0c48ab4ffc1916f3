"""Pages with several signed versions, and the rows that are planned of them."""

from datetime import timedelta

from delivery.models import Publication
from delivery.scheduling import schedule
from tests.builders import NOW, edit_page, sign_page

DAY = timedelta(days=1)
AT = NOW + DAY
SOON, THEN, LATER = AT + DAY, AT + 2 * DAY, AT + 5 * DAY


def version(page, cast, title, *, now=NOW, **changes):
    """Other words of the page, signed; their revision."""
    edit_page(page, by=cast.editor, title=title, **changes)
    return sign_page(page, cast, now=now).revision


def plan(revision, cast, at, *, now=AT, **fields):
    return schedule(revision=revision, at=at, by=cast.publisher, now=now, **fields)


def to_the_second(instant):
    """One move after the other has its own instant, a tick later; here they are the same."""
    return instant and instant.replace(microsecond=0)


def standing(page):
    rows = Publication.objects.filter(page=page, cancelled_at__isnull=True)
    return rows.select_related("revision").order_by("live_from")


def ranges(page):
    """What stands of a page: number of the revision, begin and end, in order."""
    return [
        (row.revision.number, to_the_second(row.live_from), to_the_second(row.live_until))
        for row in standing(page)
    ]


def dates(page):
    """Since when the page is public, for the first time, without a break, and with this revision."""
    return [
        (
            row.revision.number,
            to_the_second(row.first_published_at),
            to_the_second(row.published_at),
            to_the_second(row.updated_at),
        )
        for row in standing(page)
    ]
