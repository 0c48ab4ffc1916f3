"""The order of lists: the same in every database, there and back."""

from datetime import timedelta

import pytest

from tests.builders import NOW, make_page, publish_page, sign_page
from tests.delivery.lists import ids, slices, slugs
from tests.delivery.rows import make_many, make_row

PATH = "/api/v1/symptoms/"
START = f"https://api.example.org{PATH}"
DAY = timedelta(days=1)

# As they come; what folds to the same is in the order of the uuids.
TITLES = [
    "!",
    "1 in 4",
    "10 signs",
    "2 signs",
    "Abandonment",
    "Äbandonment",
    "ABANDONMENT",
    "abandonment b",
    "Ångst",
    "Anhedonia",
    "Straße",
    "STRASSE",
    "zzz",
    "Ζήλεια",
    "Стыд",
    "חרדה",
    "قلق",
    "ความอาย",
    "恥",
    "\U00010348",
    "😀 feelings",
    "🦆",
]
FOLDED = [{"Abandonment", "Äbandonment", "ABANDONMENT"}, {"Straße", "STRASSE"}]


@pytest.fixture
def titled(cast):
    """Pages with all kinds of titles, the last first."""
    return [publish_page(make_page(by=cast.editor, title=title), cast) for title in TITLES[::-1]]


def titles(response):
    return [card["title"] for card in response.json()["results"]]


def folded(names):
    """The names, those that sort as equals standing for each other."""
    return [next((min(group) for group in FOLDED if name in group), name) for name in names]


def test_titles(client, titled):
    shown = titles(client.get(PATH, {"ordering": "title", "limit": 100}))
    assert sorted(shown) == sorted(TITLES)
    assert folded(shown) == folded(TITLES)
    back = titles(client.get(PATH, {"ordering": "-title", "limit": 100}))
    assert back == shown[::-1]


def test_equal_titles_by_uuid(client, cast):
    rows = [publish_page(make_page(by=cast.editor, title="Shame"), cast) for _ in range(7)]
    rising = sorted(row.page_uuid for row in rows)
    assert ids(client.get(PATH, {"ordering": "title"})) == rising
    assert ids(client.get(PATH, {"ordering": "-title"})) == rising[::-1]


@pytest.mark.parametrize("ordering", ["title", "-title"])
@pytest.mark.parametrize("limit", [1, 3, 22])
def test_there_and_back_by_title(client, titled, ordering, limit):
    everything = titles(client.get(PATH, {"ordering": ordering, "limit": 100}))
    there = list(slices(client, f"{START}?ordering={ordering}&limit={limit}", "next"))
    assert [title for part in there for title in titles(part)] == everything
    if len(there) > 1:
        back = list(slices(client, there[-1].json()["previous"], "previous"))
        before = everything[: -len(titles(there[-1]))]
        assert [title for part in reversed(back) for title in titles(part)] == before


@pytest.mark.parametrize("column", ["published_at", "updated_at", "last_reviewed"])
def test_instants(client, cast, column):
    for slug, days in {"one": 1, "three": 3, "two": 2}.items():
        instants = dict.fromkeys(["published_at", "updated_at", "last_reviewed"], NOW)
        page = make_page(by=cast.editor, slug=slug)
        fields = {**instants, column: NOW + days * DAY}
        make_row(sign_page(page, cast), live_from=NOW, **fields)
    assert slugs(client.get(PATH, {"ordering": column})) == ["one", "two", "three"]
    assert slugs(client.get(PATH, {"ordering": f"-{column}"})) == ["three", "two", "one"]
    for ordering in (column, f"-{column}"):
        parts = slices(client, f"{START}?ordering={ordering}&limit=1", "next")
        whole = slugs(client.get(PATH, {"ordering": ordering}))
        assert [slug for part in parts for slug in slugs(part)] == whole


@pytest.mark.parametrize("ordering", ["published_at", "-updated_at", "-last_reviewed"])
def test_everything_once_among_equals(client, cast, ordering):
    make_many(23, cast)
    for limit in (1, 4, 23):
        parts = list(slices(client, f"{START}?ordering={ordering}&limit={limit}", "next"))
        seen = [page for part in parts for page in ids(part)]
        assert seen == sorted(seen, reverse=ordering.startswith("-"))
        assert len(set(seen)) == 23


@pytest.mark.parametrize(
    "ordering", ["", "-", "--title", "Title", "title,published_at", "kind", "pk", "\x00", "name"]
)
def test_orders_that_are_refused(client, db, ordering):
    response = client.get(PATH, {"ordering": ordering})
    detail = (
        "ordering: give title or -title or published_at or -published_at or updated_at or "
        "-updated_at or last_reviewed or -last_reviewed."
    )
    assert (response.status_code, response.json()["code"]) == (400, "bad_parameter")
    assert response.json()["detail"] == detail
