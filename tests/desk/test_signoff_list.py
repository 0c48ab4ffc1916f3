"""The list of sign-offs: a revoked one looks revoked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from review.models import Revocation, SignOff
from review.signoff import revoke
from tests.builders import make_page, sign_page
from tests.desk.elements import rows

LIST = "/admin/review/signoff/"


@pytest.fixture
def signed(cast):
    """One that stands and one that was revoked."""
    sign_page(make_page(by=cast.editor, title="Shame"), cast)
    sign_off = sign_page(make_page(by=cast.editor, title="Guilt"), cast)
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=timezone.now())


def titles(client, **query):
    return sorted(row[0] for row in rows(client.get(LIST, query)))


def test_the_list(editor, signed):
    revoked = Revocation.objects.get().revoked_at
    assert {row[0]: row[1:] for row in rows(editor.get(LIST))} == {
        "Shame": [
            "Stands",
            "Ray Reviewer, MD",
            "The whole page",
            "Nov. 1, 2026, 12:00",
            "Nov. 1, 2027",
        ],
        "Guilt": [
            f"Revoked on {revoked:%b}. {revoked.day}, {revoked.year} by Ray Reviewer",
            "Ray Reviewer, MD",
            "The whole page",
            "Nov. 1, 2026, 12:00",
            "—",
        ],
    }


def test_filter_by_standing(editor, signed):
    assert titles(editor, standing="stands") == ["Shame"]
    assert titles(editor, standing="revoked") == ["Guilt"]
    assert titles(editor, standing="overdue") == []
    assert titles(editor, standing="x") == ["Guilt", "Shame"]


def test_it_is_searched(editor, signed):
    sign_off = SignOff.objects.get(page__title="Shame")
    for words in ("shame", sign_off.fingerprint[:12]):
        assert titles(editor, q=words) == ["Shame"], words
    assert titles(editor, q="ray") == ["Guilt", "Shame"]


def test_it_asks_as_often_for_fifty_as_for_ten(editor, cast):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST)
        return len(queries)

    def sign_and_revoke():
        sign_off = sign_page(make_page(by=cast.editor), cast)
        revoke(sign_off=sign_off, by=cast.reviewer, reason="A.", now=timezone.now())

    for _ in range(5):
        sign_and_revoke()
        sign_page(make_page(by=cast.editor), cast)
    editor.get(LIST)
    few = asked()
    for _ in range(10):
        sign_and_revoke()
        sign_page(make_page(by=cast.editor), cast)
    assert asked() == few
