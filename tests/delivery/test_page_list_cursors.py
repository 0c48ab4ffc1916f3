"""A cursor is a place in the list; what is none is refused."""

import base64
import json
from uuid import UUID

import pytest

from tests.delivery.lists import ids

PATH = "/api/v1/symptoms/"

SOME_PAGE = UUID(int=7)


def forged(
    kind="symptom",
    locale="en",
    published_at="2026-11-01T12:00:00.000000Z",
    page=SOME_PAGE,
    backwards=0,
):
    content = [kind, locale, published_at, str(page), backwards]
    return packed(json.dumps(content, separators=(",", ":")))


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
    packed("[null,null,null,null,null]"),
    # As they were before they named their list.
    packed('["2026-11-01T12:00:00.000000Z","00000000-0000-0000-0000-000000000007",0]'),
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


OTHER_LISTS = [
    ("/api/v1/conditions/", {}),
    ("/api/v1/symptoms/", {"locale": "es"}),
    ("/api/v1/conditions/", {"locale": "es"}),
]


@pytest.mark.parametrize(("path", "parameters"), OTHER_LISTS)
def test_the_cursor_of_another_list(client, many, path, parameters):
    following = client.get(PATH, {"limit": 2}).json()["next"]
    cursor = following.rpartition("cursor=")[2]
    assert client.get(PATH, {"cursor": cursor, "locale": "en"}).status_code == 200
    response = client.get(path, {"cursor": cursor, **parameters})
    document = response.json()
    detail = "cursor: it belongs to another list: take it from next or previous of this one."
    assert (response.status_code, document["code"], document["detail"]) == (
        400,
        "bad_parameter",
        detail,
    )
    assert document["errors"] == [
        {"pointer": "/query/cursor", "code": "bad_parameter", "detail": detail}
    ]


@pytest.mark.parametrize("list_of", [{"kind": "article"}, {"kind": None}, {"locale": 1}])
def test_a_cursor_of_no_list(client, db, list_of):
    assert client.get(PATH, {"cursor": forged(**list_of)}).status_code == 400
