"""The graph: what symptom pages say about conditions, each with who signed it."""

import pytest

from delivery.models import Part, Publication
from delivery.presenting import present
from delivery.publishing import withdraw
from tests.builders import NOW
from tests.delivery.anew import finish
from tests.delivery.documents import ASSOCIATION_ITEM_KEYS, AT, PROVENANCE_KEYS

PATH = "/api/v1/associations/"


def names(response):
    return [
        (item["page"]["slug"], item["condition"]["name"]) for item in response.json()["results"]
    ]


def test_it_works(client, library):
    finish()
    response = client.get(PATH)
    assert names(response) == [
        ("shame", "PTSD and complex PTSD"),
        ("shame", "Prolonged grief"),
    ]
    row = Publication.objects.get(pk=library.shame.pk)
    made = present(row.revision.snapshot, publication=row, at=AT)
    for item in response.json()["results"]:
        assert item == made.parts[item["id"]]
        assert sorted(item) == sorted(ASSOCIATION_ITEM_KEYS)
        assert list(item["signed"]) == PROVENANCE_KEYS
        assert item["signed"]["fingerprint"] == row.fingerprint
        assert item["page"] == made.card
    live, named = response.json()["results"]
    assert (live["condition"]["card"]["slug"], named["condition"]["card"]) == ("ptsd", None)
    assert live["explanation_on_condition"]["html"] != live["explanation"]["html"]
    assert named["explanation_on_condition"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"symptom": "shame"}, ["core", "possible"]),
        ({"symptom": "plain"}, []),
        ({"symptom": "plain,shame"}, ["core", "possible"]),
        ({"condition": "ptsd"}, ["core"]),
        ({"condition": "shame"}, []),
        ({"condition": "ptsd", "symptom": "shame"}, ["core"]),
        ({"condition": "ptsd", "symptom": "plain"}, []),
        ({"min_strength": "core"}, ["core"]),
        ({"min_strength": "common"}, ["core"]),
        ({"min_strength": "possible"}, ["core", "possible"]),
        ({"locale": "es"}, []),
        # The slug of the translation names the same topic.
        ({"symptom": "verguenza"}, ["core", "possible"]),
    ],
)
def test_filters(client, library, query, found):
    results = client.get(PATH, query).json()["results"]
    assert [item["strength"] for item in results] == found


@pytest.mark.parametrize("value", ["", "strong", "core,common", "CORE"])
def test_strengths_that_are_refused(client, db, value):
    response = client.get(PATH, {"min_strength": value})
    assert response.status_code == 400
    assert response.json()["detail"] == "min_strength: give core or common or possible."


def test_what_is_no_parameter(client, db):
    response = client.get(PATH, {"ordering": "title"})
    assert response.json()["detail"] == (
        "The parameters here are condition, symptom, min_strength, locale, limit, cursor, count, "
        "fields, rich, as_of, format."
    )


def test_a_page_that_goes_takes_them_along(client, library, cast):
    withdraw(page=library.shame.page, by=cast.publisher, reason="Old.", now=NOW)
    assert Part.objects.filter(publication=library.shame).exists()
    assert client.get(PATH).json()["results"] == []


def test_slices(client, library):
    first = client.get(PATH, {"limit": 1}).json()
    second = client.get(first["next"].removeprefix("https://api.example.org"))
    assert names(second) == [("shame", "Prolonged grief")]
    assert second.json()["next"] is None
    back = client.get(second.json()["previous"].removeprefix("https://api.example.org"))
    assert back.json()["results"] == first["results"]
