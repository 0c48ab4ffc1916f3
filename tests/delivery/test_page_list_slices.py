"""A list in slices: their length, and the way there and back."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from delivery.models import Publication
from tests.builders import NOW
from tests.delivery.clock import ago
from tests.delivery.lists import follow, ids, slices
from tests.delivery.rows import make_many

PATH = "/api/v1/symptoms/"
DAY = timedelta(days=1)


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
    rows.sort(key=lambda row: (row.published_at, row.page.uuid), reverse=True)
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
    beyond = follow(client, last.json()["next"]).json()
    assert (beyond["results"], beyond["next"]) == ([], None)
    # Back from where the row stood that has gone: what is before the cursor.
    assert ids(follow(client, beyond["previous"])) == [row.page.uuid for row in many[:43]]
