"""The log of public changes is read back; here somebody tampered with it."""

from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from delivery.models import Change, Publication
from delivery.publishing import withdraw
from delivery.verification import change_faults
from review.models import Ledger
from review.signoff import revoke
from tests.builders import NOW, edit_page, make_page, publish_page

DAY = timedelta(days=1)


@pytest.fixture
def history(cast):
    """Five changes: two pages published, one updated and withdrawn, one revoked."""
    page = make_page(by=cast.editor, slug="shame")
    publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Shame, explained")
    publish_page(page, cast)
    other = publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + DAY)
    revoke(sign_off=other.sign_off, by=cast.reviewer, reason="Wrong.", now=NOW + DAY)
    return list(Change.objects.order_by("number"))


@contextmanager
def unprotected(table):
    """Do what the triggers refuse, as somebody with the rights of an owner could."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            for verb in ("update", "delete", "insert"):
                cursor.execute(f"DROP TRIGGER {table}_refuse_{verb}")
    yield


def test_it_verifies(history):
    assert [change.kind for change in history] == [
        "published",
        "updated",
        "published",
        "withdrawn",
        "revoked",
    ]
    assert list(change_faults()) == []


def test_nothing_has_happened(db):
    assert list(change_faults()) == []


def test_a_change_is_missing(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=2).delete()
    assert list(change_faults()) == ["Change 2 is missing before change 3."]


def test_the_last_change_is_missing(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=5).delete()
    assert list(change_faults()) == ["The log ends at change 4, but the ledger says 5."]


def test_the_ledger_was_set_back(history):
    Ledger.objects.update(last_change=3)
    assert list(change_faults()) == ["The log ends at change 5, but the ledger says 3."]


def test_a_change_was_moved_back_in_time(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=3).update(at=NOW - DAY)
    assert list(change_faults()) == [
        "Change 3 is not later than the one before it.",
        "Change 3 is not what its publication says.",
    ]


def test_a_change_says_something_else(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=4).update(kind="revoked")
    assert list(change_faults()) == ["Change 4 is not what its publication says."]


def test_a_publication_was_ended_by_hand(history):
    Publication.objects.filter(slug="guilt").update(live_until=NOW + 2 * DAY)
    assert list(change_faults()) == ["Change 5 is not what its publication says."]


class TestTheCommand:
    def test_verifies(self, history):
        said = StringIO()
        call_command("verify_audit", stdout=said)
        ledger = Ledger.objects.get()
        assert said.getvalue() == (
            f"The audit verifies: {ledger.last_audit} entries, 5 changes, "
            f"head {ledger.last_hash}.\n"
        )

    def test_names_every_fault_and_fails(self, history):
        with unprotected("delivery_change"):
            Change.objects.filter(number__in=[2, 4]).delete()
        said = StringIO()
        with pytest.raises(CommandError, match="The audit does not verify: 2 faults"):
            call_command("verify_audit", stdout=StringIO(), stderr=said)
        assert said.getvalue().splitlines() == [
            "Change 2 is missing before change 3.",
            "Change 4 is missing before change 5.",
        ]
