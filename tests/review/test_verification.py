"""`manage.py verify_audit`: true after every move, and it names what was done behind them."""

import pytest

from delivery.models import Change
from delivery.verification import change_faults
from review.models import AuditEntry, Credential, Ledger, Submission
from review.verification import audit_faults
from tests.builders import NOW, make_page, make_user, submit_page
from tests.review.tampering import faults, remove, tamper, verify


def test_an_empty_ledger(db):
    assert verify() == f"The audit verifies: 0 entries, 0 changes, head {'0' * 64}.\n"


def test_it_works(past):
    ledger = Ledger.objects.get()
    assert (ledger.last_audit, ledger.last_change) == (47, 16)
    assert verify() == f"The audit verifies: 47 entries, 16 changes, head {ledger.last_hash}.\n"
    assert list(audit_faults()) == list(change_faults()) == []


def test_what_may_change_is_no_fault(past):
    Credential.objects.update(status="ended")
    Submission.objects.update(due=NOW.date())
    verify()


@pytest.mark.parametrize("size", [1, 6, 20])
def test_in_batches(past, monkeypatch, size):
    monkeypatch.setattr("review.verification.BATCH", size)
    verify()
    remove(AuditEntry.objects.get(number=10))
    assert faults() == [
        "Entry 10 is missing before entry 11.",
        "Entry 11 does not follow the entry before it.",
    ]


def test_all_faults_are_named_at_once(past):
    tamper(past.first, printed_name="Mallory Example, MD")
    remove(Change.objects.get(number=16))
    assert faults() == [
        f"Entry 5: review.signoff {past.first.uuid} was changed.",
        "The log ends at change 15, but the ledger says 16.",
    ]


def test_it_asks_as_often_whatever_the_number_of_rows(past, cast, django_assert_max_num_queries):
    for _ in range(5):
        submit_page(make_page(by=make_user("Editor")), by=cast.editor)
    with django_assert_max_num_queries(45):
        verify()
