"""Articles: what they are about, and of which type."""

import pytest

from articles.drafts import SectionDraft
from delivery.publishing import withdraw
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page, text
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.lists import slugs
from tests.delivery.rows import make_row

LIST = "/api/v1/articles/"
PATH = f"{LIST}living-with-shame/"


def make_article(cast, **fields):
    return make_page(
        by=cast.editor,
        kind="article",
        **{"title": "Living with shame", "slug": "living-with-shame", **fields},
    )


def test_it_works(client, cast, publication):
    """A blog post: one section without heading and aspect."""
    article = make_article(
        cast,
        sections=[SectionDraft(body=text("A voice."))],
        article_type="guide",
        about=[publication.topic],
    )
    publish_page(article, cast)
    document = client.get(PATH).json()
    assert (document["kind"], document["path"]) == ("article", "/articles/living-with-shame/")
    assert document["web_url"] == "https://www.example.org/articles/living-with-shame/"
    assert document["api_url"] == f"https://api.example.org{PATH}"
    assert document["article_type"] == "guide"
    assert document["about"] == client.get("/api/v1/symptoms/").json()["results"]
    section = str(article.sections.get().uuid)
    assert document["outline"] == [
        {"part": "section", "id": section, "heading": None, "anchor": "section-1"}
    ]
    assert [(each["heading"], each["aspect"]) for each in document["sections"]] == [(None, None)]
    assert document["associations"]["items"] == []


def test_the_list(client, cast, publication):
    rows = [publish_page(make_article(cast, slug=slug), cast) for slug in ("one", "two")]
    response = client.get(LIST)
    assert slugs(response) == ["two", "one"]
    assert [card["id"] for card in response.json()["results"]] == [
        str(row.page.uuid) for row in rows[::-1]
    ]
    assert slugs(client.get("/api/v1/symptoms/")) == ["shame"]
    assert slugs(client.get(f"{LIST}?locale=es")) == []
    assert client.get(LIST, {"about": "shame"}).status_code == 400


@pytest.mark.parametrize("article_type", ["blog_post", "guide", "explainer"])
def test_its_type(client, cast, article_type):
    publish_page(make_article(cast, article_type=article_type), cast)
    (card,) = client.get(LIST).json()["results"]
    assert client.get(PATH).json()["article_type"] == card["article_type"] == article_type


def test_no_type_is_a_blog_post(client, cast):
    publish_page(make_article(cast), cast)
    assert client.get(PATH).json()["article_type"] == "blog_post"


def test_other_kinds_have_none(client, publication):
    document = client.get("/api/v1/symptoms/shame/").json()
    (card,) = client.get("/api/v1/symptoms/").json()["results"]
    assert (document["article_type"], document["about"], card["article_type"]) == (None, [], None)


def test_what_it_is_about_is_shown_while_it_is_live(client, cast):
    pages = [make_page(by=cast.editor, slug=slug) for slug in ("anger", "shame", "guilt")]
    spanish = make_page(by=cast.editor, locale="es", slug="miedo")
    publish_page(spanish, cast)
    for page in pages[:2]:
        publish_page(page, cast)
    about = [page.topic for page in [*pages[::-1], spanish]]
    publish_page(make_article(cast, about=about), cast)

    def shown():
        return [card["slug"] for card in client.get(PATH).json()["about"]]

    assert shown() == ["shame", "anger"]
    publish_page(pages[2], cast)
    assert shown() == ["guilt", "shame", "anger"]
    withdraw(page=pages[1], by=cast.publisher, reason="Old.", now=NOW)
    assert shown() == ["guilt", "anger"]


def test_an_unsigned_subject_is_not_shown(client, cast, publication):
    article = make_article(cast)
    publish_page(article, cast)
    before = client.get(PATH).content
    edit_page(article, by=cast.editor, about=[publication.topic], article_type="guide")
    sign_page(article, cast)
    assert client.get(PATH).content == before


def test_a_subject_that_is_scheduled_shortens_the_cache(client, cast, page):
    publish_page(make_article(cast, about=[page.topic]), cast)
    assert kept_at_most(client.get(PATH)) == 1020
    make_row(sign_page(page, cast), live_from=ahead(seconds=90))
    assert 60 <= kept_at_most(client.get(PATH)) <= 90
