"""Addresses where no page is: not yet, no longer, or under another slug."""

from datetime import timedelta

import pytest

from delivery.models import Publication
from delivery.publishing import publish_presentation, withdraw
from review.records import instant
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page, submit_page
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.openapi import PROBLEM
from tests.delivery.problems import problem
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"

DAY = timedelta(days=1)


def test_not_found(client, db):
    response = client.get(PATH)
    assert response.status_code == 404
    assert response["Content-Type"] == PROBLEM
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json() == problem(
        response,
        title="Not Found",
        status=404,
        code="not_found",
        detail="There is nothing at this address.",
        available_locales=[],
    )


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "scheduled", "cancelled"])
def test_what_was_never_public_is_not_there(client, cast, page, state):
    if state == "submitted":
        submit_page(page, by=cast.editor)
    if state in ("signed", "scheduled", "cancelled"):
        sign_off = sign_page(page, cast)
    if state == "scheduled":
        make_row(sign_off, live_from=ahead(hours=1))
    if state == "cancelled":
        make_row(sign_off, live_from=NOW, cancelled_at=NOW)
    response = client.get(PATH)
    assert (response.status_code, response.json()["available_locales"]) == (404, [])


def test_gone(client, cast, page, publication):
    withdraw(
        page=page,
        by=cast.publisher,
        reason="The dose was wrong by a factor of ten.",
        notice="We are revising this page.",
        now=NOW + DAY,
    )
    response = client.get(PATH)
    assert response.status_code == 410
    assert response["Content-Type"] == PROBLEM
    assert response["Cache-Control"] == "no-store"
    assert response.json() == problem(
        response,
        title="Gone",
        status=410,
        code="gone",
        detail="This page was taken out of the public.",
        ending={
            "kind": "withdrawn",
            "notice": "We are revising this page.",
            "ended_at": instant(NOW + DAY),
            "successor": None,
        },
    )
    assert b"dose" not in response.content


def test_gone_in_one_language_only(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    publish_page(spanish, cast)
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + DAY)
    assert client.get(PATH).status_code == 410
    assert client.get(PATH, {"locale": "es"}).status_code == 200


def test_an_old_slug(client, cast, page, publication):
    for slug in ("shame-and-guilt", "all-of-shame"):
        edit_page(page, by=cast.editor, slug=slug)
        page.refresh_from_db()
        publish_presentation(
            page=page, by=cast.publisher, lock_version=page.lock_version, now=NOW + DAY
        )
    for slug in ("shame", "shame-and-guilt"):
        response = client.get(f"/api/v1/symptoms/{slug}/")
        assert response.status_code == 308
        assert response["Location"] == "https://api.example.org/api/v1/symptoms/all-of-shame/"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert kept_at_most(response) == 1020
        assert response.content == b""
        assert response["Surrogate-Key"] == f"topic-{page.topic.uuid}"
    assert client.get("/api/v1/symptoms/all-of-shame/").status_code == 200


def test_for_how_long_an_old_slug_is_kept(client, cast, page, publication):
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast)
    Publication.objects.filter(slug="shame-and-guilt").update(live_until=ahead(seconds=90))
    response = client.get(PATH)
    assert response.status_code == 308
    assert 60 <= kept_at_most(response) <= 90


def test_an_old_slug_in_another_language(client, cast):
    page = make_page(by=cast.editor, locale="es", slug="verguenza")
    publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="la-verguenza")
    publish_page(page, cast)
    response = client.get("/api/v1/symptoms/verguenza/", {"locale": "es"})
    assert response["Location"] == (
        "https://api.example.org/api/v1/symptoms/la-verguenza/?locale=es"
    )
    response = client.get("/api/v1/symptoms/verguenza/")
    assert (response.status_code, response.json()["available_locales"]) == (404, ["es"])


def test_a_slug_that_came_back(client, cast, page, publication):
    for slug in ("shame-and-guilt", "shame"):
        edit_page(page, by=cast.editor, slug=slug)
        publish_page(page, cast)
    assert client.get(PATH).status_code == 200
    response = client.get("/api/v1/symptoms/shame-and-guilt/")
    assert response["Location"] == "https://api.example.org/api/v1/symptoms/shame/"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/symptoms/shame/sections/",
        "/api/v1/symptoms/shame/../shame/",
        "/api/v1/symptoms/shame%00/",
        "/api/v1/symptoms/%ff/",
        "/api/v1/symptoms/verg%C3%BCenza/",
        "/api/v1/symptoms/shame.json/",
        "/api/v1/symptoms//",
        "/api/v1/symptoms/" + "a" * 10_000 + "/",
    ],
)
def test_addresses_beside_the_routes(client, publication, path):
    response = client.get(path)
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_an_address_without_its_last_slash(client, publication):
    response = client.get(PATH.rstrip("/"), {"locale": "en"})
    assert (response.status_code, response["Location"]) == (301, f"{PATH}?locale=en")
