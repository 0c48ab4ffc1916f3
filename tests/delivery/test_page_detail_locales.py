import pytest

from delivery.models import Publication
from delivery.publishing import withdraw
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.clock import ahead
from tests.delivery.rows import make_row
from tests.delivery.translations import link_to

PATH = "/api/v1/symptoms/shame/"


def test_another_language(client, cast, page, publication):
    spanish = make_page(
        by=cast.editor, topic=page.topic, locale="es", title="Vergüenza", slug="verguenza"
    )
    publish_page(spanish, cast)
    document = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"}).json()
    assert {
        name: document[name]
        for name in ("id", "topic", "locale", "title", "path", "web_url", "api_url", "translations")
    } == {
        "id": str(spanish.uuid),
        "topic": str(page.topic.uuid),
        "locale": "es",
        "title": "Vergüenza",
        "path": "/es/symptoms/verguenza/",
        "web_url": "https://www.example.org/es/symptoms/verguenza/",
        "api_url": "https://api.example.org/api/v1/symptoms/verguenza/?locale=es",
        "translations": [link_to(page)],
    }
    english = client.get(PATH, {"locale": "en"})
    assert english.json()["translations"] == [link_to(spanish)]
    assert english.content == client.get(PATH).content


def test_the_language_is_not_guessed(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    response = client.get(PATH, headers={"accept-language": "es"})
    assert response.json()["locale"] == "en"
    assert client.get(PATH, {"locale": "es"}).json()["locale"] == "es"


def test_not_found_in_this_language(client, cast):
    publish_page(make_page(by=cast.editor, locale="es", slug="shame"), cast)
    response = client.get(PATH)
    assert (response.status_code, response.json()["available_locales"]) == (404, ["es"])


def test_only_live_languages_are_available(client, cast, page):
    make_row(sign_page(page, cast), live_from=ahead(days=1))
    response = client.get(PATH, {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, [])


@pytest.fixture
def spanish(cast, page, publication):
    """The same topic in Spanish, under a slug of its own."""
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(spanish, cast)
    return spanish


def test_the_slug_names_the_topic_in_every_language(client, page, spanish):
    for slug in ("shame", "verguenza"):
        path = f"/api/v1/symptoms/{slug}/"
        assert client.get(path).json()["id"] == str(page.uuid)
        response = client.get(path, {"locale": "es"})
        assert response.json()["id"] == str(spanish.uuid)
        assert response.content == client.get(PATH, {"locale": "es"}).content


def test_the_languages_of_the_topic_whose_slug_this_was(client, cast, page, spanish):
    edit_page(spanish, by=cast.editor, slug="la-verguenza")
    publish_page(spanish, cast)
    response = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"})
    assert (response.status_code, response["Location"]) == (
        308,
        "https://api.example.org/api/v1/symptoms/la-verguenza/?locale=es",
    )
    response = client.get("/api/v1/symptoms/verguenza/")
    assert (response.status_code, response["Location"]) == (
        308,
        "https://api.example.org/api/v1/symptoms/shame/",
    )
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert client.get("/api/v1/symptoms/verguenza/").status_code == 410
    assert client.get("/api/v1/symptoms/la-verguenza/").status_code == 410


def test_the_available_languages_are_those_of_the_topic(client, cast, spanish):
    edit_page(spanish, by=cast.editor, slug="la-verguenza")
    publish_page(spanish, cast)
    withdraw(page=spanish, by=cast.publisher, reason="Old.", now=NOW)
    other = make_page(by=cast.editor, locale="es", slug="culpa")
    publish_page(other, cast)
    response = client.get("/api/v1/symptoms/culpa/")
    assert (response.status_code, response.json()["available_locales"]) == (404, ["es"])
    edit_page(other, by=cast.editor, slug="la-culpa")
    publish_page(other, cast)
    response = client.get("/api/v1/symptoms/culpa/")
    assert (response.status_code, response.json()["available_locales"]) == (404, ["es"])


def test_a_slug_that_only_begins_later_names_nothing(client, cast, page, spanish):
    Publication.objects.filter(page=spanish).update(live_until=ahead(days=1))
    coming = Publication.objects.get(page=spanish)
    make_row(coming.sign_off, live_from=ahead(days=1), slug="leak")
    response = client.get("/api/v1/symptoms/leak/")
    assert (response.status_code, response.json()["available_locales"]) == (404, [])


def test_another_kind_is_another_topic(client, spanish):
    response = client.get("/api/v1/conditions/shame/", {"locale": "es"})
    assert (response.status_code, response.json()["available_locales"]) == (404, [])
