"""A move that cannot have its lock says so, and leaves nothing behind."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from review.ledger import ledger_move
from review.models import Action, AuditEntry, Ledger
from review.refusals import Refused
from tests.builders import NOW, make_page, make_user, submit_page
from tests.review.locking import locked_file
from tests.review.refusals import all_rows

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite locks the database, not a row"
)


@contextmanager
def busy():
    """Expect the refusal; it is no entry, since the ledger was not to be had."""
    before, entries = all_rows(), AuditEntry.objects.count()
    ledger = Ledger.objects.values().get()
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.code, caught.value.sentence) == (
        "busy",
        "The site is busy: try again in a moment.",
    )
    assert all_rows() == before
    assert AuditEntry.objects.count() == entries
    assert Ledger.objects.values().get() == ledger


@only_postgresql
def test_the_ledger_is_locked_by_another(db):
    # Made without a move, which would lock the ledger until the end of the test.
    editor = make_user("Editor")
    page = make_page(by=editor)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT * FROM review_ledger FOR UPDATE")
        with busy():
            submit_page(page, by=editor)
    finally:
        other.rollback()
        other.close()
    assert submit_page(page, by=editor).state == "in_review"


def test_the_file_is_locked_by_another(cast, tmp_path):
    page = make_page(by=cast.editor)
    with busy(), ledger_move(action=Action.SUBMIT, by=cast.editor, subject=page, now=NOW):
        locked_file(tmp_path / "locked.sqlite3")


def test_other_troubles_of_the_database_are_not_hidden(cast):
    page = make_page(by=cast.editor)
    with (
        pytest.raises(OperationalError, match="disk"),
        ledger_move(action=Action.SUBMIT, by=cast.editor, subject=page, now=NOW),
    ):
        raise OperationalError("The disk is full.")
