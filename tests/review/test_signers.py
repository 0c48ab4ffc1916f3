"""Who may sign: a physician whose licence somebody else verified."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.models import Person, Profession
from review.credentialing import end_credential
from review.models import CredentialKind, SignOff
from tests.builders import (
    NOW,
    make_credential,
    make_page,
    make_person,
    make_user,
    may_review,
    sign_submission,
    submit_page,
)
from tests.review.signing import licensed, refuse


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
    (licence,) = cast.reviewer.person.credentials.filter(kind="licence")
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
    may_review(Person.objects.get(pk=person.pk))
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


def test_a_language_that_nobody_attested(cast):
    cast.reviewer.person.credentials.filter(kind="language", specialty="es").delete()
    page = make_page(by=cast.editor, locale="es")
    refuse("language_not_attested", submit_page(page, by=cast.editor), by=cast.reviewer)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "entered"},
        {"status": "ended"},
        {"issued": date(2999, 1, 1)},
        {"specialty": "en-US"},
    ],
)
def test_a_language_that_does_not_count(cast, submission, fields):
    held = cast.reviewer.person.credentials.filter(kind="language", specialty="en")
    held.update(**fields)
    refuse("language_not_attested", submission, by=cast.reviewer)


def test_a_language_counts_for_its_regions(cast, settings):
    settings.CONTENT_LOCALES = ["en", "es-MX"]
    submission = submit_page(make_page(by=cast.editor, locale="es-MX"), by=cast.editor)
    assert sign_submission(submission, by=cast.reviewer).signer == cast.reviewer


@pytest.mark.parametrize("on", [None, NOW.date() - timedelta(days=365)])
def test_interests_that_were_not_declared_for_a_year(cast, submission, on):
    Person.objects.filter(user=cast.reviewer).update(interests="", interests_declared_on=on)
    refuse("interests_not_declared", submission, by=cast.reviewer)


def test_interests_that_were_declared_within_a_year(cast, submission):
    on = NOW.date() - timedelta(days=364)
    Person.objects.filter(user=cast.reviewer).update(interests_declared_on=on)
    assert sign_submission(submission, by=cast.reviewer).signer == cast.reviewer
