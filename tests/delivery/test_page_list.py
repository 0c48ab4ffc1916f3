import base64
import json
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.records import instant
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page, submit_page
from tests.delivery.clock import ago, ahead, kept_at_most
from tests.delivery.rows import make_many, make_row

PATH = "/api/v1/symptoms/"
DAY = timedelta(days=1)


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame", summary="What shame is.")


@pytest.fixture
def many(cast):
    """Forty-five pages that became public at the same instant, in the order of the list."""
    return sorted(make_many(45, cast), key=lambda row: row.page.uuid)


def ids(response):
    return [UUID(card["id"]) for card in response.json()["results"]]


def slugs(response):
    return [card["slug"] for card in response.json()["results"]]


def follow(client, address):
    """GET an address that a list gave."""
    assert address.startswith("https://api.example.org/")
    return client.get(address.removeprefix("https://api.example.org"))


def slices(client, address, towards):
    """Every slice from an address on."""
    response = follow(client, address)
    yield response
    while address := response.json()[towards]:
        response = follow(client, address)
        yield response


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


def test_the_usual_length(client, many):
    response = client.get(PATH)
    assert ids(response) == [row.page.uuid for row in many[:20]]
    assert response.json()["previous"] is None


@pytest.mark.parametrize("limit", [1, 44, 45, 46, 100])
def test_another_length(client, many, limit):
    response = client.get(PATH, {"limit": limit})
    assert ids(response) == [row.page.uuid for row in many[:limit]]
    assert (response.json()["next"] is None) == (limit >= 45)


def test_the_parameters_are_kept(client, cast):
    make_many(3, cast, locale="es")
    response = client.get(PATH, {"limit": "2", "locale": "es"})
    address = urlsplit(response.json()["next"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"https://api.example.org{PATH}"
    query = parse_qs(address.query)
    assert (query.pop("limit"), query.pop("locale"), list(query)) == (["2"], ["es"], ["cursor"])
    assert len(ids(follow(client, response.json()["next"]))) == 1


@pytest.mark.parametrize("limit", [1, 7, 9, 10, 45])
def test_there_and_back_again(client, many, limit):
    everything = [row.page.uuid for row in many]
    start = f"https://api.example.org{PATH}?limit={limit}"
    there = list(slices(client, start, "next"))
    assert [page for part in there for page in ids(part)] == everything
    assert there[0].json()["previous"] is None
    if len(there) == 1:
        return
    back = list(slices(client, there[-1].json()["previous"], "previous"))
    before_the_last = everything[: -len(ids(there[-1]))]
    assert [page for part in reversed(back) for page in ids(part)] == before_the_last
    assert ids(follow(client, back[0].json()["next"])) == ids(there[-1])


def test_different_instants(client, cast):
    rows = [row for days in (1, 2, 3) for row in make_many(3, cast, at=NOW + days * DAY)]
    rows.sort(key=lambda row: (-row.published_at.timestamp(), row.page.uuid))
    start = f"https://api.example.org{PATH}?limit=2"
    there = list(slices(client, start, "next"))
    assert [page for part in there for page in ids(part)] == [row.page.uuid for row in rows]
    back = list(slices(client, there[-1].json()["previous"], "previous"))
    assert [page for part in reversed(back) for page in ids(part)] == [
        row.page.uuid for row in rows[:8]
    ]


@pytest.mark.parametrize("at", [NOW - DAY, NOW, NOW + DAY])
def test_pages_that_come_meanwhile_move_nothing(client, cast, many, at):
    first = client.get(PATH, {"limit": 20})
    new = {row.page.uuid for row in make_many(10, cast, at=at)}
    rest = list(slices(client, first.json()["next"], "next"))
    seen = ids(first) + [page for part in rest for page in ids(part)]
    assert len(seen) == len(set(seen))
    assert [page for page in seen if page not in new] == [row.page.uuid for row in many]
    back = [page for page in ids(follow(client, rest[0].json()["previous"])) if page not in new]
    assert back == ids(first)[len(ids(first)) - len(back) :]


def test_a_page_that_goes_meanwhile_moves_nothing(client, many):
    first = client.get(PATH, {"limit": 20})
    gone = many[19]
    Publication.objects.filter(pk=gone.pk).update(live_until=ago(seconds=1))
    assert ids(follow(client, first.json()["next"])) == [row.page.uuid for row in many[20:40]]


def test_a_cursor_at_the_end(client, many):
    response = client.get(PATH, {"limit": 45})
    assert response.json()["next"] is None
    last = client.get(PATH, {"limit": 44})
    Publication.objects.filter(pk=many[44].pk).update(live_until=ago(seconds=1))
    assert follow(client, last.json()["next"]).json() == {
        "results": [],
        "next": None,
        "previous": None,
    }


SOME_PAGE = UUID(int=7)


def forged(published_at="2026-11-01T12:00:00.000000Z", page=SOME_PAGE, backwards=0):
    content = json.dumps([published_at, str(page), backwards], separators=(",", ":"))
    return packed(content)


def packed(content):
    content = content if isinstance(content, bytes) else content.encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def test_a_cursor_is_a_place_and_no_secret(client, many):
    response = client.get(PATH, {"cursor": forged(page=many[9].page.uuid), "limit": 2})
    assert ids(response) == [row.page.uuid for row in many[10:12]]
    response = client.get(PATH, {"cursor": forged(page=many[9].page.uuid, backwards=1)})
    assert ids(response) == [row.page.uuid for row in many[:9]]


CURSORS = [
    "",
    "nonsense",
    "é",
    "\x00",
    "null",
    forged()[:-1],
    forged()[1:],
    forged() + "=",
    forged() + "A",
    forged() + "\n",
    f" {forged()}",
    forged(published_at="2026-11-01T12:00:00.000000+00:00"),
    forged(published_at="2026-11-01T12:00:00Z"),
    forged(published_at="2026-11-01"),
    forged(published_at=7),
    forged(published_at="0001-01-01T00:00:00.000000+23:59"),
    forged(published_at="9999-12-31T23:59:59.999999-23:59"),
    forged(published_at="0001-01-01T00:00:00.000000Z"),
    forged(page="00000000"),
    forged(page="{00000000-0000-0000-0000-000000000007}"),
    forged(backwards=2),
    forged(backwards=True),
    forged(backwards="0"),
    forged(backwards=[]),
    packed("[]"),
    packed("{}"),
    packed('{"a":1,"b":2,"c":3}'),
    packed('"abc"'),
    packed("[1,2,3,4]"),
    packed("[null,null,null]"),
    packed("NaN"),
    packed("[" * 50_000),
    packed("1" * 50_000),
    packed(b"\xff\xfe"),
    packed('["\\ud800","\\ud800",0]'),
    "A" * 60_000,
]


@pytest.mark.parametrize("cursor", CURSORS, ids=range(len(CURSORS)))
def test_cursors_that_are_refused(client, db, cursor):
    response = client.get(PATH, {"cursor": cursor})
    document = response.json()
    detail = "cursor: take it from next or previous of a list."
    assert (response.status_code, document["code"], document["detail"]) == (
        400,
        "bad_parameter",
        detail,
    )
    assert document["errors"] == [
        {"pointer": "/query/cursor", "code": "bad_parameter", "detail": detail}
    ]


@pytest.mark.parametrize("year", [1000, 9999])
def test_cursors_far_away(client, many, year):
    response = client.get(PATH, {"cursor": forged(published_at=f"{year}-01-01T00:00:00.000000Z")})
    assert (response.status_code, len(ids(response))) == (200, 20 if year == 9999 else 0)


LIMITS = [
    "",
    "0",
    "-1",
    "101",
    "1e9",
    "1000000000",
    "1.0",
    "+1",
    " 1",
    "1 ",
    "0x1",
    "ten",
    "²",
    "\u0661",
    "1_0",
    "\x00",
    "1\x00",
    "000000001000",
    "00000000100000000000000000000",
    "9" * 5_000,
    "0" * 5_000,
    "0000000019" + "9" * 5_000,
]


@pytest.mark.parametrize("limit", LIMITS, ids=range(len(LIMITS)))
def test_limits_that_are_refused(client, db, limit):
    response = client.get(PATH, {"limit": limit})
    document = response.json()
    detail = "limit: give a whole number from 1 to 100."
    assert (response.status_code, document["code"], document["detail"]) == (
        400,
        "bad_parameter",
        detail,
    )
    assert document["errors"] == [
        {"pointer": "/query/limit", "code": "bad_parameter", "detail": detail}
    ]


@pytest.mark.parametrize(
    ("query", "code", "name", "detail"),
    [
        (
            "page=2",
            "unknown_parameter",
            "page",
            "The parameters here are locale, limit, cursor.",
        ),
        (
            "limti=2",
            "unknown_parameter",
            "limti",
            "The parameters here are locale, limit, cursor. Did you mean limit?",
        ),
        ("limit=2&limit=2", "repeated_parameter", "limit", "Give limit once."),
        ("locale=fr", "bad_parameter", "locale", "locale: the locales are en, es."),
        ("locale=%ff", "bad_parameter", "locale", "locale: the locales are en, es."),
        (
            "%00",
            "unknown_parameter",
            "\x00",
            "The parameters here are locale, limit, cursor.",
        ),
    ],
)
def test_parameters_that_are_refused(client, db, query, code, name, detail):
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 400
    assert response.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": code,
        "detail": detail,
        "request_id": response["X-Request-ID"],
        "errors": [{"pointer": f"/query/{name}", "code": code, "detail": detail}],
    }


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
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_a_page_that_comes_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90
        for elsewhere in ({"locale": "es"}, {}):
            path = PATH if elsewhere else "/api/v1/conditions/"
            assert kept_at_most(client.get(path, elsewhere)) == 1020

    def test_a_review_that_is_due_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=NOW, review_due=ahead(days=30, seconds=90))
        response = client.get(PATH)
        assert response.json()["results"][0]["review"]["status"] == "current"
        assert 60 <= kept_at_most(response) <= 90

    def test_a_page_behind_the_last_card_that_ends_soon(self, client, many):
        for row in many[20:]:
            Publication.objects.filter(pk=row.pk).update(live_until=ahead(seconds=90))
        response = client.get(PATH, {"limit": 20})
        assert response.json()["next"] is not None
        assert 60 <= kept_at_most(response) <= 90
