from datetime import UTC, date, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import RequestFactory

from articles.models import Person, Profession, RiskClass
from review.credentialing import end_credential
from review.models import (
    AuditEntry,
    Credential,
    CredentialKind,
    Scope,
    SignOff,
    Submission,
)
from review.signoff import add_months, revoke
from review.submitting import send_back
from tests.builders import (
    NOW,
    PASSWORD,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.review.refusals import refused

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor)


@pytest.fixture
def submission(cast, page):
    return submit_page(page, by=cast.editor)


def licensed(person, cast, **fields):
    return make_credential(person, verified_by=cast.administrator, **fields)


def test_it_works(cast, page, submission):
    person = cast.reviewer.person
    florida = person.credentials.get()
    new_jersey = licensed(
        person, cast, authority="New Jersey State Board of Medical Examiners", jurisdiction="NJ"
    )
    board = licensed(
        person,
        cast,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="American Board of Psychiatry and Neurology",
        specialty="psychiatry",
        jurisdiction="",
        expires=None,
    )
    degree = licensed(
        person,
        cast,
        kind=CredentialKind.DEGREE,
        authority="University of Miami",
        specialty="Doctor of Medicine",
        jurisdiction="",
        expires=None,
    )
    licensed(person, cast, jurisdiction="GA", expires=date(2026, 10, 31))
    make_credential(person, jurisdiction="TX")
    sign_submission(submission, by=cast.reviewer, now=LATER)
    sign_off = SignOff.objects.values().get()
    assert sign_off == {
        "id": sign_off["id"],
        "uuid": sign_off["uuid"],
        "page_id": page.pk,
        "revision_id": submission.revision.pk,
        "fingerprint": page.fingerprint,
        "signer_id": cast.reviewer.pk,
        "person_id": person.pk,
        "scope": "whole_page",
        "base_id": None,
        "meaning": "clinical_review",
        "statement": (
            "I have read this whole page and its list of sources as shown to me, and I approve "
            "these exact words for publication as clinically sound."
        ),
        "printed_name": "Ray Reviewer, MD",
        "credential_lines": [
            "Board-certified in psychiatry (American Board of Psychiatry and Neurology)",
            "Degree: Doctor of Medicine",
            "Licensed in FL (Florida Board of Medicine)",
            "Licensed in NJ (New Jersey State Board of Medical Examiners)",
        ],
        "credentials": [str(held.uuid) for held in (board, degree, florida, new_jersey)],
        "signed_at": LATER,
        "review_due": datetime(2027, 11, 1, 13, 0, tzinfo=UTC),
    }
    row = Submission.objects.values().get()
    assert row == {
        "id": submission.pk,
        "uuid": submission.uuid,
        "page_id": page.pk,
        "revision_id": submission.revision.pk,
        "state": "signed",
        "assignee_id": None,
        "due": None,
        "submitted_by_id": cast.editor.pk,
        "submitted_at": submission.submitted_at,
        "decided_by_id": cast.reviewer.pk,
        "decided_at": LATER,
        "reasons": "",
    }
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": entry["number"],
        "at": LATER,
        "actor": cast.reviewer.uuid,
        "action": "sign",
        "refusal": "",
        "subject_type": "review.signoff",
        "subject": sign_off["uuid"],
        "fingerprint": page.fingerprint,
        "row_hash": entry["row_hash"],
        "previous_hash": entry["previous_hash"],
        "hash": entry["hash"],
    }


def test_it_covers_these_words_of_this_page(cast, page, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    other = make_page(by=cast.editor)
    covering = SignOff.objects.covering
    assert list(covering(page=page, fingerprint=page.fingerprint)) == [sign_off]
    assert list(covering(page=page, fingerprint=other.fingerprint)) == []
    assert list(covering(page=other, fingerprint=page.fingerprint)) == []


def test_it_is_current_until_its_review_date(cast, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    instant = timedelta(microseconds=1)
    assert list(SignOff.objects.current(sign_off.review_due - instant)) == [sign_off]
    assert list(SignOff.objects.current(sign_off.review_due)) == []


def test_one_changed_character_is_not_covered(cast, page, submission):
    sign_submission(submission, by=cast.reviewer)
    page = edit_page(page, by=cast.editor, summary="A summary!")
    assert not SignOff.objects.covering(page=page, fingerprint=page.fingerprint).exists()


def test_a_changed_slug_is_covered(cast, page, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    page = edit_page(page, by=cast.editor, slug="another-address")
    assert SignOff.objects.covering(page=page, fingerprint=page.fingerprint).get() == sign_off


def test_the_waiting_words_are_signed_not_the_working_copy(cast, page, submission):
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_off = sign_submission(submission, by=cast.reviewer)
    page.refresh_from_db()
    assert sign_off.fingerprint == submission.revision.fingerprint != page.fingerprint


# Who may sign


def refuse(code, submission, *, by, field="", **fields):
    with refused(code, action="sign", by=by, subject=submission, field=field):
        sign_submission(submission, by=by, **fields)


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_it_needs_the_right(cast, submission, role):
    refuse("not_allowed", submission, by=getattr(cast, role))


def test_a_licence_is_no_right(cast, submission):
    by = make_user("Publisher")
    licensed(make_person(user=by), cast)
    refuse("not_allowed", submission, by=by)


def test_it_needs_a_person(cast, submission):
    refuse("no_person", submission, by=make_user("Reviewer"))


@pytest.mark.parametrize(
    "profession", [value for value in Profession.values if value != Profession.PHYSICIAN]
)
def test_it_needs_a_physician(cast, submission, profession):
    by = make_user("Reviewer")
    licensed(make_person(user=by, profession=profession), cast)
    refuse("not_a_physician", submission, by=by)


def test_it_needs_a_credential(cast, submission):
    by = make_user("Reviewer")
    make_person(user=by)
    refuse("no_active_licence", submission, by=by)


def test_an_unverified_licence_does_not_count(cast, submission):
    by = make_user("Reviewer")
    make_credential(make_person(user=by))
    refuse("no_active_licence", submission, by=by)


def test_an_ended_licence_does_not_count(cast, submission):
    (licence,) = cast.reviewer.person.credentials.all()
    end_credential(credential=licence, by=cast.administrator, now=NOW)
    refuse("no_active_licence", submission, by=cast.reviewer)


@pytest.mark.parametrize("kind", [CredentialKind.BOARD_CERTIFICATION, CredentialKind.DEGREE])
def test_only_a_licence_counts(cast, submission, kind):
    by = make_user("Reviewer")
    licensed(make_person(user=by), cast, kind=kind, specialty="psychiatry")
    refuse("no_active_licence", submission, by=by)


def test_the_licence_of_another_person_does_not_count(cast, submission):
    by = make_user("Reviewer")
    make_person(user=by)
    licensed(make_person(), cast)
    refuse("no_active_licence", submission, by=by)


def test_a_licence_that_the_signer_verified_does_not_count(cast, submission):
    # Verified while the person had no account yet, so that it was nobody's own.
    by = make_user("Reviewer", "Administrator")
    person = make_person()
    make_credential(person, verified_by=by)
    Person.objects.filter(pk=person.pk).update(user=by)
    refuse("no_active_licence", submission, by=by)
    licensed(person, cast, jurisdiction="NJ")
    sign_off = sign_submission(submission, by=by)
    assert sign_off.credential_lines == ["Licensed in NJ (Florida Board of Medicine)"]


@pytest.mark.parametrize(
    ("issued", "expires"),
    [
        (date(2020, 1, 1), date(2026, 11, 1)),
        (date(2026, 11, 2), date(2030, 1, 1)),
        (date(2026, 12, 1), date(2030, 1, 1)),
    ],
)
def test_the_licence_must_hold_on_the_day(cast, submission, issued, expires):
    by = make_user("Reviewer")
    licensed(make_person(user=by), cast, issued=issued, expires=expires)
    last_instant = datetime(2026, 11, 1, 23, 59, 59, 999999, tzinfo=UTC)
    if issued <= last_instant.date():
        day_after = datetime(2026, 11, 2, tzinfo=UTC)
        refuse("no_active_licence", submission, by=by, now=day_after)
    else:
        refuse("no_active_licence", submission, by=by, now=last_instant)


def test_the_last_day_of_a_licence_counts(cast, submission):
    by = make_user("Reviewer")
    licensed(make_person(user=by), cast, issued=NOW.date(), expires=NOW.date())
    sign_submission(submission, by=by, now=datetime(2026, 11, 1, 23, 59, 59, 999999, tzinfo=UTC))
    assert SignOff.objects.get().signer == by


# Two people


def test_own_words(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    submission = submit_page(make_page(by=by), by=cast.editor)
    refuse("own_words", submission, by=by)


def test_one_changed_character_of_ones_own(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="A summary!")
    edit_page(page, by=cast.editor, summary="Other words altogether.")
    refuse("own_words", submit_page(page, by=cast.editor), by=by)


def test_a_superuser_who_wrote_the_words(cast):
    by = make_user(is_superuser=True)
    licensed(make_person(user=by), cast)
    submission = submit_page(make_page(by=by), by=cast.editor)
    refuse("own_words", submission, by=by)


@pytest.mark.parametrize("with_person", [True, False])
def test_a_superuser_without_a_licence(cast, submission, with_person):
    by = make_user(is_superuser=True)
    if with_person:
        make_person(user=by)
    refuse("no_active_licence" if with_person else "no_person", submission, by=by)


def test_a_licensed_superuser_signs_the_words_of_others(cast, submission):
    by = make_user(is_superuser=True)
    licensed(make_person(user=by), cast)
    assert sign_submission(submission, by=by).signer == by


def test_who_stands_in_the_byline(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    refuse("own_words", submit_page(page, by=cast.editor), by=cast.reviewer)


def test_who_stood_in_the_byline_of_what_waits(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    submission = submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, byline=[])
    refuse("own_words", submission, by=cast.reviewer)


def test_another_account_of_an_author(cast):
    person = make_person()
    licensed(person, cast)
    page = make_page(by=cast.editor, byline=[person])
    submission = submit_page(page, by=cast.editor)
    by = make_user("Reviewer")
    Person.objects.filter(pk=person.pk).update(user=by)
    refuse("own_words", submission, by=by)


def test_another_account_of_an_editor(cast):
    person = make_person(user=make_user("Editor"))
    licensed(person, cast)
    submission = submit_page(make_page(by=person.user), by=cast.editor)
    by = make_user("Reviewer")
    Person.objects.filter(pk=person.pk).update(user=by)
    refuse("own_words", submission, by=by)


def test_own_words_that_another_physician_signed(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    assert sign_submission(submit_page(page, by=cast.editor), by=by).signer == by


def test_own_words_whose_sign_off_was_revoked_while_they_waited(cast):
    """What covered them when they were submitted no longer does when they are signed."""
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    covering = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    submission = submit_page(page, by=cast.editor)
    revoke(sign_off=covering, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    refuse("own_words", submission, by=by)


def test_words_saved_after_submitting_are_not_in_it(cast, page, submission):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="Other words.")
    assert sign_submission(submission, by=by).signer == by


# The password


def from_browser():
    return RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password(cast, submission, password):
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        password=password,
        request=from_browser(),
    )
    assert list(
        AccessAttempt.objects.values_list("username", "ip_address", "failures_since_start")
    ) == [(cast.reviewer.email, "203.0.113.7", 1)]


def test_the_password_of_another_person(cast, submission):
    cast.editor.set_password("another long password")
    cast.editor.save()
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        password="another long password",
    )


def test_an_account_that_was_switched_off(cast, submission):
    cast.reviewer.is_active = False
    cast.reviewer.save()
    refuse("wrong_password", submission, by=cast.reviewer, field="password")


def test_after_too_many_wrong_passwords_the_right_one_is_refused(cast, submission):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        refuse(
            "wrong_password",
            submission,
            by=cast.reviewer,
            field="password",
            password="wrong",
            request=from_browser(),
        )
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        request=from_browser(),
    )
    assert AccessAttempt.objects.get().failures_since_start >= settings.AXES_FAILURE_LIMIT


def test_a_wrong_password_tells_nothing_else(cast, submission):
    """Whether the account could sign is said to whoever knows its password."""
    refuse("wrong_password", submission, by=cast.editor, field="password", password="wrong")


# The words


@pytest.mark.parametrize("fingerprint", ["", "0" * 64])
def test_other_words_than_were_shown(cast, submission, fingerprint):
    refuse("fingerprint_changed", submission, by=cast.reviewer, fingerprint=fingerprint)


def test_the_working_copy_is_not_what_waits(cast, page, submission):
    page = edit_page(page, by=cast.editor, summary="Other words.")
    refuse("fingerprint_changed", submission, by=cast.reviewer, fingerprint=page.fingerprint)


def sent_back(submission, cast):
    send_back(submission=submission, by=cast.reviewer, reasons="Name a source.", now=NOW)


def signed(submission, cast):
    sign_submission(submission, by=cast.reviewer)


def withdrawn(submission, cast):
    submit_page(submission.page, by=cast.editor)


@pytest.mark.parametrize("decision", [sent_back, signed, withdrawn])
def test_it_must_wait(cast, submission, decision):
    decision(submission, cast)
    by = make_reviewer(cast.administrator)
    refuse("not_in_review", submission, by=by)


# The scope


def test_changes_need_a_whole_reading(cast, submission):
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_the_whole_reading_of_another_page_does_not_count(cast, submission):
    sign_page(make_page(by=cast.editor), cast)
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_a_revoked_whole_reading_does_not_count(cast, page):
    sign_off = sign_page(page, cast)
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    submission = submit_page(page, by=cast.editor)
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_changes_keep_the_dates_of_the_whole_reading(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.", risk_class=RiskClass.HIGH)
    half_a_year_later = NOW + timedelta(days=180)
    changes = sign_page(page, cast, now=half_a_year_later, scope=Scope.CHANGES)
    changes.refresh_from_db()
    assert changes.statement == (
        "I have read the changes to this page since its last review as shown to me, and I "
        "approve these exact words for publication as clinically sound."
    )
    assert (changes.scope, changes.base) == ("changes", whole)
    assert changes.signed_at > half_a_year_later
    assert (changes.review_due, changes.last_reviewed) == (whole.review_due, whole.signed_at)


def test_changes_never_rest_on_changes(cast, page):
    whole = sign_page(page, cast)
    for summary in ("Other words.", "Third words."):
        edit_page(page, by=cast.editor, summary=summary)
        assert sign_page(page, cast, scope=Scope.CHANGES).base == whole


def test_changes_rest_on_the_last_whole_reading_in_force(cast, page):
    first = sign_page(page, cast)
    second = sign_page(page, cast, now=LATER)
    assert sign_page(page, cast, scope=Scope.CHANGES).base == second
    revoke(sign_off=second, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert sign_page(page, cast, scope=Scope.CHANGES).base == first


@pytest.mark.parametrize(
    ("risk_class", "signed_at", "review_due"),
    [
        (RiskClass.HIGH, datetime(2027, 8, 31, 9, 30, tzinfo=UTC), (2028, 2, 29, 9, 30)),
        (RiskClass.HIGH, datetime(2028, 8, 31, 9, 30, tzinfo=UTC), (2029, 2, 28, 9, 30)),
        (RiskClass.HIGH, datetime(2026, 12, 31, 0, 0, tzinfo=UTC), (2027, 6, 30, 0, 0)),
        (RiskClass.HIGH, datetime(2027, 1, 15, 0, 0, tzinfo=UTC), (2027, 7, 15, 0, 0)),
        (RiskClass.RAISED, datetime(2028, 2, 29, 23, 59, tzinfo=UTC), (2029, 2, 28, 23, 59)),
        (RiskClass.USUAL, datetime(2026, 12, 1, 9, 30, tzinfo=UTC), (2028, 12, 1, 9, 30)),
        (RiskClass.LOW, datetime(2027, 1, 31, 9, 30, tzinfo=UTC), (2030, 1, 31, 9, 30)),
    ],
)
def test_the_review_date_follows_the_risk_class(cast, risk_class, signed_at, review_due):
    submission = submit_page(make_page(by=cast.editor, risk_class=risk_class), by=cast.editor)
    sign_off = sign_submission(submission, by=cast.reviewer, now=signed_at)
    assert sign_off.signed_at == signed_at == sign_off.last_reviewed
    assert sign_off.review_due == datetime(*review_due, tzinfo=UTC)


@pytest.mark.parametrize("months", [0, 1, 6, 12, 24, 36])
def test_add_months_keeps_the_end_of_the_month(months):
    for day in range(31):
        at = datetime(2027, 12, 1, 23, 59, 59, 999999, tzinfo=UTC) + timedelta(days=day)
        later = add_months(at, months)
        first_of_month = add_months(at.replace(day=1), months)
        assert (later.year, later.month) == (first_of_month.year, first_of_month.month)
        assert later.timetz() == at.timetz()
        assert later.day == at.day or (later + timedelta(days=1)).day == 1 < at.day


def test_what_is_relied_on_is_what_is_stored(cast, submission):
    """Credentials that change later change nothing that was signed."""
    sign_off = sign_submission(submission, by=cast.reviewer)
    Credential.objects.update(authority="Another board", jurisdiction="NJ")
    Person.objects.update(name="Another name", profession=Profession.WRITER)
    sign_off.refresh_from_db()
    assert sign_off.printed_name == "Ray Reviewer, MD"
    assert sign_off.credential_lines == ["Licensed in FL (Florida Board of Medicine)"]
    assert list(SignOff.objects.covering(page=sign_off.page, fingerprint=sign_off.fingerprint)) == [
        sign_off
    ]
