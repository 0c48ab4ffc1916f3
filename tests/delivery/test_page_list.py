from datetime import timedelta
from hashlib import sha256

import pytest

from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.records import instant
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page, submit_page
from tests.delivery.anew import finish
from tests.delivery.clock import ago, ahead, kept_at_most
from tests.delivery.lists import slugs
from tests.delivery.rows import make_many, make_row

PATH = "/api/v1/symptoms/"
DAY = timedelta(days=1)


def test_it_works(client, cast, page):
    sign_off = sign_page(page, cast, now=ago(hours=2))
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=ago(hours=1))
    begun = instant(publication.live_from)
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.json() == {
        "results": [
            {
                "id": str(page.uuid),
                "topic": str(page.topic.uuid),
                "kind": "symptom",
                "locale": "en",
                "slug": "shame",
                "path": "/symptoms/shame/",
                "web_url": "https://www.example.org/symptoms/shame/",
                "api_url": "https://api.example.org/api/v1/symptoms/shame/",
                "title": "Shame",
                "summary": "What shame is.",
                "alternate_names": [],
                "image": None,
                "tags": [],
                "article_type": None,
                "review": {
                    "status": "current",
                    "last_reviewed": instant(sign_off.signed_at),
                    "review_due": instant(sign_off.review_due),
                },
                "first_published_at": begun,
                "published_at": begun,
                "updated_at": begun,
            }
        ],
        "next": None,
        "previous": None,
    }
    assert response["ETag"] == f'"{sha256(response.content).hexdigest()}"'
    assert response["Vary"] == "Accept"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert kept_at_most(response) == 1020


def test_nothing_is_public(client, db):
    assert client.get(PATH).json() == {"results": [], "next": None, "previous": None}


def test_only_what_is_live_of_this_kind_and_language(client, cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Unsigned", summary="Unsigned.")
    make_page(by=cast.editor)
    submit_page(make_page(by=cast.editor), by=cast.editor)
    sign_page(make_page(by=cast.editor), cast)
    withdrawn = make_page(by=cast.editor)
    publish_page(withdrawn, cast)
    withdraw(page=withdrawn, by=cast.publisher, reason="Old.", now=NOW)
    make_row(sign_page(make_page(by=cast.editor), cast), live_from=ahead(hours=1))
    make_row(sign_page(make_page(by=cast.editor), cast), live_from=NOW, live_until=ago(hours=1))
    make_row(sign_page(make_page(by=cast.editor), cast), live_from=NOW, cancelled_at=NOW)
    publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    publish_page(make_page(by=cast.editor, locale="es", slug="verguenza"), cast)
    assert [(c["slug"], c["title"]) for c in client.get(PATH).json()["results"]] == [
        ("shame", "Shame")
    ]
    assert slugs(client.get("/api/v1/conditions/")) == ["ptsd"]
    assert slugs(client.get(PATH, {"locale": "es"})) == ["verguenza"]
    assert slugs(client.get("/api/v1/conditions/", {"locale": "es"})) == []


def test_the_newest_first(client, cast):
    for slug, days in {"first": 1, "third": 3, "second": 2}.items():
        page = make_page(by=cast.editor, slug=slug)
        make_row(sign_page(page, cast), live_from=NOW + days * DAY)
    assert slugs(client.get(PATH)) == ["third", "second", "first"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods(client, db, method):
    response = getattr(client, method)(PATH)
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_not_acceptable(client, db):
    response = client.get(PATH, headers={"accept": "image/png"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_head_and_options(client, many):
    got, head, options = client.get(PATH), client.head(PATH), client.options(PATH)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert (options.status_code, options["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.options(f"{PATH}?anything=goes").status_code == 204


def test_not_modified(client, cast, many):
    etag = client.get(PATH)["ETag"]
    response = client.get(PATH, headers={"if-none-match": f"W/{etag}"})
    assert (response.status_code, response.content) == (304, b"")
    make_many(1, cast, at=NOW + DAY)
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200


class TestCaching:
    def test_a_page_that_ends_soon(self, client, cast, page):
        publish_page(page, cast)
        Publication.objects.update(live_until=ahead(seconds=90))
        finish()
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_a_page_that_comes_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90
        for elsewhere in ({"locale": "es"}, {}):
            path = PATH if elsewhere else "/api/v1/conditions/"
            assert kept_at_most(client.get(path, elsewhere)) == 1020

    def test_a_review_that_is_due_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=NOW, review_due=ahead(days=30, seconds=90))
        finish()
        response = client.get(PATH)
        assert response.json()["results"][0]["review"]["status"] == "current"
        assert 60 <= kept_at_most(response) <= 90

    def test_a_page_behind_the_last_card_that_ends_soon(self, client, many):
        for row in many[20:]:
            Publication.objects.filter(pk=row.pk).update(live_until=ahead(seconds=90))
        finish()
        response = client.get(PATH, {"limit": 20})
        assert response.json()["next"] is not None
        assert 60 <= kept_at_most(response) <= 90
