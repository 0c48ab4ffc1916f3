"""`manage.py verify_audit` names an entry of the audit that was changed or taken out."""

from datetime import timedelta
from uuid import uuid4

import pytest

from review.ledger import entry_hash
from review.models import AuditEntry, Ledger
from tests.builders import NOW, make_page, submit_page
from tests.review.tampering import faults, remove, tamper


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOW - timedelta(days=1)),
        ("actor", uuid4()),
        ("action", "publish"),
        ("refusal", "wrong_password"),
        ("fingerprint", "f" * 64),
    ],
)
def test_a_column_of_an_entry(past, column, value):
    tamper(AuditEntry.objects.get(number=10), **{column: value})
    assert faults() == ["Entry 10 was changed: its hash does not fit its content."]


@pytest.mark.parametrize("action", ["sign", "revoke"])
def test_an_entry_that_stands_for_another_row(past, action):
    entry = AuditEntry.objects.filter(action=action, refusal="").last()
    subject, other = entry.subject, uuid4()
    tamper(entry, subject=other)
    assert faults() == [
        f"Entry {entry.number} was changed: its hash does not fit its content.",
        f"Entry {entry.number}: {entry.subject_type} {other} is missing.",
        f"No entry records {entry.subject_type} {subject}.",
    ]


@pytest.mark.parametrize("subject_type", ["review.nothing", "nothing", "accounts.user"])
def test_an_entry_that_stands_for_no_recorded_row(past, subject_type):
    entry = AuditEntry.objects.get(number=11)
    tamper(entry, subject_type=subject_type)
    assert faults() == [
        "Entry 11 was changed: its hash does not fit its content.",
        f"Entry 11: {subject_type} {entry.subject} is missing.",
        f"No entry records review.revocation {entry.subject}.",
    ]


def test_the_recorded_hash_of_an_entry(past):
    entry = AuditEntry.objects.get(number=11)
    tamper(entry, row_hash="f" * 64)
    assert faults() == [
        "Entry 11 was changed: its hash does not fit its content.",
        f"Entry 11: review.revocation {entry.subject} was changed.",
    ]


def test_the_hash_of_an_entry(past):
    tamper(AuditEntry.objects.get(number=10), hash="f" * 64)
    assert faults() == [
        "Entry 10 was changed: its hash does not fit its content.",
        "Entry 11 does not follow the entry before it.",
    ]


def test_an_entry_that_was_changed_and_hashed_anew(past):
    entry = AuditEntry.objects.get(number=10)
    entry.actor = uuid4()
    tamper(entry, actor=entry.actor, hash=entry_hash(entry))
    assert faults() == ["Entry 11 does not follow the entry before it."]


def test_an_entry_from_the_middle(past):
    remove(AuditEntry.objects.get(number=10))
    assert faults() == [
        "Entry 10 is missing before entry 11.",
        "Entry 11 does not follow the entry before it.",
    ]


def test_the_first_entry(past):
    remove(AuditEntry.objects.get(number=1))
    assert faults() == [
        "Entry 1 is missing before entry 2.",
        "Entry 2 does not follow the entry before it.",
    ]


def test_the_last_entry(past, cast):
    submission = submit_page(make_page(by=cast.editor), by=cast.editor)
    last = Ledger.objects.get().last_audit
    remove(AuditEntry.objects.get(number=last))
    assert faults() == [
        f"No entry records review.revision {submission.revision.uuid}.",
        f"The chain ends at entry {last - 1}, but the ledger says {last}.",
    ]


def test_the_ledger(past):
    last = Ledger.objects.get().last_audit
    Ledger.objects.update(last_hash="f" * 64)
    assert faults() == [f"The chain ends at entry {last}, but the ledger says {last}."]
