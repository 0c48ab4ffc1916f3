"""`manage.py verify_audit`: true after every move, and it names what was done behind them."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.history import trigger_names
from delivery.models import Change, Publication
from delivery.verification import change_faults
from review.ledger import entry_hash
from review.models import AuditEntry, Credential, Ledger, Revision, Revocation, SignOff, Submission
from review.verification import audit_faults
from tests.builders import NOW, make_page, make_user, submit_page


def verify():
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def faults():
    """What the command says when it fails."""
    said = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_audit", stdout=StringIO(), stderr=said)
    lines = said.getvalue().splitlines()
    assert str(caught.value) == f"The audit does not verify: {len(lines)} faults."
    assert caught.value.returncode == 1
    return lines


def unprotect(model):
    """Take the triggers from a table, as whoever owns the database can."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with deferred checks outstanding cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            return
        for name in trigger_names(table, connection.vendor):
            cursor.execute(f'DROP TRIGGER "{name}"')


def tamper(row, **columns):
    unprotect(type(row))
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def remove(row):
    unprotect(type(row))
    rows = type(row)._default_manager.filter(pk=row.pk)
    rows._raw_delete(rows.db)


def entry_of(row):
    return AuditEntry.objects.get(subject=row.uuid, refusal="", action__in=["submit", "sign"])


# It verifies


def test_an_empty_ledger(db):
    assert verify() == f"The audit verifies: 0 entries, 0 changes, head {'0' * 64}.\n"


def test_it_works(past):
    ledger = Ledger.objects.get()
    assert (ledger.last_audit, ledger.last_change) == (18, 5)
    assert verify() == f"The audit verifies: 18 entries, 5 changes, head {ledger.last_hash}.\n"
    assert list(audit_faults()) == list(change_faults()) == []


def test_what_may_change_is_no_fault(past):
    Credential.objects.update(status="ended")
    Submission.objects.update(due=NOW.date())
    verify()


@pytest.mark.parametrize("size", [1, 6, 18])
def test_in_batches(past, monkeypatch, size):
    monkeypatch.setattr("review.verification.BATCH", size)
    verify()
    remove(AuditEntry.objects.get(number=10))
    assert faults() == [
        "Entry 10 is missing before entry 11.",
        "Entry 11 does not follow the entry before it.",
    ]


# A recorded row


def test_one_byte_of_the_words(past):
    revision = past.first.revision
    words = bytes(revision.clinical)
    assert words.count(b"Shame hurts.") == 1
    tamper(revision, clinical=words.replace(b"Shame hurts.", b"Shame heals."))
    number = entry_of(revision).number
    assert faults() == [f"Entry {number}: review.revision {revision.uuid} was changed."]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("fingerprint", "f" * 64),
        ("meaning", "seen"),
        ("statement", "I have glanced at this page."),
        ("printed_name", "Mallory Example, MD"),
        ("credential_lines", ["Licensed in NY (New York)"]),
        ("credentials", []),
        ("signed_at", NOW + timedelta(days=30)),
        ("review_due", NOW + timedelta(days=3_000)),
    ],
)
def test_a_column_of_a_sign_off(past, column, value):
    tamper(past.first, **{column: value})
    number = entry_of(past.first).number
    assert faults() == [f"Entry {number}: review.signoff {past.first.uuid} was changed."]


def test_the_signer_of_a_sign_off(past, cast):
    tamper(past.first, signer=cast.administrator)
    number = entry_of(past.first).number
    assert faults() == [f"Entry {number}: review.signoff {past.first.uuid} was changed."]


def test_the_contributors_of_a_revision(past):
    revision = past.second.revision
    tamper(revision, contributors=[])
    number = entry_of(revision).number
    assert faults() == [f"Entry {number}: review.revision {revision.uuid} was changed."]


def test_the_reasons_of_a_submission(past):
    sent_back = Submission.objects.get(state="changes_requested")
    Submission.objects.filter(pk=sent_back.pk).update(reasons="None.")
    assert faults() == [f"Entry 3: review.submission {sent_back.uuid} was changed."]


def test_the_dates_of_a_verified_credential(past, cast):
    (licence,) = cast.reviewer.person.credentials.all()
    Credential.objects.filter(pk=licence.pk).update(expires=NOW.date() + timedelta(days=9_000))
    assert faults() == [f"Entry 1: review.credential {licence.uuid} was changed."]


def test_the_slug_of_a_publication(past):
    publication = Publication.objects.order_by("pk").first()
    tamper(publication, slug="another-address")
    assert faults() == [f"Entry 6: delivery.publication {publication.uuid} was changed."]


def test_a_recorded_row_that_is_gone(past):
    revocation = Revocation.objects.get()
    remove(revocation)
    assert faults() == [f"Entry 11: review.revocation {revocation.uuid} is missing."]


# A forged row


def forged_sign_off(past, cast):
    """A signature that nobody made; an INSERT is all it takes."""
    fields = SignOff.objects.filter(pk=past.first.pk).values().get()
    return SignOff.objects.create(**fields | {"id": None, "uuid": uuid4()})


def test_a_sign_off_that_nobody_recorded(past, cast):
    forged = forged_sign_off(past, cast)
    assert faults() == [f"No entry records review.signoff {forged.uuid}."]


def test_a_refused_signature_does_not_record_a_forged_one(past, cast):
    forged = forged_sign_off(past, cast)
    ledger = Ledger.objects.get()
    entry = forged_entry(ledger.last_audit + 1, forged, previous_hash=ledger.last_hash)
    entry.refusal = "not_allowed"
    entry.hash = entry_hash(entry)
    entry.save()
    Ledger.objects.update(last_audit=entry.number, last_hash=entry.hash)
    assert faults() == [f"No entry records review.signoff {forged.uuid}."]


def forged_entry(number, row, *, previous_hash):
    return AuditEntry(
        number=number,
        at=NOW,
        actor=uuid4(),
        action="sign",
        subject_type=row._meta.label_lower,
        subject=row.uuid,
        previous_hash=previous_hash,
    )


def test_an_entry_before_the_first(past, cast):
    """A forged row must not pass for recorded by an entry that stands outside the chain."""
    forged = forged_sign_off(past, cast)
    entry = forged_entry(0, forged, previous_hash="0" * 64)
    entry.hash = entry_hash(entry)
    entry.save()
    assert faults() == [
        "Entry 1 is missing before entry 0.",
        "Entry 1 does not follow the entry before it.",
    ]


def test_an_entry_behind_the_last(past, cast):
    ledger = Ledger.objects.get()
    entry = forged_entry(19, forged_sign_off(past, cast), previous_hash=ledger.last_hash)
    entry.hash = entry_hash(entry)
    entry.save()
    assert faults() == ["The chain ends at entry 19, but the ledger says 18."]


# An entry


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
    remove(AuditEntry.objects.get(number=19))
    assert faults() == [
        f"No entry records review.revision {submission.revision.uuid}.",
        "The chain ends at entry 18, but the ledger says 19.",
    ]


def test_the_ledger(past):
    Ledger.objects.update(last_hash="f" * 64)
    assert faults() == ["The chain ends at entry 18, but the ledger says 18."]


def test_a_revision_that_nobody_submitted(past):
    fields = Revision.objects.filter(pk=past.first.revision_id).values().get()
    forged = Revision.objects.create(**fields | {"id": None, "uuid": uuid4(), "number": 99})
    assert faults() == [f"No entry records review.revision {forged.uuid}."]


# The log of public changes


@pytest.mark.parametrize("column", ["kind", "at"])
def test_a_column_of_a_change(past, column):
    change = Change.objects.get(number=1)
    values = {"kind": "withdrawn", "at": change.at - timedelta(days=1)}
    tamper(change, **{column: values[column]})
    assert faults() == ["Change 1 is not what its publication says."]


def test_the_publication_of_a_change(past):
    other = Change.objects.get(number=4).publication
    tamper(Change.objects.get(number=1), publication=other)
    assert faults() == ["Change 1 is not what its publication says."]


def test_a_change_that_is_out_of_order(past):
    change = Change.objects.get(number=2)
    tamper(change, at=Change.objects.get(number=1).at)
    assert faults() == [
        "Change 2 is not later than the one before it.",
        "Change 2 is not what its publication says.",
    ]


def test_a_change_from_the_middle(past):
    remove(Change.objects.get(number=2))
    assert faults() == ["Change 2 is missing before change 3."]


def test_the_first_change(past):
    remove(Change.objects.get(number=1))
    assert faults() == ["Change 1 is missing before change 2."]


def test_the_last_change(past):
    remove(Change.objects.get(number=5))
    assert faults() == ["The log ends at change 4, but the ledger says 5."]


def test_all_faults_are_named_at_once(past):
    tamper(past.first, printed_name="Mallory Example, MD")
    remove(Change.objects.get(number=5))
    assert faults() == [
        f"Entry 5: review.signoff {past.first.uuid} was changed.",
        "The log ends at change 4, but the ledger says 5.",
    ]


def test_it_asks_as_often_whatever_the_number_of_rows(past, cast, django_assert_max_num_queries):
    for _ in range(5):
        submit_page(make_page(by=make_user("Editor")), by=cast.editor)
    with django_assert_max_num_queries(20):
        verify()
