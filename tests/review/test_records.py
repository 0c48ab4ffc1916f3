import hashlib
import re
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.apps import apps

from delivery.refusals import PublishingRefusal
from review.ledger import entry_hash
from review.models import Action, AuditEntry, Credential, Revision, Revocation
from review.records import instant, row_hash
from review.refusals import Refusal
from tests.builders import make_credential, make_person
from tests.review.conftest import REASON

SHA256 = re.compile(r"[0-9a-f]{64}")


def recorded_models():
    return [model for model in apps.get_models() if hasattr(model, "RECORDED")]


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_it_works(past):
    revocation = Revocation.objects.get()
    assert row_hash(revocation) == sha256(
        '{"reason":"The dose was wrong.",'
        '"revoked_at":"2026-11-03T12:00:00.000000Z",'
        f'"revoked_by":"{past.second.signer.uuid}",'
        f'"sign_off":"{past.second.uuid}",'
        f'"uuid":"{revocation.uuid}"}}'
    )


def test_dates_and_empty_values(cast):
    person = make_person()
    credential = make_credential(person, entered_by=cast.administrator)
    assert row_hash(Credential.objects.get(pk=credential.pk)) == sha256(
        '{"authority":"Florida Board of Medicine","expires":"2030-01-01",'
        '"issued":"2020-01-01","jurisdiction":"FL","kind":"licence",'
        f'"person":"{person.uuid}","uuid":"{credential.uuid}"}}'
    )


def test_numbers_lists_and_bytes(past):
    revision = Revision.objects.get(pk=past.first.revision_id)
    assert row_hash(revision) == sha256(
        f'{{"clinical":"{bytes(revision.clinical).hex()}",'
        f'"contributors":["{revision.created_by.uuid}"],'
        '"created_at":"2026-11-01T12:00:00.000003Z",'
        f'"created_by":"{revision.created_by.uuid}","fingerprint":"{revision.fingerprint}",'
        f'"format":1,"lock_version":1,"number":2,"page":"{past.page.uuid}",'
        f'"presentation":"{bytes(revision.presentation).hex()}","uuid":"{revision.uuid}"}}'
    )


def test_every_hash_is_that_of_the_row_as_it_is_read_back(past):
    recorded = {}
    for entry in AuditEntry.objects.exclude(row_hash=""):
        model = apps.get_model(entry.subject_type)
        row = model._default_manager.get(uuid=entry.subject)
        recorded.setdefault(model, []).append(entry.row_hash == row_hash(row))
    assert all(all(equal) for equal in recorded.values())
    assert set(recorded) == set(recorded_models())


def test_recorded_fields_are_fields():
    for model in recorded_models():
        names = [field.name for field in model._meta.concrete_fields]
        assert set(model.RECORDED) <= set(names), model
        assert model.RECORDED[0] == "uuid"
        assert len(set(model.RECORDED)) == len(model.RECORDED)


def test_a_row_of_history_is_recorded_whole():
    """But for the key, which never leaves, what may change, and what repeats other columns."""
    for model in recorded_models():
        if not hasattr(model, "HISTORY_MAY_CHANGE"):
            continue
        fixed = {
            field.name
            for field in model._meta.concrete_fields
            if field.column not in model.HISTORY_MAY_CHANGE and not field.primary_key
            if field.name not in getattr(model, "REPEATED", ())
        }
        assert set(model.RECORDED) == fixed, model


def altered(value):
    """Another value of the same kind."""
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1)
    if isinstance(value, bytes | memoryview):
        return bytes(value)[:-1] + b" "
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return [*value, "another"]
    if isinstance(value, date):
        return value - timedelta(days=1)
    return f"{value or ''}x"


def test_each_recorded_field_counts(past):
    for model in recorded_models():
        row = model._default_manager.order_by("pk").last()
        before = row_hash(row)
        for name in model.RECORDED:
            kept, field = getattr(row, name), model._meta.get_field(name)
            if field.is_relation:
                other = field.related_model._default_manager.exclude(pk=kept.pk if kept else None)
                changed = other.first()
            else:
                changed = altered(kept)
            if changed is None:
                continue
            setattr(row, name, changed)
            assert row_hash(row) != before, (model, name)
            setattr(row, name, kept)
        assert row_hash(row) == before


def test_entries_hold_no_words(past):
    columns = [field.name for field in AuditEntry._meta.concrete_fields]
    assert columns == [
        "id",
        "number",
        "at",
        "actor",
        "action",
        "refusal",
        "subject_type",
        "subject",
        "fingerprint",
        "row_hash",
        "previous_hash",
        "hash",
    ]
    types = {model._meta.label_lower for model in apps.get_models()}
    codes = {"", *Refusal.values, *PublishingRefusal.values}
    for entry in AuditEntry.objects.all():
        assert isinstance(entry.actor, UUID)
        assert isinstance(entry.subject, UUID)
        assert entry.action in Action.values
        assert entry.refusal in codes
        assert entry.subject_type in types
        assert all(SHA256.fullmatch(value) for value in (entry.previous_hash, entry.hash))
        assert all(
            value == "" or SHA256.fullmatch(value) for value in (entry.fingerprint, entry.row_hash)
        )


def test_entries_do_not_tell_who_or_why(past, cast):
    told = str(list(AuditEntry.objects.values()))
    known = [REASON, cast.reviewer.name, cast.reviewer.email, past.page.title, past.page.slug]
    assert [words for words in known if words in told] == []


def test_entry_hash():
    entry = AuditEntry(
        number=7,
        at=datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
        actor=UUID(int=1),
        action=Action.SIGN,
        subject_type="review.signoff",
        subject=UUID(int=2),
        fingerprint="f" * 64,
        row_hash="a" * 64,
        previous_hash="0" * 64,
    )
    assert entry_hash(entry) == sha256(
        '{"action":"sign","actor":"00000000-0000-0000-0000-000000000001",'
        f'"at":"2026-11-01T12:00:00.000000Z","fingerprint":"{"f" * 64}","number":7,'
        f'"previous_hash":"{"0" * 64}","row_hash":"{"a" * 64}",'
        '"subject":"00000000-0000-0000-0000-000000000002","subject_type":"review.signoff"}'
    )


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 1, 12, 0, tzinfo=UTC), "2026-11-01T12:00:00.000000Z"),
        (datetime(2026, 11, 1, 12, 0, 0, 5, tzinfo=UTC), "2026-11-01T12:00:00.000005Z"),
        (
            datetime(2026, 11, 1, 1, 0, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "2026-10-31T19:30:00.000000Z",
        ),
    ],
)
def test_instant(at, written):
    assert instant(at) == written
