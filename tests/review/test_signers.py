"""Who may sign: a physician whose licence somebody else verified."""

from datetime import UTC, date, datetime

import pytest

from articles.models import Person, Profession
from review.credentialing import end_credential
from review.models import CredentialKind, SignOff
from tests.builders import NOW, make_credential, make_person, make_user, sign_submission
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
