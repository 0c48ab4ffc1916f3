"""A page in the best of the languages that may stand in for the one asked for."""

import pytest
from django.utils import timezone

from delivery.publishing import withdraw
from tests.builders import NOW, make_page, publish_page, sign_page
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"


@pytest.fixture
def spanish(cast, page, publication):
    spanish = make_page(
        by=cast.editor, topic=page.topic, locale="es", title="Vergüenza", slug="verguenza"
    )
    publish_page(spanish, cast)
    return spanish


@pytest.mark.parametrize(
    ("asked", "served", "fallback_from"),
    [
        (None, "en", None),
        ("en", "en", None),
        ("EN", "en", None),
        ("en-GB", "en", "en-GB"),
        ("es", "es", None),
        ("es-mx", "es", "es-MX"),
        ("es-419", "es", "es-419"),
        ("fr", "en", "fr"),
        ("zh-hant-tw", "en", "zh-Hant-TW"),
    ],
)
def test_what_is_served_and_what_it_says(client, spanish, asked, served, fallback_from):
    response = client.get(PATH, {"locale": asked} if asked else {})
    document = response.json()
    assert (document["locale"], document["fallback_from"]) == (served, fallback_from)
    assert response["Content-Language"] == served
    own = client.get(PATH, {"locale": served})
    assert {**document, "fallback_from": None} == own.json()
    assert (response["ETag"] == own["ETag"]) == (fallback_from is None)
    assert response["Last-Modified"] == own["Last-Modified"]


def test_it_has_an_etag_of_its_own(client, spanish):
    response = client.get(PATH, {"locale": "fr"})
    for locale, status in {"fr": 304, "de": 200, "en": 200}.items():
        again = client.get(PATH, {"locale": locale}, headers={"if-none-match": response["ETag"]})
        assert again.status_code == status


def test_configured_fallbacks(client, spanish, settings):
    settings.LOCALE_FALLBACKS = {"gl": "es", "en": "es"}
    assert client.get(PATH, {"locale": "gl-ES"}).json()["locale"] == "es"
    assert client.get(PATH, {"locale": "en"}).json()["locale"] == "en"


def test_a_page_that_has_not_been_translated_yet(client, cast, page, publication):
    assert client.get(PATH, {"locale": "es"}).json()["fallback_from"] == "es"
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    assert client.get(PATH, {"locale": "es"}).json()["id"] == str(spanish.uuid)


def test_a_translation_that_begins_soon_bounds_the_one_that_stands_in(client, cast, page):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    make_row(sign_page(spanish, cast), live_from=ahead(seconds=90))
    publish_page(page, cast, now=timezone.now())
    response = client.get(PATH, {"locale": "es"})
    assert response.json()["locale"] == "en"
    assert 60 <= kept_at_most(response) <= 90
    assert "es" not in response["Content-Language"]


def test_gone_in_one_language_and_live_in_one_that_stands_in(client, cast, page, spanish):
    withdraw(page=spanish, by=cast.publisher, reason="Old.", now=NOW)
    document = client.get(PATH, {"locale": "es"}).json()
    assert (document["id"], document["fallback_from"]) == (str(page.uuid), "es")
    # Its own slug names the topic no longer but in the past.
    response = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"})
    assert (response.status_code, response["Location"]) == (
        308,
        "https://api.example.org/api/v1/symptoms/shame/?locale=es",
    )


def test_gone_in_every_language_that_may_stand_in(client, cast, page, spanish):
    withdraw(page=spanish, by=cast.publisher, reason="Old.", notice="Spanish.", now=NOW)
    withdraw(page=page, by=cast.publisher, reason="Old.", notice="English.", now=NOW)
    for locale, notice in {"es": "Spanish.", "es-MX": "Spanish.", "en": "English."}.items():
        response = client.get(PATH, {"locale": locale})
        assert (response.status_code, response.json()["ending"]["notice"]) == (410, notice)


def test_gone_where_nothing_stands_in(client, cast, page, spanish):
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert client.get(PATH).status_code == 410
    assert client.get(PATH, {"locale": "fr"}).status_code == 410
    assert client.get("/api/v1/symptoms/verguenza/", {"locale": "es-MX"}).status_code == 200


def test_the_redirect_keeps_what_was_asked_for(client, cast, page, spanish):
    withdraw(page=spanish, by=cast.publisher, reason="Old.", now=NOW)
    response = client.get(
        "/api/v1/symptoms/verguenza/", {"fields": "title,review.status", "locale": "es-mx"}
    )
    assert response["Location"] == (
        "https://api.example.org/api/v1/symptoms/shame/?locale=es-mx&fields=title%2Creview.status"
    ) or response["Location"] == (
        "https://api.example.org/api/v1/symptoms/shame/?fields=title%2Creview.status&locale=es-mx"
    )
