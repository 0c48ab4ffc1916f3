"""A cursor is a place in the list; what is none is refused."""

import base64
import json
from uuid import UUID

import pytest

from delivery import pagination
from delivery.publishing import withdraw
from tests.builders import NOW, make_page, publish_page
from tests.delivery.lists import follow, ids

PATH = "/api/v1/symptoms/"

SOME_PAGE = UUID(int=7)
# Of this list in its usual order and language.
BINDING = pagination.binding("symptom-list", {"ordering": "-published_at", "locale": "en"})


def forged(binding=None, value="2026-11-01T12:00:00.000000Z", page=SOME_PAGE, backwards=0):
    binding = BINDING if binding is None else binding
    content = [binding, value, str(page), backwards]
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
    forged(value=7),
    forged(binding=["x"]),
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
    # As they were before.
    packed('["2026-11-01T12:00:00.000000Z","00000000-0000-0000-0000-000000000007",0]'),
    packed(
        '["symptom","en","2026-11-01T12:00:00.000000Z","00000000-0000-0000-0000-000000000007",0]'
    ),
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


VALUES = [
    "",
    "2026-11-01",
    "2026-11-01T12:00:00Z",
    "2026-11-01T12:00:00.000000+00:00",
    "2026-02-30T12:00:00.000000Z",
    "0001-01-01T00:00:00.000000+23:59",
    "U2hhbWU",
    "\x00",
    "é",
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_places_that_are_none_in_this_order(client, db, value):
    response = client.get(PATH, {"cursor": forged(value=value)})
    assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")


@pytest.mark.parametrize("value", ["é", "A", "U2hhbW=", "\x00"])
def test_places_that_are_none_among_titles(client, db, value):
    binding = pagination.binding("symptom-list", {"ordering": "title", "locale": "en"})
    cursor = forged(binding=binding, value=value)
    response = client.get(PATH, {"cursor": cursor, "ordering": "title"})
    assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")


@pytest.mark.parametrize("year", [1, 1000, 9999])
def test_cursors_far_away(client, many, year):
    response = client.get(PATH, {"cursor": forged(value=f"{year:04}-01-01T00:00:00.000000Z")})
    assert (response.status_code, len(ids(response))) == (200, 20 if year == 9999 else 0)


OTHER_LISTS = [
    ("/api/v1/conditions/", {}),
    ("/api/v1/pages/", {}),
    ("/api/v1/sections/", {}),
    ("/api/v1/people/", {}),
    (PATH, {"locale": "es"}),
    (PATH, {"ordering": "published_at"}),
    (PATH, {"ordering": "title"}),
    (PATH, {"tag": "feelings"}),
    (PATH, {"review_status": "current"}),
    (PATH, {"published_after": "2026-01-01"}),
    (PATH, {"as_of": "2026-11-02T00:00:00Z"}),
]


@pytest.mark.parametrize(("path", "parameters"), OTHER_LISTS)
def test_the_cursor_of_another_list(client, many, path, parameters):
    following = client.get(PATH, {"limit": 2}).json()["next"]
    cursor = following.rpartition("cursor=")[2]
    response = client.get(path, {"cursor": cursor, **parameters})
    document = response.json()
    detail = (
        "cursor: it belongs to another list, other filters or another order: "
        "take it from next or previous of this one."
    )
    assert (response.status_code, document["code"], document["detail"]) == (
        400,
        "bad_parameter",
        detail,
    )
    assert document["errors"] == [
        {"pointer": "/query/cursor", "code": "bad_parameter", "detail": detail}
    ]


def test_the_same_list_said_otherwise(client, many):
    cursor = client.get(PATH, {"limit": 2}).json()["next"].rpartition("cursor=")[2]
    shown = ids(client.get(PATH, {"cursor": cursor, "limit": 3}))
    assert len(shown) == 3
    same = {"locale": "EN", "ordering": "-published_at", "limit": "3", "count": "exact"}
    assert ids(client.get(PATH, {"cursor": cursor, **same})) == shown


def test_what_was_beyond_has_gone(client, cast):
    """The list has rows all the same, and says where."""
    rows = [
        publish_page(make_page(by=cast.editor, title=title), cast).page for title in ("A", "B", "C")
    ]
    first = client.get(PATH, {"ordering": "title", "limit": 2})
    second = follow(client, first.json()["next"])
    for page in rows[:2]:
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    before = follow(client, second.json()["previous"]).json()
    assert (before["results"], before["previous"]) == ([], None)
    assert ids(follow(client, before["next"])) == []
    withdraw(page=rows[2], by=cast.publisher, reason="Old.", now=NOW)
    page = publish_page(make_page(by=cast.editor, title="A"), cast).page
    after = follow(client, first.json()["next"]).json()
    assert (after["results"], after["next"]) == ([], None)
    assert ids(follow(client, after["previous"])) == [page.uuid]


def test_the_longest_titles(client, cast):
    """Each of these letters is eighteen in the key that stands for the title."""
    for number in range(3):
        publish_page(make_page(by=cast.editor, title="\ufdfa" * 199 + str(number)), cast)
    following = client.get(PATH, {"limit": 1, "ordering": "title"}).json()["next"]
    assert len(ids(follow(client, following))) == 1
