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
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.planning import LATER, SOON, plan
from tests.delivery.readers import settle_at

DAY = timedelta(days=1)


@pytest.fixture
def history(cast):
    """Two pages published, one updated and withdrawn, one revoked; their reviewer is shown with them."""
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
        "published",
        "updated",
        "published",
        "withdrawn",
        "revoked",
        "withdrawn",
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
        Change.objects.filter(number=7).delete()
    assert list(change_faults()) == ["The log ends at change 6, but the ledger says 7."]


def test_the_ledger_was_set_back(history):
    Ledger.objects.update(last_change=3)
    assert list(change_faults()) == ["The log ends at change 7, but the ledger says 3."]


def test_a_change_was_moved_back_in_time(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=3).update(at=NOW - DAY)
    assert list(change_faults()) == [
        "Change 3 is earlier than the one before it.",
        "Change 3 is not what its publication says.",
    ]


def test_a_change_says_something_else(history):
    with unprotected("delivery_change"):
        Change.objects.filter(number=5).update(kind="revoked")
    assert list(change_faults()) == ["Change 5 is not what its publication says."]


def test_a_publication_was_ended_by_hand(history):
    Publication.objects.filter(slug="guilt").update(live_until=NOW + 2 * DAY)
    assert list(change_faults()) == ["Change 6 is not what its publication says."]


class TestWhatTimeChanged:
    """A page that began and expired while nobody moved, and was settled."""

    @pytest.fixture
    def row(self, cast):
        revision = sign_page(make_page(by=cast.editor, slug="grief"), cast).revision
        row = plan(revision, cast, SOON, until=LATER)
        settle_at(LATER)
        assert list(change_faults()) == []
        return row

    def without_change(self, row, kind):
        """Take the change out as somebody would who also closes the gap."""
        with unprotected("delivery_change"):
            gone = Change.objects.get(publication=row, kind=kind)
            later = Change.objects.filter(number__gt=gone.number).order_by("number")
            numbers = list(later.values_list("number", flat=True))
            gone.delete()
            for number in numbers:
                Change.objects.filter(number=number).update(number=number - 1)
        Ledger.objects.update(last_change=Ledger.objects.get().last_change - 1)

    def test_its_begin_is_missing(self, row):
        self.without_change(row, "published")
        assert list(change_faults()) == [f"No change says that publication {row.uuid} began."]

    def test_its_end_is_missing(self, row):
        self.without_change(row, "expired")
        assert list(change_faults()) == [f"No change says that publication {row.uuid} ended."]

    def test_why_it_ended_is_missing(self, row):
        change = Change.objects.get(kind="expired")
        Publication.objects.filter(pk=row.pk).update(ending="")
        assert list(change_faults()) == [
            f"Change {change.number} is not what its publication says."
        ]

    def test_it_was_not_replaced(self, row):
        self.without_change(row, "expired")
        Publication.objects.filter(pk=row.pk).update(ending="replaced")
        assert list(change_faults()) == [
            f"Publication {row.uuid} was replaced, but nothing follows it."
        ]

    def test_what_is_not_settled_yet_is_no_fault(self, cast, row):
        revision = sign_page(make_page(by=cast.editor, slug="worry"), cast, now=LATER).revision
        plan(revision, cast, LATER + DAY, now=LATER, until=LATER + 2 * DAY)
        assert list(change_faults()) == []


class TestTheCommand:
    def test_verifies(self, history):
        said = StringIO()
        call_command("verify_audit", stdout=said)
        ledger = Ledger.objects.get()
        assert said.getvalue() == (
            f"The audit verifies: {ledger.last_audit} entries, 7 changes, "
            f"head {ledger.last_hash}.\n"
        )

    def test_names_every_fault_and_fails(self, history):
        guilt = Publication.objects.get(slug="guilt")
        with unprotected("delivery_change"):
            Change.objects.filter(number__in=[2, 4]).delete()
        said = StringIO()
        with pytest.raises(CommandError, match="The audit does not verify: 3 faults"):
            call_command("verify_audit", stdout=StringIO(), stderr=said)
        assert said.getvalue().splitlines() == [
            "Change 2 is missing before change 3.",
            "Change 4 is missing before change 5.",
            f"No change says that publication {guilt.uuid} began.",
        ]
