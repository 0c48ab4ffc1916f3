"""The list of submissions: what waits stands there first, and nothing else unless asked for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from review.submitting import send_back
from tests.builders import NOW, make_page, sign_page, submit_page
from tests.desk.elements import elements, links, rows

LIST = "/admin/review/submission/"


@pytest.fixture
def all_kinds(cast):
    def page(title):
        return make_page(by=cast.editor, title=title)

    submit_page(page("B younger"), by=cast.editor, now=NOW + timedelta(days=2))
    submit_page(page("A older"), by=cast.editor, now=NOW + timedelta(days=3))
    sent_back = submit_page(page("Sent back"), by=cast.editor, now=NOW + timedelta(days=4))
    send_back(submission=sent_back, by=cast.reviewer, reasons="Say more.", now=timezone.now())
    sign_page(page("Signed"), cast, now=timezone.now())
    replaced = page("Replaced")
    submit_page(replaced, by=cast.editor, now=timezone.now())
    submit_page(replaced, by=cast.editor, now=timezone.now())


def titles(client, **query):
    return [row[0] for row in rows(client.get(LIST, query))]


def test_it_shows_what_waits_the_oldest_first(reviewer, all_kinds):
    assert titles(reviewer) == [
        "B younger, revision 1",
        "A older, revision 1",
        "Replaced, revision 2",
    ]
    first = rows(reviewer.get(LIST))[0]
    assert first[1:] == ["Waits for review", "Ed Editor", "Nov. 3, 2026, 12:00", "-"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("in_review", ["B", "A", "R"]),
        ("changes_requested", ["Sent back, revision 1"]),
        ("signed", ["Signed, revision 1"]),
        ("withdrawn", ["Replaced, revision 1"]),
        ("all", 6),
        ("nonsense", ["B", "A", "R"]),
    ],
)
def test_another_state(reviewer, all_kinds, state, shown):
    found = titles(reviewer, state=state)
    if isinstance(shown, int):
        assert len(found) == shown
    else:
        assert len(found) == len(shown)
        assert all(title.startswith(words) for title, words in zip(found, shown, strict=True))


def test_the_filter_says_what_is_shown(reviewer, all_kinds):
    def chosen(**query):
        (filter,) = [
            item
            for item in elements(reviewer.get(LIST, query), "li")
            if item["class"] == "selected"
        ]
        return filter.words

    assert chosen() == "Waits for review"
    assert chosen(state="all") == "All"
    assert links(reviewer.get(LIST))["All"] == "?state=all"
    assert links(reviewer.get(LIST, {"state": "all"}))["Waits for review"] == "?"


def test_it_is_searched(reviewer, all_kinds):
    assert titles(reviewer, q="older") == ["A older, revision 1"]
    assert titles(reviewer, q="sent") == []
    assert titles(reviewer, q="sent", state="all") == ["Sent back, revision 1"]


def test_an_empty_list_says_so(reviewer, cast):
    (words,) = [
        item.words for item in elements(reviewer.get(LIST), "p") if item["class"] == "desk-empty"
    ]
    assert (
        words == "Nothing waits for review. Choose “All” beside the list to see what was decided."
    )


def test_it_asks_as_often_for_fifty_as_for_ten(reviewer, cast):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(LIST)
        return len(queries)

    for _ in range(10):
        submit_page(make_page(by=cast.editor), by=cast.editor)
    reviewer.get(LIST)
    few = asked()
    for _ in range(40):
        submit_page(make_page(by=cast.editor), by=cast.editor)
    assert asked() == few
