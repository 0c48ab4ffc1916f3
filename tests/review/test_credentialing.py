from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.models import Person
from review.credentialing import end_credential, verify_credential
from review.models import AuditEntry, Credential, CredentialKind, CredentialStatus, SignOff
from review.records import row_hash
from review.refusals import Refused
from tests.builders import NOW, make_credential, make_page, make_person, make_user, sign_page
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def entered(cast):
    return make_credential(make_person(), entered_by=cast.administrator)


@pytest.fixture
def verified(cast):
    return make_credential(make_person(), verified_by=cast.administrator)


def last_entry():
    entry = AuditEntry.objects.first()
    return (entry.at, entry.actor, entry.action, entry.refusal, entry.subject_type, entry.subject)


def test_verifying_works(cast, entered):
    before = all_rows()
    row = Credential.objects.values().get(pk=entered.pk)
    others = list(Credential.objects.exclude(pk=entered.pk).order_by("pk").values())
    verify_credential(credential=entered, by=cast.administrator, now=LATER)
    changed = {"status": "verified", "verified_by_id": cast.administrator.pk, "verified_at": LATER}
    assert list(Credential.objects.order_by("pk").values()) == [*others, row | changed]
    assert tables_changed(before) == {"review_credential"}
    assert last_entry() == (
        LATER,
        cast.administrator.uuid,
        "verify_credential",
        "",
        "review.credential",
        entered.uuid,
    )


def test_verifying_what_was_shown_works(cast, entered):
    shown = row_hash(entered)
    verify_credential(credential=entered, by=cast.administrator, now=LATER, shown=shown)
    assert Credential.objects.get(pk=entered.pk).status == "verified"


def test_verifying_other_than_what_was_shown(cast, entered):
    """Although the caller still holds the row as it was shown."""
    shown = row_hash(entered)
    Credential.objects.filter(pk=entered.pk).update(expires=date(2999, 1, 1))
    by = cast.administrator
    with refused("credential_changed", action="verify_credential", by=by, subject=entered):
        verify_credential(credential=entered, by=by, now=NOW, shown=shown)


def test_ending_works(cast, verified):
    before = all_rows()
    row = Credential.objects.values().get(pk=verified.pk)
    others = list(Credential.objects.exclude(pk=verified.pk).order_by("pk").values())
    end_credential(credential=verified, by=cast.administrator, now=LATER)
    changed = {"status": "ended", "ended_at": LATER, "ended_kind": "ended"}
    assert list(Credential.objects.order_by("pk").values()) == [*others, row | changed]
    assert tables_changed(before) == {"review_credential"}
    assert last_entry() == (
        LATER,
        cast.administrator.uuid,
        "end_credential",
        "",
        "review.credential",
        verified.uuid,
    )


def test_what_was_signed_with_it_stays_covered(cast):
    sign_off = sign_page(make_page(by=cast.editor), cast)
    (licence,) = cast.reviewer.person.credentials.filter(kind="licence")
    end_credential(credential=licence, by=cast.administrator, now=LATER)
    covering = SignOff.objects.covering(page=sign_off.page, fingerprint=sign_off.fingerprint)
    assert covering.get() == sign_off


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_verifying_needs_the_right(cast, entered, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="verify_credential", by=by, subject=entered):
        verify_credential(credential=entered, by=by, now=NOW)


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_ending_needs_the_right(cast, verified, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="end_credential", by=by, subject=verified):
        end_credential(credential=verified, by=by, now=NOW)


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_verifies_their_own(cast, superuser):
    by = make_user("Administrator", is_superuser=superuser)
    own = make_credential(make_person(user=by), entered_by=cast.administrator)
    with refused("own_credential", action="verify_credential", by=by, subject=own):
        verify_credential(credential=own, by=by, now=NOW)


def test_it_is_theirs_although_the_caller_knows_it_as_anothers(cast, entered):
    by = cast.administrator
    assert entered.person.user is None
    Person.objects.filter(pk=entered.person_id).update(user=by)
    with refused("own_credential", action="verify_credential", by=by, subject=entered):
        verify_credential(credential=entered, by=by, now=NOW)


def test_nobody_ends_their_own(cast):
    by = make_user("Administrator")
    own = make_credential(make_person(user=by), verified_by=cast.administrator)
    with refused("own_credential", action="end_credential", by=by, subject=own):
        end_credential(credential=own, by=by, now=NOW)


@pytest.mark.parametrize("ended", [False, True])
def test_verifying_needs_one_that_waits(cast, verified, ended):
    if ended:
        end_credential(credential=verified, by=cast.administrator, now=NOW)
    by = cast.administrator
    with refused("credential_not_waiting", action="verify_credential", by=by, subject=verified):
        verify_credential(credential=verified, by=by, now=NOW)


def test_verified_by_others(cast):
    waits = make_credential(make_person(user=make_user()))
    of_nobody = make_credential(make_person(), verified_by=cast.administrator)
    (of_a_reviewer,) = cast.reviewer.person.credentials.filter(kind="licence")
    own = make_credential(make_person(), verified_by=cast.administrator)
    Person.objects.filter(pk=own.person_id).update(user=cast.administrator)
    found = set(Credential.objects.verified_by_others().filter(kind="licence"))
    assert found == {waits, of_nobody, of_a_reviewer}


def test_ending_needs_a_verified_one(cast, entered):
    by = cast.administrator
    with refused("credential_not_verified", action="end_credential", by=by, subject=entered):
        end_credential(credential=entered, by=by, now=NOW)


def test_it_ends_once(cast, verified):
    by = cast.administrator
    end_credential(credential=verified, by=by, now=NOW)
    with refused("credential_not_verified", action="end_credential", by=by, subject=verified):
        end_credential(credential=verified, by=by, now=NOW)


@pytest.mark.parametrize(
    ("status", "issued", "expires", "active"),
    [
        ("verified", date(2026, 11, 1), date(2026, 11, 1), True),
        ("verified", date(2020, 1, 1), None, True),
        ("verified", date(2020, 1, 1), date(2026, 10, 31), False),
        ("verified", date(2026, 11, 2), date(2030, 1, 1), False),
        ("entered", date(2020, 1, 1), date(2030, 1, 1), False),
        ("ended", date(2020, 1, 1), date(2030, 1, 1), False),
    ],
)
def test_is_active(status, issued, expires, active):
    credential = Credential(status=CredentialStatus(status), issued=issued, expires=expires)
    assert credential.is_active(date(2026, 11, 1)) is active


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"jurisdiction": ""}, "review_licence_has_jurisdiction"),
        ({"expires": None}, "review_licence_expires"),
        ({"expires": date(2019, 12, 31)}, "review_credential_dates_in_order"),
        (
            {"kind": CredentialKind.BOARD_CERTIFICATION, "specialty": ""},
            "review_certification_has_specialty",
        ),
    ],
)
def test_what_the_database_refuses(cast, fields, constraint):
    person = make_person()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_credential(person, entered_by=cast.administrator, **fields)
    assert not person.credentials.exists()


def test_a_refusal_is_an_exception_that_says_why(cast, entered):
    with pytest.raises(Refused) as caught:
        verify_credential(credential=entered, by=cast.editor, now=NOW)
    assert str(caught.value) == "Your account has no right to do this: ask an administrator."


@pytest.mark.parametrize(
    "without", [{"evidence": " "}, {"looked_up_by": ""}, {"looked_up_on": None}]
)
def test_verifying_needs_evidence(cast, without):
    entered = make_credential(make_person(), entered_by=cast.administrator, **without)
    by = cast.administrator
    with refused("evidence_missing", action="verify_credential", by=by, subject=entered):
        verify_credential(credential=entered, by=by, now=NOW)
