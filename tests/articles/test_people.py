from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Person
from tests.articles.refusals import codes
from tests.builders import make_person, make_user

VALID = {"slug": "avery", "name": "Avery Example", "profession": "physician"}


def refused(**fields):
    with pytest.raises(ValidationError) as caught:
        Person(**VALID, **fields).full_clean()
    return codes(caught)


def test_it_works(db):
    person = Person(
        **VALID,
        suffixes="Jr.",
        degrees=["MD", "PhD"],
        biography="Treats shame.",
        orcid="0000-0002-1825-0097",
        languages=["en", "es"],
        interests="none",
        interests_declared_on=date(2026, 1, 1),
    )
    person.full_clean()
    person.save()
    assert person.uuid == Person.objects.get().uuid
    assert str(person) == person.printed_name == "Avery Example Jr., MD, PhD"


def test_the_smallest_person(db):
    person = Person(**VALID)
    person.full_clean()
    assert (person.degrees, person.languages, person.orcid, person.interests) == ([], [], "", "")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Avery Example"),
        ({"suffixes": "III"}, "Avery Example III"),
        ({"degrees": ["MD"]}, "Avery Example, MD"),
        ({"suffixes": "Jr.", "degrees": ["MD"]}, "Avery Example Jr., MD"),
    ],
)
def test_printed_name(fields, expected):
    assert Person(**VALID, **fields).printed_name == expected


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", ""]
)
def test_orcid(db, orcid):
    """The examples of ORCID's own documentation."""
    Person(**VALID, orcid=orcid).full_clean()


@pytest.mark.parametrize(
    ("orcid", "code"),
    [
        ("0000-0002-1825-0098", "bad_orcid_check_digit"),
        ("0000-0002-1825-009X", "bad_orcid_check_digit"),
        ("0000-0002-1694-2330", "bad_orcid_check_digit"),
        ("0000-0020-1825-0097", "bad_orcid_check_digit"),
        ("0000000218250097", "bad_orcid"),
        ("0000-0002-1694-233x", "bad_orcid"),
        ("0000-0002-1825-X097", "bad_orcid"),
        ("0000-0002-1825-0097\n", "bad_orcid"),
        (" 0000-0002-1825-0097", "bad_orcid"),
        ("0000-0002-1825-00\uff197", "bad_orcid"),
        ("https://orcid.org/0000-0002-1825-0097", "bad_orcid"),
    ],
)
def test_what_is_no_orcid(db, orcid, code):
    assert code in refused(orcid=orcid)["orcid"]


@pytest.mark.parametrize("field", ["degrees", "languages"])
@pytest.mark.parametrize("value", ["MD", {"MD": 1}, ["MD", ""], ["MD", 1], [["MD"]], [None]])
def test_lists_of_texts(db, field, value):
    assert refused(**{field: value}) == {field: ["not_a_text_list"]}


def test_a_profession_is_one_of_the_list(db):
    with pytest.raises(ValidationError) as caught:
        Person(**{**VALID, "profession": "wizard"}).full_clean()
    assert codes(caught) == {"profession": ["invalid_choice"]}


def test_interests_need_a_date(db):
    with pytest.raises(ValidationError) as caught:
        Person(**VALID, interests="none").full_clean()
    assert caught.value.messages == ["Give the day on which the interests were declared."]
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(interests="none")


def test_a_date_needs_no_interests(db):
    Person(**VALID, interests_declared_on=date(2026, 1, 1)).full_clean()


def test_a_slug_and_an_account_belong_to_one_person(db):
    user = make_user()
    make_person(slug="avery", user=user)
    for fields in ({"slug": "avery"}, {"user": user}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_person(**fields)


def test_the_printed_name_fits_where_it_is_signed():
    degrees = ["D" * 40] * 4
    person = Person(name="A" * 30, suffixes="Jr.", slug="a", profession="physician")
    person.degrees = degrees
    assert len(person.printed_name) == 30 + 4 + 4 * 42
    with pytest.raises(ValidationError) as caught:
        person.clean()
    (error,) = caught.value.error_list
    assert error.code == "printed_name_too_long"
    assert error.messages == [
        "Name, suffixes and degrees are printed as one line of at most 200 characters, and these "
        "have 202: leave out degrees."
    ]
    person.name = "A" * 28
    person.clean()


@pytest.mark.parametrize("degrees", [None, "MD", [1]])
def test_degrees_that_are_no_list_of_texts_make_no_name(degrees):
    Person(name="A", slug="a", profession="physician", degrees=degrees).clean()
