"""What every list can be asked besides its filters: less, other forms, a number, another instant."""

import re
from datetime import timedelta

import orjson
import pytest

from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.signoff import revoke
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.lists import follow, ids, slices, slugs
from tests.delivery.rows import make_many

PATH = "/api/v1/symptoms/"
DAY = timedelta(days=1)
LISTS = ["conditions", "symptoms", "articles", "pages", "associations", "sections", "references"]


def as_of(instant):
    return {"as_of": instant.isoformat().replace("+00:00", "Z")}


class TestFields:
    def test_of_cards(self, client, library):
        whole = client.get(PATH, {"ordering": "title"}).json()
        asked = {"fields": "title,review.status,tags.name", "ordering": "title"}
        assert client.get(PATH, asked).json() == {
            "results": [
                {
                    "title": card["title"],
                    "tags": [{"name": tag["name"]} for tag in card["tags"]],
                    "review": {"status": card["review"]["status"]},
                }
                for card in whole["results"]
            ],
            "next": None,
            "previous": None,
        }

    @pytest.mark.parametrize("name", LISTS)
    def test_of_every_list(self, client, library, name):
        results = client.get(f"/api/v1/{name}/", {"fields": "id"}).json()["results"]
        assert results
        assert all(list(result) == ["id"] for result in results)

    def test_of_sections(self, client, library):
        asked = {"fields": "heading,signed.fingerprint,page.title,body.html"}
        for result in client.get("/api/v1/sections/", asked).json()["results"]:
            assert set(result) == {"heading", "signed", "page", "body"}
            assert [list(result[name]) for name in ("signed", "page", "body")] == [
                ["fingerprint"],
                ["title"],
                ["html"],
            ]

    def test_they_are_kept_from_slice_to_slice(self, client, many):
        first = client.get(PATH, {"fields": "slug", "limit": 2})
        second = follow(client, first.json()["next"])
        assert [list(card) for card in second.json()["results"]] == [["slug"], ["slug"]]
        # They do not make another list.
        cursor = first.json()["next"].rpartition("cursor=")[2]
        assert slugs(client.get(PATH, {"cursor": cursor, "limit": 2})) == slugs(second)

    @pytest.mark.parametrize(
        ("path", "fields", "detail"),
        [
            (PATH, "titel", "there is no field 'titel'; did you mean title"),
            (PATH, "results.title", "there is no field 'results.title'; the fields here are id,"),
            (
                "/api/v1/sections/",
                "page.titel",
                "there is no field 'page.titel'; did you mean page.t",
            ),
            (
                "/api/v1/people/",
                "printed_nam",
                "there is no field 'printed_nam'; did you mean print",
            ),
        ],
    )
    def test_unknown_ones(self, client, db, path, fields, detail):
        response = client.get(path, {"fields": fields})
        assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")
        assert response.json()["detail"].startswith(f"fields: {detail}")
        assert response.json()["errors"][0]["pointer"] == "/query/fields"


class TestRich:
    def test_of_sections(self, client, library):
        whole = client.get("/api/v1/sections/").json()["results"]
        plain = client.get("/api/v1/sections/", {"rich": "text"}).json()["results"]
        assert [set(result["body"]) for result in plain] == [{"text"}] * len(whole)
        for one, other in zip(plain, whole, strict=True):
            assert {**one, "body": 0, "treatment": 0, "notice": 0, "notices": 0} == {
                **other,
                "body": 0,
                "treatment": 0,
                "notice": 0,
                "notices": 0,
            }
        assert any("What it is" in result["heading"] for result in plain if result["heading"])

    def test_the_usual_forms_are_the_usual_bytes(self, client, library):
        usual = client.get("/api/v1/sections/").content
        assert client.get("/api/v1/sections/", {"rich": "blocks,html"}).content == usual

    def test_with_fields(self, client, library):
        asked = {"rich": "markdown,html", "fields": "explanation.markdown,notice.text"}
        for result in client.get("/api/v1/associations/", asked).json()["results"]:
            assert list(result["explanation"]) == ["markdown"]
            assert list(result["notice"]["text"]) == ["html", "markdown"]


class TestCount:
    def test_only_when_it_is_asked_for(self, client, many):
        assert "count" not in client.get(PATH).json()
        assert client.get(PATH, {"count": "exact", "limit": 1}).json()["count"] == 45
        assert client.get(PATH, {"count": "exact", "tag": "none"}).json()["count"] == 0

    @pytest.mark.parametrize("name", [*LISTS, "people"])
    def test_of_every_list(self, client, library, name):
        document = client.get(f"/api/v1/{name}/", {"count": "exact", "limit": 100}).json()
        assert document["count"] == len(document["results"]) > 0

    def test_it_is_the_same_on_every_slice(self, client, many):
        start = f"https://api.example.org{PATH}?count=exact&limit=20"
        assert [part.json()["count"] for part in slices(client, start, "next")] == [45] * 3


class TestLinks:
    def test_they_say_what_the_body_says(self, client, many):
        for response in slices(client, f"https://api.example.org{PATH}?limit=20", "next"):
            document = response.json()
            links = dict(re.findall(r'<([^>]*)>; rel="(\w+)"', response.get("Link", "")))
            assert {relation: address for address, relation in links.items()} == {
                relation: document[name]
                for name, relation in {"next": "next", "previous": "prev"}.items()
                if document[name]
            }

    def test_a_list_of_one_slice_has_none(self, client, library):
        assert "Link" not in client.get(PATH)


class TestAsOf:
    def test_what_was_live_then(self, client, cast):
        page = make_page(by=cast.editor, slug="shame", title="Old words")
        publish_page(page, cast, now=NOW)
        edit_page(page, by=cast.editor, title="New words", slug="shame-2")
        publish_page(page, cast, now=NOW + 2 * DAY)
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + 4 * DAY)
        assert slugs(client.get(PATH)) == []
        shown = {
            days: [
                (card["slug"], card["title"])
                for card in client.get(PATH, as_of(NOW + days * DAY)).json()["results"]
            ]
            for days in (-1, 1, 3, 5)
        }
        assert shown == {
            -1: [],
            1: [("shame", "Old words")],
            3: [("shame-2", "New words")],
            5: [],
        }
        for path in ("sections", "pages", "people"):
            then = client.get(f"/api/v1/{path}/", as_of(NOW + DAY)).json()["results"]
            assert len(then) == 1
            assert client.get(f"/api/v1/{path}/").json()["results"] == []

    def test_what_was_taken_back_was_never_there(self, client, cast, page):
        row = publish_page(page, cast)
        assert slugs(client.get(PATH, as_of(NOW + DAY))) == ["shame"]
        revoke(sign_off=row.sign_off, by=cast.reviewer, reason="Wrong.", now=NOW + 2 * DAY)
        assert slugs(client.get(PATH, as_of(NOW + DAY))) == []

    def test_slices_stay_at_that_instant(self, client, cast, many):
        first = client.get(PATH, {"limit": 20, **as_of(NOW + DAY)})
        Publication.objects.update(live_until=NOW + 2 * DAY)
        rest = list(slices(client, first.json()["next"], "next"))
        seen = ids(first) + [page for part in rest for page in ids(part)]
        assert seen == [row.page.uuid for row in many]
        assert slugs(client.get(PATH)) == []

    def test_what_the_parts_say_is_as_of_then(self, client, cast):
        page = make_page(by=cast.editor, slug="shame", title="Old words")
        publish_page(page, cast, now=NOW)
        publish(
            revision=sign_page(edit_page(page, by=cast.editor, title="New"), cast).revision,
            by=cast.publisher,
            now=NOW + 2 * DAY,
        )
        (then,) = client.get("/api/v1/sections/", as_of(NOW + DAY)).json()["results"]
        (now,) = client.get("/api/v1/sections/").json()["results"]
        assert (then["page"]["title"], now["page"]["title"]) == ("Old words", "New")

    def test_the_future(self, client, db):
        response = client.get(PATH, {"as_of": "2126-11-01T12:00:00Z"})
        assert response.status_code == 400
        assert response.json()["detail"] == "as_of: give an instant that has passed."


def test_the_bytes_are_those_that_are_stored(client, cast):
    make_many(2, cast)
    page = publish_page(make_page(by=cast.editor, title="A"), cast)
    shown = client.get(PATH, {"ordering": "title", "limit": 1}).content
    stored = bytes(Publication.objects.get(pk=page.pk).card)
    assert shown.startswith(b'{"results":[' + stored + b'],"next":')
    assert orjson.loads(shown)["previous"] is None
