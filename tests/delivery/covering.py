"""A page whose words get a second sign-off, and what the public was told of it."""

from datetime import timedelta

from delivery.models import Change
from tests.builders import NOW, sign_submission, submit_page

DAY = timedelta(days=1)
AT = NOW + DAY
REASON = "I misread a source."


def sign_again(page, cast, by, *, now=AT):
    """Sign the words as they stand under a revision of their own."""
    return sign_submission(submit_page(page, by=cast.editor, now=now), by=by, now=now)


def changes():
    return [
        (change.at, change.kind, change.publication)
        for change in Change.objects.exclude(publication=None)
    ]
