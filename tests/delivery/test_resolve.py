"""What stands at a path of the web site."""

from urllib.parse import quote

import pytest

from delivery.models import Alias
from delivery.publishing import withdraw
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/resolve/"


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.WEB_ROUTES = {
        **settings.WEB_ROUTES,
        "article": "/blog/{slug}",
        "symptom": "/s/{slug}/",
    }


@pytest.fixture
def spanish(cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(spanish, cast)
    return spanish


def alias(path, topic, cast, *, locale="en"):
    return Alias.objects.create(
        path=path, topic=topic, locale=locale, entered_by=cast.publisher, entered_at=NOW
    )


def resolve(client, path):
    return client.get(PATH, {"path": path})


def lead(client, path):
    """Where the path leads, and how."""
    response = resolve(client, path)
    document = response.json()
    return response.status_code, document.get("outcome"), document.get("path")


def test_content(client, page, publication):
    response = resolve(client, "/symptoms/shame/")
    assert response.json() == {
        "outcome": "content",
        "status": None,
        "id": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "slug": "shame",
        "path": "/symptoms/shame/",
        "web_url": "https://www.example.org/s/shame/",
        "api_url": "https://api.example.org/api/v1/symptoms/shame/",
    }
    etag = response["ETag"]
    again = client.get(PATH, {"path": "/symptoms/shame/"}, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert response["Surrogate-Key"] == f"page-{page.uuid} topic-{page.topic.uuid}"


@pytest.mark.parametrize(
    "path",
    ["/symptoms/shame", "/s/shame/", "/s/shame", "/s/sh%61me", "/symptoms%2Fshame"],
)
def test_other_spellings_of_the_path(client, publication, path):
    assert lead(client, path) == (200, "content", "/symptoms/shame/")


@pytest.mark.parametrize("path", ["/es/symptoms/verguenza/", "/es/s/verguenza"])
def test_another_language(client, spanish, path):
    assert lead(client, path) == (200, "content", "/es/symptoms/verguenza/")


def test_the_slug_of_a_translation(client, spanish):
    for path in ("/es/symptoms/shame/", "/es/s/shame"):
        assert lead(client, path) == (200, "redirect", "/es/symptoms/verguenza/")
    assert lead(client, "/symptoms/verguenza/") == (200, "redirect", "/symptoms/shame/")


def test_no_other_language_stands_in(client, publication):
    response = resolve(client, "/es/symptoms/shame/")
    assert (response.status_code, response.json()["available_locales"]) == (404, ["en"])
    assert resolve(client, "/fr/symptoms/shame/").status_code == 404
    assert resolve(client, "/en/symptoms/shame/").status_code == 404


def test_a_route_without_a_slash_at_its_end(client, cast):
    publish_page(make_page(by=cast.editor, kind="article", slug="living"), cast)
    for path in ("/blog/living", "/blog/living/", "/articles/living/"):
        assert lead(client, path) == (200, "content", "/articles/living/")


def test_an_old_slug(client, cast, page, publication):
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast)
    response = resolve(client, "/s/shame/")
    assert response.json() == {
        "outcome": "redirect",
        "status": 308,
        "id": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "slug": "shame-and-guilt",
        "path": "/symptoms/shame-and-guilt/",
        "web_url": "https://www.example.org/s/shame-and-guilt/",
        "api_url": "https://api.example.org/api/v1/symptoms/shame-and-guilt/",
    }


def test_an_imported_address(client, cast, page, spanish):
    alias("/café/old.html/", page.topic, cast)
    alias("/viejo/", page.topic, cast, locale="es")
    for path in ("/café/old.html", "/cafe\u0301/old.html/", "/caf%C3%A9/old.html"):
        assert lead(client, path) == (200, "redirect", "/symptoms/shame/")
    assert lead(client, "/viejo") == (200, "redirect", "/es/symptoms/verguenza/")
    withdraw(page=spanish, by=cast.publisher, reason="Old.", now=NOW)
    assert lead(client, "/viejo") == (200, "redirect", "/symptoms/shame/")
    withdraw(page=page, by=cast.publisher, reason="Old.", notice="Gone.", now=NOW)
    response = resolve(client, "/café/old.html")
    assert (response.status_code, response.json()["ending"]["notice"]) == (410, "Gone.")


def test_gone(client, cast, page, publication):
    other = publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    withdraw(page=page, by=cast.publisher, reason="Secret.", successor=other.topic, now=NOW)
    response = resolve(client, "/s/shame")
    assert response.json()["ending"] == client.get("/api/v1/symptoms/shame/").json()["ending"]
    assert response.json()["ending"]["successor"]["slug"] == "guilt"
    assert (response.status_code, b"Secret" in response.content) == (410, False)


def test_what_is_scheduled_is_not_told(client, cast, page):
    make_row(sign_page(page, cast), live_from=ahead(days=1))
    alias("/old/", page.topic, cast)
    for path in ("/symptoms/shame/", "/s/shame", "/old/"):
        response = resolve(client, path)
        assert (response.status_code, response.json()["available_locales"]) == (404, [])


def test_for_how_long_it_is_kept(client, cast, page):
    make_row(sign_page(page, cast), live_from=NOW, live_until=ahead(seconds=90))
    assert 60 <= kept_at_most(resolve(client, "/symptoms/shame/")) <= 90
    alias("/old/", page.topic, cast)
    assert 60 <= kept_at_most(resolve(client, "/old/")) <= 90


@pytest.mark.parametrize(
    "path",
    [
        "",
        "symptoms/shame/",
        "https://www.example.org/symptoms/shame/",
        "/symptoms/shame/?q=1",
        "/symptoms/shame/#top",
    ],
)
def test_what_is_no_path(client, db, path):
    response = resolve(client, path)
    assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")
    assert response.json()["errors"][0]["pointer"] == "/query/path"


NOBODYS = [
    "//www.example.org/symptoms/shame/",
    "/symptoms/../shame/",
    "/symptoms/%2e%2e/shame/",
    "/symptoms/./shame/",
    "/symptoms//shame/",
    "/symptoms/shame//",
    "/",
    "/%",
    "/100%/",
    "/%ff/",
    "/%00/",
    "/a\x00b/",
    "/a\nb/",
    "/a\\b/",
    "/\ufffd/",
    "/" + "a" * 500,
    "/" + "a" * 20_000,
]


@pytest.mark.parametrize("path", NOBODYS)
def test_a_path_of_nothing(client, publication, path):
    """Browsers and robots send such: nothing is there, as at any other."""
    response = resolve(client, path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "bad_parameter"),
        ("path=/a/&path=/b/", "repeated_parameter"),
        ("path=/a/&locale=en", "unknown_parameter"),
    ],
)
def test_parameters_that_are_refused(client, db, query, code):
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, code)


def test_queries(client, cast, page, publication, django_assert_max_num_queries):
    alias("/old/", page.topic, cast)
    for path in ("/s/shame", "/old/", f"/{quote('nothing')}/", "/symptoms/nothing/"):
        with django_assert_max_num_queries(2):
            resolve(client, path)
