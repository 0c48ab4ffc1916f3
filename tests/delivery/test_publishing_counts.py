"""What it costs to publish a page whose card and address stand on many others."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.models import Change, Link, LinkRole, Publication
from delivery.publishing import publish
from tests.builders import (
    NOW,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_site,
    make_user,
    publish_page,
    sign_page,
)
from tests.delivery.anew import make_all_anew
from tests.delivery.rows import make_many
from tests.sizes import size

READS = 48
STATEMENTS = 61
# The site's grace: for what is public before, and for what is public then.
GRACE = 2


def cost_of_publishing(cast, dependents):
    """Publish a new version of a page that so many others recommend; the statements, in order."""
    make_site()
    page = make_page(by=cast.editor, title="Shame")
    publish_page(page, cast)
    rows = make_many(dependents, cast)
    Link.objects.bulk_create(
        Link(publication=row, role=LinkRole.RELATED, topic=page.topic) for row in rows
    )
    make_all_anew(now=NOW)
    edit_page(page, by=cast.editor, title="Shame, explained")
    revision = sign_page(page, cast).revision
    with CaptureQueriesContext(connection) as queries:
        publication = publish(
            revision=revision, by=cast.publisher, now=revision.submission.decided_at
        )
    assert len(bytes(publication.body)) > dependents * 100
    return [query["sql"] for query in queries]


def _physician(cast):
    """One who may sign, with a licence that ends."""
    person = make_person(user=make_user("Reviewer"))
    make_credential(person, verified_by=cast.administrator)
    return person.user


@pytest.fixture(params=[False, True], ids=["endless", "ending"])
def grace(request):
    """How many reads more it takes when the licence of the signer ends."""
    return GRACE if request.param else 0


@pytest.mark.sized
@pytest.mark.parametrize("dependents", [20, size(100, soak=200)])
def test_it_reads_as_often_whatever_depends_on_it(cast, grace, dependents):
    signing = replace(cast, reviewer=_physician(cast)) if grace else cast
    statements = cost_of_publishing(signing, dependents)
    reads = [sql for sql in statements if sql.startswith("SELECT")]
    assert len(reads) == READS + grace
    # SQLite takes some 70 rows with each statement.
    if connection.vendor == "postgresql":
        assert len(statements) == STATEMENTS + grace


def test_a_page_of_which_nobody_knows_is_left_alone(cast):
    stranger = publish_page(make_page(by=cast.editor, title="Guilt"), cast)
    before = Publication.objects.values().get(pk=stranger.pk)
    changes = Change.objects.filter(publication=stranger).count()
    publish_page(make_page(by=cast.editor, title="Shame"), cast)
    assert Publication.objects.values().get(pk=stranger.pk) == before
    assert Change.objects.filter(publication=stranger).count() == changes
