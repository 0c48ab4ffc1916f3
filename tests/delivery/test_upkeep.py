"""What a worker looks for: what time changed, and bytes that another presenter made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import AssociationDraft, CitationDraft, SectionDraft
from delivery.models import Change, Document, Link, Part, Publication
from delivery.publishing import publish
from delivery.scheduling import hold
from delivery.upkeep import due, outdated, represent_outdated, settle_due
from review.ledger import TICK
from review.models import Ledger
from tests.builders import NOW, cited, make_page, make_reference, publish_page, sign_page, text
from tests.delivery.planning import AT, DAY, LATER, SOON, plan
from tests.delivery.readers import settle_at
from tests.delivery.truth import assert_stored_bytes_are_true


class TestDue:
    def test_nothing(self, publication):
        assert not due(AT)
        ledger = Ledger.objects.values().get()
        assert settle_due(AT) is False
        assert Ledger.objects.values().get() == ledger

    def test_asks_once_and_takes_no_lock(self, publication):
        with CaptureQueriesContext(connection) as asked:
            settle_due(AT)
        (query,) = asked.captured_queries
        assert query["sql"].startswith("SELECT")
        assert "FOR UPDATE" not in query["sql"]

    def test_a_begin_and_an_end(self, cast, page):
        plan(sign_page(page, cast).revision, cast, SOON, until=LATER)
        for at in (SOON, LATER):
            assert (due(at - TICK), due(at)) == (False, True)
            assert settle_due(at) is True
            assert not due(at)
        assert [change.kind for change in Change.objects.filter(publication__page=page)] == [
            "expired",
            "published",
        ]

    def test_a_row_that_was_held(self, cast, page):
        row = plan(sign_page(page, cast).revision, cast, SOON)
        hold(publication=row, by=cast.publisher, now=AT)
        assert not due(LATER)

    def test_a_boundary_of_a_page(self, publication):
        at = Publication.objects.get().next_boundary
        assert (due(at - TICK), due(at)) == (False, True)

    def test_a_boundary_of_a_page_that_ended_is_none(self, cast, page):
        publish(revision=sign_page(page, cast).revision, by=cast.publisher, now=AT, until=SOON)
        settle_at(SOON)
        assert not due(NOW + 5000 * DAY)

    def test_a_boundary_of_a_document(self, publication):
        Publication.objects.update(next_boundary=None)
        Document.objects.update(next_boundary=SOON)
        assert (due(SOON - TICK), due(SOON)) == (False, True)


@pytest.fixture
def several(cast):
    """A symptom with every part, the condition that it names, and a page beside them."""
    work = make_reference()
    condition = make_page(by=cast.editor, kind="condition", title="PTSD", slug="ptsd")
    publish_page(condition, cast)
    symptom = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="What it is", body=cited("It.", work.key))],
        citations=[CitationDraft(key=work.key, note="Own.")],
        associations=[
            AssociationDraft(
                condition=condition.topic,
                name="PTSD",
                strength="common",
                explanation=text("Often."),
            )
        ],
    )
    publish_page(symptom, cast)
    publish_page(make_page(by=cast.editor, title="Guilt", slug="guilt"), cast)
    return symptom


def represent_all(*, limit, now=AT):
    made = []
    while number := represent_outdated(limit=limit, now=now):
        made.append(number)
    return made


def everything():
    """The bytes of all that is public."""
    models = ((Publication, "uuid"), (Part, "uuid"), (Document, "uuid"))
    return {
        (model.__name__, row.uuid): bytes(row.body)
        for model, _ in models
        for row in model.objects.all()
    }


class TestRepresentOutdated:
    def test_nothing(self, several):
        ledger = Ledger.objects.values().get()
        assert (outdated(AT), represent_all(limit=10)) == (0, [])
        assert Ledger.objects.values().get() == ledger

    def test_another_site(self, several, settings):
        before = everything()
        settings.SITE_URL = "https://example.net"
        assert outdated(AT) == 5
        assert represent_all(limit=2) == [2, 1, 2]
        assert outdated(AT) == 0
        assert_stored_bytes_are_true(AT + DAY)
        changed = {key for key, body in everything().items() if body != before[key]}
        assert len(changed) >= 4
        refreshed = Change.objects.filter(kind="refreshed", at__gte=AT)
        assert refreshed.filter(publication__isnull=False).count() == 3

    def test_the_number_of_the_code_alone_changes_nothing_public(self, several):
        Publication.objects.update(presenter="0-00000000")
        before, changes = everything(), Change.objects.count()
        assert represent_all(limit=100) == [3]
        assert (everything(), Change.objects.count()) == (before, changes)

    def test_what_is_scheduled_or_over_is_left_alone(self, cast, page):
        plan(sign_page(page, cast).revision, cast, SOON, until=LATER)
        assert represent_all(limit=10) == []
        settle_at(LATER)
        Publication.objects.update(presenter="0-00000000")
        assert represent_all(limit=10, now=LATER + DAY) == []

    def test_publications_from_before_there_were_links(self, several):
        """As they were before the tables came: pages, parts and documents become what they were."""
        expected = everything()
        for model in (Link, Part):
            model.objects.all().delete()
        Publication.objects.update(presenter="", etag="", body=b"", card=b"", next_boundary=None)
        assert outdated(AT) >= 3
        represent_all(limit=2)
        assert outdated(AT) == 0
        # Links come one after the other: what was made first has been made again.
        assert everything() == expected
        assert_stored_bytes_are_true(AT + DAY)

    def test_links_from_before_there_were_so_many(self, several):
        """The first release that had links knew topics only."""
        links = set(Link.objects.values_list("publication", "role", "topic", "reference", "person"))
        Link.objects.filter(topic=None).delete()
        represent_all(limit=10)
        assert links == set(
            Link.objects.values_list("publication", "role", "topic", "reference", "person")
        )

    def test_a_move_before_the_parts_are_there(self, several, cast):
        Part.objects.all().delete()
        Link.objects.all().delete()
        publish_page(make_page(by=cast.editor, slug="grief"), cast, now=AT)
        represent_all(limit=1, now=AT + DAY)
        assert_stored_bytes_are_true(AT + DAY)
