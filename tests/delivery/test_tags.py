"""The tags of live pages."""

import pytest

from delivery.publishing import withdraw
from tests.builders import NOW, make_page, make_tag, publish_page, sign_page
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/tags/"


@pytest.fixture
def tagged(cast):
    slugs = {"Zeal": "zeal", "Élan": "elan", "Draft": "draft", "Quiet": "quiet"}
    tags = {name: make_tag(slug=slug, name=name) for name, slug in slugs.items()}
    publish_page(make_page(by=cast.editor, tags=[tags["Zeal"], tags["Élan"]]), cast)
    publish_page(make_page(by=cast.editor, tags=[tags["Zeal"]]), cast)
    publish_page(make_page(by=cast.editor, locale="es", tags=[tags["Quiet"]]), cast)
    make_page(by=cast.editor, tags=[tags["Draft"]])
    return tags


def names(response):
    return [each["name"] for each in response.json()["results"]]


def test_it_works(client, tagged):
    response = client.get(PATH)
    assert response.json() == {
        "results": [
            {
                "slug": "elan",
                "name": "Élan",
                "pages_url": "https://api.example.org/api/v1/pages/?tag=elan",
            },
            {
                "slug": "zeal",
                "name": "Zeal",
                "pages_url": "https://api.example.org/api/v1/pages/?tag=zeal",
            },
        ],
        "next": None,
        "previous": None,
    }
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_another_language(client, tagged):
    (tag,) = client.get(PATH, {"locale": "es"}).json()["results"]
    assert tag == {
        "slug": "quiet",
        "name": "Quiet",
        "pages_url": "https://api.example.org/api/v1/pages/?tag=quiet&locale=es",
    }
    assert names(client.get(PATH, {"locale": "fr"})) == []


def test_it_goes_with_the_last_page(client, cast, tagged):
    row = make_page(by=cast.editor, tags=[tagged["Draft"]])
    page = publish_page(row, cast).page
    assert "Draft" in names(client.get(PATH))
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert "Draft" not in names(client.get(PATH))


def test_for_how_long_it_is_kept(client, cast, tagged):
    assert kept_at_most(client.get(PATH)) == 1020
    coming = make_page(by=cast.editor, tags=[tagged["Draft"]])
    make_row(sign_page(coming, cast), live_from=ahead(seconds=90))
    assert 60 <= kept_at_most(client.get(PATH)) <= 90
    assert "Draft" not in names(client.get(PATH))


def test_queries(client, tagged, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(PATH)


@pytest.mark.parametrize("query", ["locale=en_US", "locale=", "locale=en&locale=es", "limit=1"])
def test_parameters_that_are_refused(client, db, query):
    assert client.get(f"{PATH}?{query}").status_code == 400
