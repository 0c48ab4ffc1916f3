"""A person declares interests of their own."""

from datetime import timedelta

import pytest

from review.declaring import declare_interests
from review.models import AuditEntry, InterestDeclaration
from tests.builders import NOW, make_person
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def person(cast):
    return cast.reviewer.person


def declare(person, by, statement="Paid by nobody."):
    return declare_interests(person=person, by=by, statement=statement, now=LATER)


def test_it_works(cast, person):
    before = all_rows()
    declaration = declare(person, cast.reviewer, " Paid by nobody. ")
    assert InterestDeclaration.objects.values().get() == {
        "id": declaration.pk,
        "uuid": declaration.uuid,
        "person_id": person.pk,
        "statement": "Paid by nobody.",
        "declared_by_id": cast.reviewer.pk,
        "declared_at": LATER,
    }
    person.refresh_from_db()
    assert (person.interests, person.interests_declared_on) == ("Paid by nobody.", LATER.date())
    assert tables_changed(before) == {"articles_person", "review_interestdeclaration"}
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.subject) == ("declare_interests", declaration.uuid)


def test_each_stays(cast, person):
    declare(person, cast.reviewer, "One.")
    declare(person, cast.reviewer, "Two.")
    said = InterestDeclaration.objects.order_by("declared_at").values_list("statement", flat=True)
    assert list(said) == ["One.", "Two."]


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_nobody_declares_those_of_others(cast, person, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="declare_interests", by=by, subject=person):
        declare(person, by)


def test_nor_those_of_somebody_without_an_account(cast):
    person = make_person()
    with refused("not_allowed", action="declare_interests", by=cast.administrator, subject=person):
        declare(person, cast.administrator)


def test_it_says_something(cast, person):
    by = cast.reviewer
    with refused(
        "statement_missing", action="declare_interests", by=by, subject=person, field="statement"
    ):
        declare(person, by, " ")
