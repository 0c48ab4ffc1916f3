"""`manage.py verify_audit` names a recorded row that was changed, and one that nobody recorded."""

from datetime import timedelta
from uuid import uuid4

import pytest

from delivery.models import Publication
from review.ledger import entry_hash
from review.models import AuditEntry, Credential, Ledger, Revision, Revocation, SignOff, Submission
from tests.builders import NOW
from tests.review.tampering import faults, remove, tamper


def entry_of(row):
    return AuditEntry.objects.get(subject=row.uuid, refusal="", action__in=["submit", "sign"])


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
    (licence,) = cast.reviewer.person.credentials.filter(kind="licence")
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
    number = ledger.last_audit + 1
    entry = forged_entry(number, forged_sign_off(past, cast), previous_hash=ledger.last_hash)
    entry.hash = entry_hash(entry)
    entry.save()
    assert faults() == [
        f"The chain ends at entry {number}, but the ledger says {ledger.last_audit}."
    ]


def test_a_revision_that_nobody_submitted(past):
    fields = Revision.objects.filter(pk=past.first.revision_id).values().get()
    forged = Revision.objects.create(**fields | {"id": None, "uuid": uuid4(), "number": 99})
    assert faults() == [f"No entry records review.revision {forged.uuid}."]
