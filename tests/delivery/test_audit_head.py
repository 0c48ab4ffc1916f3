"""Where the audit chain ends: it works, then every refusal."""

import json

import pytest

from review.models import AuditEntry
from review.models.audit import GENESIS_HASH
from review.records import instant
from tests.builders import NOW, publish_page
from tests.delivery.proving import published_keys, said_by

PATH = "/api/v1/audit/head/"


def test_it_works(client, publication):
    entry = AuditEntry.objects.latest("number")
    answer = client.get(PATH).json()
    assert answer["proof"] == {
        "number": entry.number,
        "hash": entry.hash,
        "at": instant(entry.at),
    }
    assert said_by(answer["jws"], published_keys(client)) == answer["proof"]


def test_before_the_first_entry(client, db):
    answer = client.get(PATH).json()
    assert answer["proof"] == {"number": 0, "hash": GENESIS_HASH, "at": None}
    assert said_by(answer["jws"], published_keys(client)) == answer["proof"]


def test_every_move_gives_another(client, cast, page):
    before = client.get(PATH)
    publish_page(page, cast, now=NOW)
    after = client.get(PATH)
    assert before.json()["proof"]["number"] + 3 == after.json()["proof"]["number"]
    assert before["ETag"] != after["ETag"]


def test_nobody_keeps_it_for_more_than_a_minute(client, publication, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(PATH)
    assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=60,")
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("query", ["number=1", "as_of=2026-11-01", "format=json"])
def test_it_has_no_parameters(client, db, query):
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")


def test_what_is_refused(client, db):
    assert client.post(PATH).json()["code"] == "method_not_allowed"
    assert client.options(PATH).status_code == 204
    refused = client.get(PATH, headers={"accept": "image/png"})
    assert json.loads(refused.content)["code"] == "not_acceptable"
    assert client.get("/api/v1/audit/").status_code == 404
