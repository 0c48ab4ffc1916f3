"""Each filter of the lists of pages: what it finds, alone, with others and with several values."""

from datetime import timedelta

import pytest

from articles.drafts import AssociationDraft, CitationDraft, CodeDraft, SectionDraft
from delivery.publishing import publish, withdraw
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_tag,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.lists import slugs
from tests.delivery.rows import make_row

SYMPTOMS, CONDITIONS = "/api/v1/symptoms/", "/api/v1/conditions/"
ARTICLES, PAGES = "/api/v1/articles/", "/api/v1/pages/"
DAY = timedelta(days=1)


def found(client, path, **parameters):
    """The slugs of what a list has, in order of the titles, which are those of the slugs."""
    response = client.get(path, {"ordering": "title", "limit": 100, **parameters})
    assert response.status_code == 200, response.json()
    return slugs(response)


def page(cast, slug, **fields):
    return publish_page(make_page(by=cast.editor, slug=slug, title=slug, **fields), cast)


def association(row):
    return AssociationDraft(condition=row.topic, name=row.slug, explanation=text("Often."))


@pytest.fixture
def graph(cast):
    """Two conditions, symptoms that speak of one, of both and of none, and an article about some."""
    ptsd = page(cast, "ptsd", kind="condition")
    grief = page(cast, "grief", kind="condition")
    shame = page(cast, "shame", associations=[association(ptsd), association(grief)])
    guilt = page(cast, "guilt", associations=[association(ptsd)])
    page(cast, "fatigue")
    page(cast, "post", kind="article", article_type="blog_post", about=[ptsd.topic, guilt.topic])
    page(cast, "guide", kind="article", article_type="guide", about=[shame.topic])
    # Named in other ways than those that count.
    page(cast, "related", related=[ptsd.topic, shame.topic])
    return {"ptsd": ptsd, "grief": grief, "shame": shame, "guilt": guilt}


class TestTopics:
    def test_symptoms_of_a_condition(self, client, graph):
        assert found(client, SYMPTOMS, condition="ptsd") == ["guilt", "shame"]
        assert found(client, SYMPTOMS, condition="grief") == ["shame"]
        assert found(client, SYMPTOMS, condition="grief,ptsd") == ["guilt", "shame"]
        assert found(client, SYMPTOMS, condition="grief,nothing") == ["shame"]

    def test_conditions_of_a_symptom(self, client, graph):
        assert found(client, CONDITIONS, symptom="shame") == ["grief", "ptsd"]
        assert found(client, CONDITIONS, symptom="guilt") == ["ptsd"]
        assert found(client, CONDITIONS, symptom="fatigue,guilt") == ["ptsd"]
        assert found(client, CONDITIONS, symptom="fatigue") == []

    def test_articles_about_one(self, client, graph):
        assert found(client, ARTICLES, condition="ptsd") == ["post"]
        assert found(client, ARTICLES, symptom="shame") == ["guide"]
        assert found(client, ARTICLES, symptom="shame,guilt") == ["guide", "post"]
        assert found(client, ARTICLES, condition="grief") == []
        assert found(client, ARTICLES, condition="ptsd", symptom="shame") == []

    def test_pages_of_all_kinds(self, client, graph):
        assert found(client, PAGES, condition="ptsd") == ["guilt", "post", "shame"]
        assert found(client, PAGES, symptom="shame") == ["grief", "guide", "ptsd"]
        assert found(client, PAGES, symptom="guilt", condition="ptsd") == ["post"]
        assert found(client, PAGES, symptom="shame", kind="condition") == ["grief", "ptsd"]
        assert found(client, PAGES, symptom="shame", kind="article,symptom") == ["guide"]

    @pytest.mark.parametrize("value", ["nothing", "shame", "PTSD", "ptsd ", "p%", "é", "p_sd"])
    def test_what_names_no_condition_finds_nothing(self, client, graph, value):
        assert found(client, SYMPTOMS, condition=value) == []
        assert found(client, PAGES, condition=value) == []

    def test_a_page_that_is_not_live_names_nothing(self, client, graph, cast):
        withdraw(page=graph["ptsd"].page, by=cast.publisher, reason="Old.", now=NOW + DAY)
        assert found(client, SYMPTOMS, condition="ptsd") == []
        assert found(client, CONDITIONS, symptom="shame") == ["grief"]
        then = (NOW + DAY / 2).isoformat().replace("+00:00", "Z")
        assert found(client, SYMPTOMS, condition="ptsd", as_of=then) == ["guilt", "shame"]

    def test_a_symptom_that_is_not_live_associates_nothing(self, client, graph, cast):
        withdraw(page=graph["guilt"].page, by=cast.publisher, reason="Old.", now=NOW + DAY)
        assert found(client, CONDITIONS, symptom="guilt") == []
        assert found(client, SYMPTOMS, condition="ptsd") == ["shame"]

    def test_a_slug_that_was_left_names_nothing(self, client, graph, cast):
        moved = edit_page(graph["ptsd"].page, by=cast.editor, slug="trauma")
        publish(revision=sign_page(moved, cast).revision, by=cast.publisher, now=NOW + DAY)
        assert found(client, SYMPTOMS, condition="ptsd") == []
        assert found(client, SYMPTOMS, condition="trauma") == ["guilt", "shame"]

    def test_another_language(self, client, graph, cast):
        """A slug names a topic in every language, and lists hold one."""
        page(cast, "tept", locale="es", topic=graph["ptsd"].topic)
        page(
            cast,
            "culpa",
            locale="es",
            topic=graph["guilt"].topic,
            associations=[association(graph["ptsd"])],
        )
        for slug in ("tept", "ptsd"):
            assert found(client, SYMPTOMS, condition=slug) == ["guilt", "shame"]
            assert found(client, SYMPTOMS, condition=slug, locale="es") == ["culpa"]
        assert found(client, CONDITIONS, symptom="guilt", locale="es") == ["tept"]
        # There is no Spanish page that speaks of it.
        assert found(client, CONDITIONS, symptom="shame", locale="es") == []


class TestOthers:
    def test_references(self, client, cast):
        first, second = make_reference(pmid="30075356"), make_reference(pmid="")
        for slug, work in {"one": first, "two": second}.items():
            section = SectionDraft(body=cited("See", work.key))
            page(cast, slug, sections=[section], citations=[CitationDraft(key=work.key)])
        page(cast, "three")
        assert found(client, SYMPTOMS, reference="30075356") == ["one"]
        assert found(client, SYMPTOMS, reference=str(second.uuid)) == ["two"]
        assert found(client, SYMPTOMS, reference=f"30075356,{second.uuid}") == ["one", "two"]
        assert found(client, SYMPTOMS, reference="30075357") == []

    def test_authors(self, client, cast):
        wren = make_person(slug="wren", name="Wren")
        page(cast, "one", byline=[wren, make_person(slug="robin", name="Robin")])
        page(cast, "two", byline=[wren])
        page(cast, "three")
        assert found(client, SYMPTOMS, author="wren") == ["one", "two"]
        assert found(client, SYMPTOMS, author="robin,nobody") == ["one"]
        # Who reviewed a page has not written it.
        assert found(client, SYMPTOMS, author=cast.reviewer.person.slug) == []

    def test_reviewers(self, client, cast):
        publish_page(make_page(by=cast.editor, slug="one"), cast)
        assert found(client, SYMPTOMS, reviewer=cast.reviewer.person.slug) == ["one"]
        assert found(client, SYMPTOMS, reviewer="nobody") == []

    def test_tags(self, client, cast):
        feelings, care = make_tag(slug="feelings"), make_tag(slug="care")
        page(cast, "one", tags=[feelings, care])
        page(cast, "two", tags=[care])
        page(cast, "three")
        assert found(client, SYMPTOMS, tag="care") == ["one", "two"]
        assert found(client, SYMPTOMS, tag="feelings,nothing") == ["one"]

    def test_aspects(self, client, cast):
        for slug, aspect in {"one": "Treatments", "two": "SelfCare", "three": ""}.items():
            section = SectionDraft(aspect=aspect, heading="Help", body=text("Help."))
            page(cast, slug, sections=[section])
        assert found(client, SYMPTOMS, aspect="Treatments") == ["one"]
        assert found(client, SYMPTOMS, aspect="SelfCare,Treatments") == ["one", "two"]
        assert found(client, SYMPTOMS, aspect="Causes") == []

    def test_codes(self, client, cast):
        page(cast, "one", codes=[CodeDraft(system="icd-10-cm", code="R45.89")])
        page(cast, "two", codes=[CodeDraft(system="mesh", code="D012753")])
        assert found(client, SYMPTOMS, code="icd-10-cm|R45.89") == ["one"]
        assert found(client, SYMPTOMS, code="mesh|D012753,icd-10-cm|R45.89") == ["one", "two"]
        assert found(client, SYMPTOMS, code="mesh|R45.89") == []

    def test_article_types(self, client, graph):
        assert found(client, ARTICLES, article_type="guide") == ["guide"]
        assert found(client, ARTICLES, article_type="guide,blog_post") == ["guide", "post"]
        assert found(client, PAGES, article_type="blog_post") == ["post"]
        assert found(client, ARTICLES, article_type="explainer") == []

    def test_kinds(self, client, graph):
        assert found(client, PAGES, kind="condition") == ["grief", "ptsd"]
        assert len(found(client, PAGES)) == 8

    @pytest.mark.parametrize(
        ("name", "column"),
        [("published_after", "published_at"), ("reviewed_after", "last_reviewed")],
    )
    def test_instants(self, client, cast, name, column):
        for slug, at in {"one": NOW - DAY, "two": NOW, "three": NOW + DAY}.items():
            row = make_page(by=cast.editor, slug=slug, title=slug)
            make_row(sign_page(row, cast), live_from=NOW, **{column: at})
        assert found(client, SYMPTOMS, **{name: "2026-11-01"}) == ["three", "two"]
        assert found(client, SYMPTOMS, **{name: "2026-11-01T12:00:00Z"}) == ["three", "two"]
        assert found(client, SYMPTOMS, **{name: "2026-11-01T13:00:00+01:00"}) == ["three", "two"]
        assert found(client, SYMPTOMS, **{name: "2026-11-01T12:00:00.000001Z"}) == ["three"]
        assert found(client, SYMPTOMS, **{name: "0001-01-01"}) == ["one", "three", "two"]
        assert found(client, SYMPTOMS, **{name: "9999-12-31"}) == []

    def test_several_at_once(self, client, graph, cast):
        tag = make_tag(slug="care")
        page(cast, "both", tags=[tag], associations=[association(graph["ptsd"])])
        page(cast, "tagged", tags=[tag])
        assert found(client, SYMPTOMS, tag="care", condition="ptsd") == ["both"]
        assert found(client, SYMPTOMS, tag="care", condition="grief") == []

    def test_locales(self, client, cast):
        page(cast, "culpa", locale="es")
        page(cast, "guilt")
        assert found(client, SYMPTOMS) == ["guilt"]
        assert found(client, SYMPTOMS, locale="ES") == ["culpa"]
        # A list does not fall back.
        assert found(client, SYMPTOMS, locale="es-MX") == found(client, SYMPTOMS, locale="fr") == []
