"""One changed byte of anything that was recorded is found, and the entry that it breaks is named.

By raw SQL, as somebody with the database in hand would do it.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from articles.history import history_models
from review.models import (
    Assignment,
    AuditEntry,
    Comment,
    CommentResolution,
    Credential,
    Dismissal,
    Recall,
    Revision,
    Revocation,
    SignOff,
)
from review.verification import audit_faults
from tests.review.tampering import faults, tamper, unprotect

ENTRY = (
    *("number", "at", "actor", "action", "refusal", "subject_type", "subject"),
    *("fingerprint", "row_hash", "previous_hash", "hash"),
)
# Rows that they name cannot become others by a byte: their keys are held by the database.
RELATED = {"page", "revision", "signer", "person", "base", "created_by", "sign_off"}
RELATED |= {"revoked_by", "user", "by", "author", "assignee", "submission", "comment", "parent"}
RECORDED = (
    *(Revision, SignOff, Revocation, Credential, Dismissal),
    *(Assignment, Comment, CommentResolution, Recall),
)


def another(value):
    """The value with one byte, digit or day changed; None of what is empty."""
    if value in (None, "", [], {}):
        return None
    if isinstance(value, bytes | memoryview):
        middle = len(value) // 2
        data = bytearray(value)
        data[middle] ^= 1
        return bytes(data)
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1)
    if isinstance(value, list):
        return [another(value[0]), *value[1:]]
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, date):
        return value - timedelta(days=1)
    if isinstance(value, int):
        return value + 1_000
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def write(row, column, value):
    """Put a value into one column of one row."""
    field = row._meta.get_field(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{field.column}" = %s WHERE id = %s',
            [field.get_db_prep_save(value, connection), row.pk],
        )


def faults_of_each_byte(model, columns, *, unrecorded=()):
    """Change each column of the first row by itself, and one of each other row, another in each;
    what is found then, by row and column."""
    if model in history_models():
        unprotect(model)
    found = {}
    for place, row in enumerate(model._default_manager.exclude(pk__in=unrecorded).order_by("pk")):
        for column in [columns[place % len(columns)]] if place else columns:
            value = getattr(row, column)
            changed = another(value)
            if changed is not None:
                write(row, column, changed)
                found[row, column] = list(audit_faults())
                write(row, column, value)
    assert list(audit_faults()) == []
    return found


@pytest.mark.parametrize("model", RECORDED)
def test_of_a_recorded_row(past, model):
    # The database itself refuses a scope that does not exist.
    columns = [name for name in model.RECORDED if name not in {*RELATED, "uuid", "scope"}]
    label = model._meta.label_lower
    recorded = AuditEntry.objects.filter(subject_type=label, refusal="").values("subject")
    # The builders enter what a test is not about without a move.
    unrecorded = model._default_manager.exclude(uuid__in=recorded).values_list("pk", flat=True)
    found = faults_of_each_byte(model, columns, unrecorded=list(unrecorded))
    assert found
    numbers = {
        entry.subject: entry.number
        for entry in AuditEntry.objects.filter(subject_type=label, refusal="").order_by("-number")
    }
    for (row, column), said in found.items():
        broken = f"Entry {numbers[row.uuid]}: {label} {row.uuid} was changed."
        assert said[0] == broken, column


def test_of_an_entry(past):
    for (entry, column), said in faults_of_each_byte(AuditEntry, ENTRY).items():
        assert said, (entry, column)
        if column != "number":
            assert said[0].startswith(f"Entry {entry.number} "), (column, said)


def test_the_first_broken_entry_is_named_first(past):
    tamper(AuditEntry.objects.get(number=10), fingerprint="f" * 64)
    tamper(past.first, printed_name="Mallory Example, MD")
    assert faults() == [
        f"Entry 5: review.signoff {past.first.uuid} was changed.",
        "Entry 10 was changed: its hash does not fit its content.",
    ]
