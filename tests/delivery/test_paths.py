"""Where every live page is, in one light answer."""

import pytest

from delivery.models import Publication
from delivery.publishing import withdraw
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/paths/"


@pytest.fixture
def pages(cast):
    shame = publish_page(make_page(by=cast.editor, slug="shame"), cast)
    spanish = make_page(by=cast.editor, topic=shame.topic, locale="es", slug="verguenza")
    return [
        publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast),
        publish_page(spanish, cast),
        shame,
    ]


def paths(response):
    return [each["path"] for each in response.json()["results"]]


def test_it_works(client, pages, settings):
    settings.WEB_ROUTES = {**settings.WEB_ROUTES, "symptom": "/feelings/{slug}"}
    response = client.get(PATH)
    document = response.json()
    assert (document["next"], document["previous"]) == (None, None)
    assert paths(response) == ["/conditions/ptsd/", "/es/symptoms/verguenza/", "/symptoms/shame/"]
    row = pages[1]
    assert document["results"][1] == {
        "id": str(row.page.uuid),
        "topic": str(row.topic.uuid),
        "kind": "symptom",
        "locale": "es",
        "slug": "verguenza",
        "path": "/es/symptoms/verguenza/",
        "web_url": "https://www.example.org/es/feelings/verguenza",
        "api_url": "https://api.example.org/api/v1/symptoms/verguenza/?locale=es",
        "updated_at": document["results"][1]["updated_at"],
        # Made with other routes.
        "etag": None,
    }
    assert response["Surrogate-Key"] == "paths"


def test_the_tag_is_that_of_the_document(client, pages):
    for each in client.get(PATH).json()["results"]:
        path = each["api_url"].removeprefix("https://api.example.org")
        assert client.get(path)["ETag"] == each["etag"]


def test_it_is_narrowed_down(client, pages):
    assert paths(client.get(PATH, {"kind": "condition"})) == ["/conditions/ptsd/"]
    assert paths(client.get(PATH, {"locale": "es"})) == ["/es/symptoms/verguenza/"]
    assert paths(client.get(PATH, {"kind": "condition", "locale": "es"})) == []
    assert paths(client.get(PATH, {"locale": "fr"})) == []


def test_only_what_is_live(client, cast, pages):
    draft = make_page(by=cast.editor, slug="draft")
    make_row(sign_page(make_page(by=cast.editor, slug="coming"), cast), live_from=ahead(days=1))
    withdraw(page=pages[0].page, by=cast.publisher, reason="Old.", now=NOW)
    edit_page(pages[2].page, by=cast.editor, slug="shame-and-guilt")
    publish_page(pages[2].page, cast)
    assert draft.slug == "draft"
    assert paths(client.get(PATH)) == ["/es/symptoms/verguenza/", "/symptoms/shame-and-guilt/"]


def test_conditional_requests(client, cast, pages):
    etag = client.get(PATH)["ETag"]
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 304
    publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200


def test_for_how_long_it_is_kept(client, cast, pages):
    assert kept_at_most(client.get(PATH)) == 1020
    make_row(sign_page(make_page(by=cast.editor, slug="coming"), cast), live_from=ahead(seconds=90))
    assert 60 <= kept_at_most(client.get(PATH)) <= 90
    assert kept_at_most(client.get(PATH, {"kind": "condition"})) == 1020
    Publication.objects.filter(slug="ptsd").update(live_until=ahead(seconds=40))
    assert 20 <= kept_at_most(client.get(PATH, {"kind": "condition"})) <= 40


@pytest.mark.parametrize("size", [1, 30])
def test_queries(client, cast, size, django_assert_num_queries):
    for _ in range(size):
        publish_page(make_page(by=cast.editor), cast)
    with django_assert_num_queries(2):
        assert len(client.get(PATH).json()["results"]) == size


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("kind=poem", "bad_parameter"),
        ("kind=", "bad_parameter"),
        ("locale=en_US", "bad_parameter"),
        ("locale=", "bad_parameter"),
        ("kind=symptom&kind=condition", "repeated_parameter"),
        ("limit=1", "unknown_parameter"),
        ("as_of=2026-01-01T00:00:00Z", "unknown_parameter"),
    ],
)
def test_parameters_that_are_refused(client, db, query, code):
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, code)
