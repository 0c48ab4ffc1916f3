"""The whole page, by the id of the page."""

from uuid import uuid4

import pytest

from delivery.publishing import withdraw
from review.records import instant
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.clock import ahead
from tests.delivery.problems import problem
from tests.delivery.rows import make_row


def path_of(page):
    return f"/api/v1/pages/{page.uuid}/"


def test_it_works(client, page, publication):
    by_id, by_slug = client.get(path_of(page)), client.get("/api/v1/symptoms/shame/")
    assert (by_id.status_code, by_id.content) == (200, by_slug.content)
    for name in ("ETag", "Content-Language", "Last-Modified", "Link", "Surrogate-Key"):
        assert by_id[name] == by_slug[name]
    assert client.get(path_of(page), headers={"if-none-match": by_id["ETag"]}).status_code == 304
    assert client.head(path_of(page)).status_code == 200


def test_it_stays_when_the_slug_goes(client, cast, page, publication):
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast)
    assert client.get(path_of(page)).json()["slug"] == "shame-and-guilt"


def test_it_is_in_one_language(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(spanish, cast)
    assert client.get(path_of(spanish)).json()["locale"] == "es"
    response = client.get(path_of(page), {"locale": "es"})
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")


def test_as_of(client, cast, page, publication):
    edit_page(page, by=cast.editor, summary="What shame does.")
    publish_page(page, cast, now=NOW.replace(day=3))
    response = client.get(path_of(page), {"as_of": instant(NOW.replace(day=2))})
    assert response.json()["summary"] == "What shame is."
    response = client.get(path_of(page), {"as_of": instant(NOW.replace(year=2020))})
    assert response.status_code == 404


def test_gone(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(spanish, cast)
    other = publish_page(make_page(by=cast.editor, title="Guilt", slug="guilt"), cast)
    withdraw(
        page=page,
        by=cast.publisher,
        reason="Secret.",
        notice="See guilt.",
        successor=other.topic,
        now=NOW,
    )
    response = client.get(path_of(page))
    publication.refresh_from_db()
    assert (response.status_code, response.json()["ending"]) == (
        410,
        {
            "kind": "withdrawn",
            "notice": "See guilt.",
            "ended_at": instant(publication.live_until),
            "successor": {
                "topic": str(other.topic.uuid),
                "kind": "symptom",
                "locale": "en",
                "slug": "guilt",
                "path": "/symptoms/guilt/",
                "web_url": "https://www.example.org/symptoms/guilt/",
                "api_url": "https://api.example.org/api/v1/symptoms/guilt/",
                "title": "Guilt",
            },
        },
    )
    assert client.get(path_of(spanish)).status_code == 200


@pytest.mark.parametrize("state", ["unknown", "draft", "scheduled", "translated"])
def test_what_was_never_public_is_not_there(client, cast, page, state):
    if state == "scheduled":
        make_row(sign_page(page, cast), live_from=ahead(days=1))
    if state == "translated":
        spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
        publish_page(spanish, cast)
    path = f"/api/v1/pages/{uuid4()}/" if state == "unknown" else path_of(page)
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == problem(
        response,
        title="Not Found",
        status=404,
        code="not_found",
        detail="There is nothing at this address.",
        available_locales=[],
    )


@pytest.mark.parametrize("name", ["topic", "uuid", "revision"])
def test_other_ids_are_none(client, page, publication, name):
    uuid = getattr(publication, name)
    path = f"/api/v1/pages/{getattr(uuid, 'uuid', uuid)}/"
    assert client.get(path).status_code == 404
