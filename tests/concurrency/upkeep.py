"""What a worker can be told to do for the tests of what happens by itself."""

from datetime import timedelta

from django.utils import timezone

from delivery.models import Change, Link, Part, Publication
from delivery.publishing import publish
from delivery.upkeep import outdated
from delivery.verification import change_faults
from tests.builders import make_page, publish_page
from tests.concurrency import people
from tests.delivery.truth import assert_stored_bytes_are_true


def end_in(seconds):
    """Let the first page leave the public so many seconds from now."""
    page, now = people.pages()[0], timezone.now()
    revision = Publication.objects.live(now).get(page=page).revision
    until = now + timedelta(seconds=seconds)
    publish(revision=revision, by=people.cast().publisher, now=now, until=until)


def grow(pages):
    """Publish so many pages more."""
    cast = people.cast()
    for number in range(pages):
        page = make_page(by=cast.editor, slug=f"more-{number}", title=f"More {number}")
        publish_page(page, cast, now=timezone.now())


def unlink():
    """Leave the database as a release did that had neither links nor finished bytes."""
    Link.objects.all().delete()
    Part.objects.all().delete()
    Publication.objects.update(presenter="", etag="", body=b"", card=b"", next_boundary=None)


def upkeep():
    """How much waits for a worker, and whether what stands is right."""
    now = timezone.now()
    assert_stored_bytes_are_true(now)
    kinds = Change.objects.filter(publication__isnull=False).exclude(kind="refreshed")
    return {
        "outdated": outdated(now),
        "faults": list(change_faults()),
        "last": kinds.latest("number").kind,
    }
