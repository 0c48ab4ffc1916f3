"""Sections as modules: with what must not be missing where they stand without their page."""

import pytest

from articles.drafts import SectionDraft
from delivery.presenting import present
from tests.builders import make_page, publish_page, text
from tests.delivery.anew import finish
from tests.delivery.documents import AT, PROVENANCE_KEYS, SECTION_ITEM_KEYS
from tests.delivery.lists import slices

PATH = "/api/v1/sections/"


def found(client, **query):
    results = client.get(PATH, query).json()["results"]
    return [(item["page"]["slug"], item["heading"]) for item in results]


def test_it_works(client, library):
    finish()
    results = client.get(PATH).json()["results"]
    made = {}
    for row in library.publications:
        made |= present(row.revision.snapshot, publication=row, at=AT).parts
    assert {item["id"] for item in results} <= set(made)
    for item in results:
        assert item == made[item["id"]]
        assert sorted(item) == sorted(SECTION_ITEM_KEYS)
        assert list(item["signed"]) == PROVENANCE_KEYS
    shame = [item for item in results if item["page"]["slug"] == "shame"]
    assert [item["heading"] for item in shame] == ["What it is", "What it is", None, "Pictures"]
    assert all(item["content_flags"] == ["abuse", "suicide"] for item in shame)
    assert all(item["crisis_resources"] and item["notices"] for item in shame)


def test_by_the_titles_of_pages_and_in_reading_order(client, cast, library):
    publish_page(make_page(by=cast.editor, title="shame", slug="same-title"), cast)
    publish_page(make_page(by=cast.editor, title="Shame & a", slug="later"), cast)
    pages = [slug for slug, _ in found(client)]
    assert pages.index("same-title") < pages.index("later") < pages.index("shame")
    assert pages[0] == "living-with-shame"
    start = f"https://api.example.org{PATH}?limit=1"
    parts = [part.json()["results"][0]["id"] for part in slices(client, start, "next")]
    assert parts == [item["id"] for item in client.get(PATH).json()["results"]]


def test_pages_of_one_title_stay_apart(client, cast):
    for slug in ("one", "two"):
        sections = [SectionDraft(heading=str(number), body=text("Words.")) for number in range(3)]
        page = make_page(by=cast.editor, title="Shame", slug=slug, sections=sections)
        publish_page(page, cast)
    first, *_, last = (slug for slug, _ in found(client))
    assert found(client) == [(slug, str(n)) for slug in (first, last) for n in range(3)]
    assert {first, last} == {"one", "two"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"aspect": "SeeDoctor"}, [("shame", "What it is")]),
        ({"aspect": "SeeDoctor", "kind": "condition"}, []),
        ({"kind": "article"}, [("living-with-shame", None)]),
        ({"kind": "article,condition"}, [("living-with-shame", None), ("ptsd", "Overview")]),
        ({"aspect": "SeeDoctor,Overview", "kind": "symptom"}, [("shame", "What it is")] * 2),
        ({"locale": "es"}, [("verguenza", "¿Qué es?")]),
        ({"locale": "es", "aspect": "SeeDoctor"}, []),
    ],
)
def test_filters(client, library, query, expected):
    assert found(client, **query) == expected


@pytest.mark.parametrize("query", ["aspect=", "aspect=Overwiev", "kind=poem", "kind=symptom,"])
def test_values_that_are_refused(client, db, query):
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")


def test_what_is_no_parameter(client, db):
    response = client.get(PATH, {"symptom": "shame"})
    assert response.json()["detail"] == (
        "The parameters here are aspect, kind, locale, limit, cursor, count, "
        "fields, rich, as_of, format."
    )
