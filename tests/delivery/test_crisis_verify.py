"""What readers in a crisis see changes when a second person has tried it."""

from datetime import timedelta

import pytest

from articles.crisis import enter_version
from articles.models import CrisisResourceVersion
from delivery.crisis import verify_crisis_version
from review.ledger import TICK
from review.models import AuditEntry
from review.records import row_hash
from review.verification import audit_faults
from tests.builders import NOW, make_crisis_resource, make_user
from tests.delivery.refusals import refused

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def resource(cast):
    return make_crisis_resource(entered_by=cast.editor)


@pytest.fixture
def entered(resource):
    return resource.versions.get()


def verify(version, by, *, now=LATER):
    return verify_crisis_version(version=version, by=by, now=now)


def refuse(code, version, by):
    with refused(code, action="verify_crisis_version", by=by, subject=version):
        verify(version, by)


def enter_another(resource, by):
    content = {"name": "988", "label": "Call", "phone": "988", "hours": "24/7", "languages": ["en"]}
    return enter_version(resource=resource, content=content, by=by, at=NOW)


def served():
    return list(CrisisResourceVersion.objects.served())


def test_it_works(cast, entered):
    (before,) = CrisisResourceVersion.objects.values()
    version = verify(entered, cast.administrator)
    assert list(CrisisResourceVersion.objects.values()) == [
        before | {"verified_by_id": cast.administrator.pk, "verified_at": LATER}
    ]
    assert served() == [version]
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash, entry.at) == (
        "verify_crisis_version",
        cast.administrator.uuid,
        "",
        version.uuid,
        row_hash(version),
        LATER,
    )
    assert list(audit_faults()) == []


def test_its_instant_is_that_of_the_ledger(cast, resource, entered):
    first = verify(entered, cast.administrator)
    second = verify(enter_another(resource, cast.editor), cast.administrator, now=NOW)
    assert second.verified_at == first.verified_at + TICK


@pytest.mark.parametrize(
    ("column", "value"), [("phone", "989"), ("hours", "Never"), ("languages", ["en", "es"])]
)
def test_a_changed_byte_is_named(cast, entered, column, value):
    version = verify(entered, cast.administrator)
    number = AuditEntry.objects.first().number
    CrisisResourceVersion.objects.update(**{column: value})
    assert list(audit_faults()) == [
        f"Entry {number}: articles.crisisresourceversion {version.uuid} was changed."
    ]


def test_not_allowed(cast, entered):
    for user in (cast.editor, cast.reviewer, cast.publisher):
        refuse("not_allowed", entered, user)
    assert served() == []


@pytest.mark.parametrize("is_superuser", [False, True])
def test_an_entry_of_ones_own(cast, is_superuser):
    by = make_user("Administrator", is_superuser=is_superuser)
    version = make_crisis_resource(entered_by=by).versions.get()
    refuse("own_entry", version, by)
    assert served() == []


def test_already_verified(cast, entered):
    verify(entered, cast.administrator)
    # The row that the caller holds still says that it is not verified.
    assert entered.verified_at is None
    refuse("already_verified", entered, make_user("Administrator"))


def test_outdated_version(cast, resource, entered):
    newest = enter_another(resource, cast.editor)
    refuse("outdated_version", entered, cast.administrator)
    assert verify(newest, cast.administrator) in served()
