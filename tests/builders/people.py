"""Accounts, people and what they may put their name to."""

from datetime import date

from django.contrib.auth.models import Group

from accounts.models import User
from articles.models import (
    Person,
    Profession,
)
from review.credentialing import verify_credential
from review.models import Credential, CredentialKind, CredentialStatus
from tests.builders.basics import NOW, PASSWORD, serial


def make_user(*groups, **fields):
    number = next(serial)
    fields = {"email": f"user{number}@example.org", "name": f"User {number}", **fields}
    user = User.objects.create_user(password=PASSWORD, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_person(**fields):
    number = next(serial)
    fields = {
        "slug": f"person-{number}",
        "name": f"Person {number}",
        "profession": Profession.PHYSICIAN,
        "degrees": ["MD"],
        **fields,
    }
    person = Person.objects.create(**fields)
    return may_review(person) if person.user else person


def may_review(person):
    """Let the person review in English and Spanish, with interests declared.

    For good: tests ask the clock, too. What a test is not about stands in no audit.
    """
    if person.interests_declared_on is None:
        person.interests, person.interests_declared_on = "None to declare.", date(2999, 1, 1)
        person.save()
    Credential.objects.bulk_create(
        Credential(
            person=person,
            kind=CredentialKind.LANGUAGE,
            authority="Example Clinic",
            specialty=language,
            issued=date(2000, 1, 1),
            status=CredentialStatus.VERIFIED,
            entered_by=person.user or make_user(),
        )
        for language in ("en", "es")
    )
    return person


def make_credential(person, *, verified_by=None, **fields):
    """A licence in Florida, verified when ``verified_by`` is given."""
    fields = {
        "kind": CredentialKind.LICENCE,
        "authority": "Florida Board of Medicine",
        "jurisdiction": "FL",
        "issued": date(2020, 1, 1),
        "expires": date(2030, 1, 1),
        "evidence": "https://register.example.org/12345/",
        "looked_up_by": "Ada Administrator",
        "looked_up_on": date(2026, 10, 1),
        "entered_by": verified_by or make_user(),
        **fields,
    }
    credential = Credential.objects.create(person=person, **fields)
    if verified_by:
        return verify_credential(credential=credential, by=verified_by, now=NOW)
    return credential


def make_reviewer(administrator, **fields):
    """A physician with a verified licence without end, and an account that may review."""
    user = make_user("Reviewer", **fields)
    person = make_person(user=user, name=user.name)
    make_credential(person, verified_by=administrator, expires=date.max)
    return user


def make_second_reviewer(administrator, profession=Profession.PSYCHOLOGIST, **fields):
    """A psychologist with a verified licence without end, and an account that may review."""
    user = make_user("Reviewer", **fields)
    person = make_person(user=user, name=user.name, profession=profession, degrees=["PhD"])
    make_credential(
        person, verified_by=administrator, authority="Board of Psychology", expires=date.max
    )
    return user
