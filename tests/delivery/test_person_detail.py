"""A person by themselves: there exactly while they wrote or signed a live page."""

from datetime import date

import pytest

from articles.models import Person
from delivery.publishing import withdraw
from review.records import instant
from tests.builders import NOW, make_page, make_person, publish_page
from tests.delivery.anew import make_all_anew


@pytest.fixture
def writer(cast):
    return make_person(slug="wren-writer", name="Wren Writer", profession="writer", degrees=[])


@pytest.fixture
def page(cast, writer):
    page = make_page(by=cast.editor, title="Shame", slug="shame", byline=[writer])
    return publish_page(page, cast).page


PATH = "/api/v1/people/wren-writer/"


def test_an_author(client, page, writer):
    response = client.get(PATH)
    assert response.json() == {
        "id": str(writer.uuid),
        "slug": "wren-writer",
        "printed_name": "Wren Writer",
        "profession": "writer",
        "degrees": [],
        "orcid": None,
        "roles": ["author"],
        "biography": None,
        "languages": [],
        "board_certifications": [],
        "licensed_in": [],
        "interests": None,
        "api_url": "https://api.example.org/api/v1/people/wren-writer/",
        "author_pages_url": "https://api.example.org/api/v1/pages/?author=wren-writer",
        "reviewer_pages_url": None,
    }
    assert response["Surrogate-Key"] == f"person-{writer.uuid}"
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_reviewer(client, cast, page):
    document = client.get(f"/api/v1/people/{cast.reviewer.person.slug}/").json()
    assert (document["roles"], document["licensed_in"]) == (["reviewer"], ["FL"])


def test_what_is_said_today(client, page, writer):
    etag = client.get(PATH)["ETag"]
    Person.objects.filter(pk=writer.pk).update(
        interests="None.", interests_declared_on=date(2026, 1, 2)
    )
    make_all_anew(now=NOW)
    response = client.get(PATH, headers={"if-none-match": etag})
    assert response.json()["interests"] == {"statement": "None.", "declared_on": "2026-01-02"}


def test_they_go_with_the_last_page(client, cast, page):
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW.replace(day=3))
    assert client.get(PATH).status_code == 404
    assert client.get(PATH, {"as_of": instant(NOW.replace(day=2))}).status_code == 200
    assert client.get(PATH, {"as_of": instant(NOW.replace(year=2020))}).status_code == 404


def test_who_wrote_nothing_public(client, cast, writer):
    make_page(by=cast.editor, byline=[writer])
    for slug in ("wren-writer", cast.reviewer.person.slug, "nobody"):
        assert client.get(f"/api/v1/people/{slug}/").status_code == 404


@pytest.mark.parametrize("query", ["locale=en", "as_of=2999-01-01T00:00:00Z", "fields=cited_by"])
def test_parameters_that_are_refused(client, page, query):
    assert client.get(f"{PATH}?{query}").status_code == 400
