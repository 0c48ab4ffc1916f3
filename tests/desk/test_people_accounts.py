"""Whose account a person is: open until a signature may rest on it."""

import pytest
from django.forms import model_to_dict
from django.utils import timezone

from articles.models import Person
from desk.admin.people import PersonForm
from review.credentialing import end_credential
from review.models import Credential
from tests.builders import (
    make_credential,
    make_page,
    make_person,
    make_user,
    sign_page,
)
from tests.desk.elements import elements, read_only
from tests.desk.posting import save


def address(person):
    return f"/admin/articles/person/{person.pk}/change/"


def account(person):
    return Person.objects.get(pk=person.pk).user


def inputs(answer):
    return {item["name"] for item in elements(answer, "input", "select", "textarea")}


def test_an_account_is_given_to_a_person_without_credentials(administrator):
    person, user = make_person(), make_user()
    save(administrator, address(person), user=str(user.pk))
    assert account(person) == user


def test_an_account_is_changed_while_nothing_is_verified(administrator):
    person, user = make_person(user=make_user()), make_user()
    person.credentials.all().delete()
    make_credential(person)
    save(administrator, address(person), user=str(user.pk))
    assert account(person) == user


def refuse_another_account(client, person):
    before = account(person)
    answer = client.get(address(person))
    assert "user" not in inputs(answer)
    assert read_only(answer)["User"] == (str(before) if before else "-")
    other = make_user()
    save(client, address(person), user=str(other.pk), biography="Treats shame.")
    assert account(person) == before
    assert Person.objects.get(pk=person.pk).biography == "Treats shame."


@pytest.mark.parametrize("role", ["administrator", "superuser"])
@pytest.mark.parametrize("with_account", [True, False])
def test_not_once_a_credential_is_verified(request, cast, role, with_account):
    person = make_person(user=make_user() if with_account else None)
    make_credential(person, verified_by=cast.administrator)
    refuse_another_account(request.getfixturevalue(role), person)


def test_not_once_a_verified_credential_is_ended(administrator, cast):
    person = make_person(user=make_user())
    credential = make_credential(person, verified_by=cast.administrator)
    end_credential(credential=credential, by=cast.administrator, now=timezone.now())
    refuse_another_account(administrator, person)


def test_not_once_the_person_has_signed(administrator, cast):
    person = cast.reviewer.person
    sign_page(make_page(by=cast.editor), cast)
    # As if they had been entered by hand and taken away again.
    Credential.objects.filter(person=person).update(status="entered")
    refuse_another_account(administrator, person)


def test_not_when_a_credential_is_verified_while_it_is_changed(cast):
    """The form was made when the account was still open, and asks again when it is sent."""
    person, other = make_person(user=make_user()), make_user()
    person.credentials.all().delete()
    stored = Person.objects.get(pk=person.pk)
    data = model_to_dict(stored, PersonForm.Meta.fields) | {"degrees": "MD", "languages": ""}
    assert PersonForm(data | {"user": other.pk}, instance=stored).is_valid()
    make_credential(person, verified_by=cast.administrator)
    stored = Person.objects.get(pk=person.pk)
    assert PersonForm(data, instance=stored).is_valid()
    form = PersonForm(data | {"user": other.pk}, instance=stored)
    assert form.non_field_errors().as_data()[0].code == "account_is_fixed"
    assert form.non_field_errors() == [
        "A credential of this person was verified after you opened this page: the account stays "
        "as it is."
    ]
