from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Person
from tests.builders import make_credential, make_page, make_person, make_user, publish_page
from tests.desk.elements import elements, rows
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown, unchanged

LIST = "/admin/articles/person/"
ADD = f"{LIST}add/"
TYPED = {
    "name": "Avery Example",
    "suffixes": "Jr.",
    "slug": "avery",
    "user": "",
    "profession": "physician",
    "degrees": "MD, PhD",
    "biography": "Treats shame.",
    "orcid": "0000-0002-1825-0097",
    "languages": "en, es",
    "interests": "none",
    "interests_declared_on": "2026-01-02",
}
SMALLEST = {"name": "Avery Example", "slug": "avery", "profession": "physician"}


def address(person, page="change"):
    return f"{LIST}{person.pk}/{page}/"


def columns(person):
    return Person.objects.values().get(pk=person.pk)


def stored(person, **others):
    """The columns of the person, if what was typed is what was stored."""
    return {name: value for name, value in TYPED.items() if name != "user"} | {
        "id": person.pk,
        "uuid": person.uuid,
        "user_id": None,
        "degrees": ["MD", "PhD"],
        "languages": ["en", "es"],
        "interests_declared_on": date(2026, 1, 2),
        **others,
    }


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_add(request, role):
    client = request.getfixturevalue(role)
    user = make_user()
    answer = client.post(ADD, TYPED | {"user": str(user.pk)})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    person = Person.objects.get(slug="avery")
    assert columns(person) == stored(person, user_id=user.pk)


def test_a_name_and_a_profession_are_enough(administrator):
    assert administrator.post(ADD, SMALLEST).status_code == 302
    person = Person.objects.get(slug="avery")
    assert columns(person) == stored(person) | {
        "suffixes": "",
        "degrees": [],
        "biography": "",
        "orcid": "",
        "languages": [],
        "interests": "",
        "interests_declared_on": None,
    }


def test_change(administrator):
    person = make_person()
    save(administrator, address(person), **TYPED)
    assert columns(person) == stored(person)


def test_saving_without_a_change_changes_nothing(administrator):
    administrator.post(ADD, TYPED)
    person = Person.objects.get(slug="avery")
    save(administrator, address(person))
    assert columns(person) == stored(person)


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_others_look(request, role):
    client = request.getfixturevalue(role)
    person = make_person(name="Avery Example")
    answer = client.get(address(person))
    assert "Avery Example" in [element.words for element in elements(answer, "div")]
    names = [item["name"] for item in elements(answer, "input", "textarea", "select")]
    assert not set(names) & set(TYPED)
    with unchanged():
        assert client.post(address(person), TYPED).status_code == 403
        assert client.post(ADD, TYPED).status_code == 403


# What is refused


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "required"),
        ("name", "x" * 121, "max_length"),
        ("name", "Avery\x00", "null_characters_not_allowed"),
        ("slug", "no slug", "invalid"),
        ("profession", "", "required"),
        ("profession", "wizard", "invalid_choice"),
        ("user", "1000000", "invalid_choice"),
        ("degrees", "MD\x00", "null_characters_not_allowed"),
        ("languages", "en\x00", "null_characters_not_allowed"),
        ("biography", "Treats\x00", "null_characters_not_allowed"),
        ("orcid", "0000-0002-1825-009", "bad_orcid"),
        ("orcid", "0000-0002-1825-0098", "bad_orcid_check_digit"),
        ("interests_declared_on", "2026-02-30", "invalid"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(administrator, field, value, code):
    answer = refuse(administrator, ADD, **TYPED | {field: value})
    assert form_errors(answer)[field] == [code]
    assert field in shown(answer)


def test_interests_without_the_day_on_which_they_were_declared(administrator):
    answer = refuse(administrator, ADD, **TYPED | {"interests_declared_on": ""})
    assert list(shown(answer).values()) == [["Give the day on which the interests were declared."]]


def test_a_name_that_does_not_fit_on_one_line(administrator):
    degrees = ", ".join(["MD"] * 50)
    answer = refuse(administrator, ADD, **TYPED | {"degrees": degrees})
    assert form_errors(answer) == {"__all__": ["printed_name_too_long"]}


def test_a_slug_and_an_account_belong_to_one_person(administrator):
    user = make_user()
    make_person(slug="avery", user=user)
    other = make_person()
    for path in (ADD, address(other)):
        answer = refuse(administrator, path, **TYPED | {"user": str(user.pk)})
        assert form_errors(answer) == {"slug": ["unique"], "user": ["unique"]}
        assert shown(answer) == {
            "slug": ["Person with this Slug already exists."],
            "user": ["Person with this User already exists."],
        }


# What stays


def test_the_slug_of_somebody_whom_readers_know(administrator, cast):
    """Their address would lead to nobody, and later to somebody else."""
    person = make_person(slug="avery", profession="writer")
    assert 'name="slug"' in administrator.get(address(person)).content.decode()
    publish_page(make_page(by=cast.editor, byline=[person]), cast)
    assert 'name="slug"' not in administrator.get(address(person)).content.decode()
    answer = administrator.post(address(person), TYPED | {"slug": "other"})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.slug, person.name) == ("avery", TYPED["name"])


def delete(client, person):
    client.post(LIST, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    return client.post(address(person, "delete"), {"post": "yes"})


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_nobody_is_deleted(request, cast, role):
    client = request.getfixturevalue(role)
    author, idle = make_person(), make_person()
    make_page(by=cast.editor, byline=[author])
    for person in (author, idle):
        with unchanged():
            assert delete(client, person).status_code == 403


# The list


def test_the_list(administrator, cast):
    make_person(name="Avery Example", user=make_user(name="Ann Account"))
    make_person(name="Wren Writer", degrees=[], profession="writer")
    assert rows(administrator.get(LIST)) == [
        ["Avery Example, MD", "Physician", "—", "Ann Account"],
        ["Ray Reviewer, MD", "Physician", "May sign", "Ray Reviewer"],
        ["Wren Writer", "Writer", "—", "-"],
    ]


@pytest.mark.parametrize(("words", "found"), [("avery", 1), ("Example", 1), ("nobody", 0)])
def test_the_list_is_searched(editor, words, found):
    make_person(name="A. Example", slug="avery")
    assert len(rows(editor.get(LIST, {"q": words}))) == found


def names(client, **query):
    return [row[0] for row in rows(client.get(LIST, query))]


def test_who_may_sign(editor, cast):
    """Whoever ``sign`` would not turn away for want of a licence: verified, in force, a physician."""
    make_credential(make_person(name="A. Unverified", user=make_user()))
    make_credential(make_person(name="B. Without account"), verified_by=cast.administrator)
    make_credential(
        make_person(name="C. Therapist", profession="therapist", user=make_user()),
        verified_by=cast.administrator,
    )
    make_credential(
        make_person(name="D. Lapsed", user=make_user()),
        verified_by=cast.administrator,
        expires=date(2020, 2, 1),
    )
    make_credential(
        make_person(name="E. Left", user=make_user(is_active=False)),
        verified_by=cast.administrator,
        expires=date(2999, 1, 1),
    )
    assert names(editor, signs="yes") == ["Ray Reviewer, MD"]
    assert [name[0] for name in names(editor, signs="no")] == list("ABCDE")
    assert len(names(editor, signs="perhaps")) == 6


def test_the_list_asks_as_often_for_fifty_people_as_for_ten(editor, cast):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            editor.get(LIST)
        return len(queries)

    for _ in range(9):
        make_person(user=make_user())
    editor.get(LIST)
    few = asked()
    for _ in range(40):
        make_person(user=make_user())
    assert asked() == few
