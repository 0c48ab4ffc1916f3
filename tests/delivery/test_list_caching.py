"""A list is kept no longer than it is the answer: what may come in, fall out or follow."""

from datetime import timedelta

import pytest

from articles.drafts import AssociationDraft
from delivery.models import Publication
from tests.builders import NOW, make_page, make_tag, publish_page, sign_page, text
from tests.delivery.anew import finish
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_many, make_row

SYMPTOMS, CONDITIONS, PAGES = "/api/v1/symptoms/", "/api/v1/conditions/", "/api/v1/pages/"
SECTIONS, ASSOCIATIONS = "/api/v1/sections/", "/api/v1/associations/"
LONG = 1020
DAY = timedelta(days=1)


def soon(response):
    return 60 <= kept_at_most(response) <= 90


def coming(cast, **fields):
    """A page that begins in a minute and a half."""
    return make_row(
        sign_page(make_page(by=cast.editor, **fields), cast), live_from=ahead(seconds=90)
    )


def going(cast, **fields):
    """A page that ends then."""
    return make_row(
        sign_page(make_page(by=cast.editor, **fields), cast),
        live_from=NOW,
        live_until=ahead(seconds=90),
    )


def association(topic):
    return AssociationDraft(condition=topic, name="PTSD", explanation=text("Often."))


class TestWhatComes:
    def test_only_where_it_will_be(self, client, cast):
        coming(cast, tags=[make_tag(slug="care")])
        for path in (SYMPTOMS, PAGES, SECTIONS, "/api/v1/people/"):
            assert soon(client.get(path))
        for path in (CONDITIONS, ASSOCIATIONS, "/api/v1/references/"):
            assert kept_at_most(client.get(path)) == LONG
        assert soon(client.get(SYMPTOMS, {"tag": "care"}))
        assert kept_at_most(client.get(SYMPTOMS, {"tag": "other"})) == LONG
        assert kept_at_most(client.get(SYMPTOMS, {"locale": "es"})) == LONG
        assert soon(client.get(PAGES, {"kind": "symptom"}))
        assert kept_at_most(client.get(PAGES, {"kind": "article"})) == LONG
        assert kept_at_most(client.get(SECTIONS, {"kind": "article"})) == LONG
        assert kept_at_most(client.get(SECTIONS, {"aspect": "SelfCare"})) == LONG
        assert kept_at_most(client.get(SYMPTOMS, {"as_of": "2026-11-02T00:00:00Z"})) == LONG

    def test_the_page_that_bears_the_slug(self, client, cast):
        condition = coming(cast, kind="condition", slug="ptsd")
        publish_page(make_page(by=cast.editor, associations=[association(condition.topic)]), cast)
        finish()
        for path in (SYMPTOMS, PAGES, ASSOCIATIONS):
            assert soon(client.get(path, {"condition": "ptsd"}))
            assert client.get(path, {"condition": "ptsd"}).json()["results"] == []
            assert kept_at_most(client.get(path, {"condition": "grief"})) == LONG

    def test_the_page_that_names_it(self, client, cast):
        condition = publish_page(make_page(by=cast.editor, kind="condition"), cast)
        coming(cast, slug="shame", associations=[association(condition.topic)])
        finish()
        assert soon(client.get(CONDITIONS, {"symptom": "shame"}))
        assert soon(client.get(PAGES, {"symptom": "shame"}))


class TestWhatGoes:
    def test_the_page_that_bears_the_slug(self, client, cast):
        condition = going(cast, kind="condition", slug="ptsd")
        publish_page(make_page(by=cast.editor, associations=[association(condition.topic)]), cast)
        finish()
        found = client.get(SYMPTOMS, {"condition": "ptsd", "fields": "title"})
        assert len(found.json()["results"]) == 1
        assert soon(found)

    def test_the_page_that_names_it(self, client, cast):
        condition = publish_page(make_page(by=cast.editor, kind="condition"), cast)
        going(cast, slug="shame", associations=[association(condition.topic)])
        finish()
        found = client.get(CONDITIONS, {"symptom": "shame"})
        assert len(found.json()["results"]) == 1
        assert soon(found)

    def test_a_page_far_behind_counts_when_they_are_counted(self, client, cast):
        row = going(cast, title="Zzz")
        make_many(5, cast, at=NOW + DAY)
        finish()
        first = {"limit": 2, "ordering": "title"}
        assert kept_at_most(client.get(SYMPTOMS, first)) == LONG
        assert soon(client.get(SYMPTOMS, {**first, "count": "exact"}))
        Publication.objects.filter(pk=row.pk).update(live_until=None)
        finish()
        assert kept_at_most(client.get(SYMPTOMS, {**first, "count": "exact"})) == LONG

    @pytest.mark.parametrize("path", [SYMPTOMS, SECTIONS])
    def test_the_only_row_behind_the_last(self, client, cast, path):
        publish_page(make_page(by=cast.editor, title="A"), cast)
        going(cast, title="B")
        finish()
        order = {"ordering": "title"} if path == SYMPTOMS else {}
        response = client.get(path, {"limit": 1, **order})
        assert response.json()["next"]
        assert soon(response)


def test_what_is_stale_is_kept_for_seconds(client, cast):
    make_many(1, cast)
    assert kept_at_most(client.get(SYMPTOMS)) <= 5
    finish()
    assert kept_at_most(client.get(SYMPTOMS)) == LONG
