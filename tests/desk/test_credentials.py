"""Credentials as they are entered, changed and found."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from review.credentialing import end_credential
from review.models import Credential
from tests.builders import NOW, make_person
from tests.desk.credentials import LIST, address
from tests.desk.elements import elements
from tests.desk.meanwhile import AfterTheFirst
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown, unchanged

ADD = f"{LIST}add/"


def licence(person, **fields):
    return {
        "person": str(person.pk),
        "kind": "licence",
        "authority": "Florida Board of Medicine",
        "specialty": "",
        "jurisdiction": "FL",
        "number": "ME 12345",
        "issued": "2020-01-01",
        "expires": "2030-01-01",
        "evidence": "https://register.example.org/12345/",
        "looked_up_by": "Ada Administrator",
        "looked_up_on": "2026-10-01",
        **fields,
    }


def test_enter(administrator, cast):
    person = make_person()
    answer = administrator.post(ADD, licence(person))
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    credential = Credential.objects.get(person=person)
    assert {
        "kind": "licence",
        "authority": "Florida Board of Medicine",
        "jurisdiction": "FL",
        "number": "ME 12345",
        "issued": date(2020, 1, 1),
        "expires": date(2030, 1, 1),
        "status": "entered",
        "entered_by_id": cast.administrator.pk,
        "verified_by_id": None,
        "verified_at": None,
    }.items() <= vars(credential).items()


def test_nobody_enters_a_verified_one(administrator, cast):
    person = make_person()
    administrator.post(
        ADD,
        licence(person, status="verified", verified_by=str(cast.administrator.pk)),
    )
    credential = Credential.objects.get(person=person)
    assert (credential.status, credential.verified_by) == ("entered", None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"jurisdiction": ""}, "Give the state in which the licence holds, such as FL."),
        ({"expires": ""}, "Give the day on which the licence expires."),
        ({"expires": "2019-12-31"}, "The credential expires before it was issued."),
        (
            {"kind": "board_certification"},
            "Give the specialty that is certified: psychiatry.",
        ),
    ],
)
def test_what_must_fit_together(administrator, fields, sentence):
    form = licence(make_person(), **fields)
    with unchanged():
        answer = administrator.post(ADD, form)
    assert shown(answer) == {"": [sentence]}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("person", "", "required"),
        ("person", "1000000", "invalid_choice"),
        ("kind", "nonsense", "invalid_choice"),
        ("authority", "", "required"),
        ("issued", "", "required"),
        ("issued", "nonsense", "invalid"),
        ("number", "a\x00b", "null_characters_not_allowed"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(administrator, field, value, code):
    form = licence(make_person()) | {field: value}
    with unchanged():
        answer = administrator.post(ADD, form)
    assert form_errors(answer) == {field: [code]}
    assert list(shown(answer)) == [field]


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "stranger"])
def test_who_may_not_enter(request, role):
    client = request.getfixturevalue(role)
    assert client.get(ADD).status_code == 403


# Change


def test_change_what_nobody_has_verified(administrator, cast, entered):
    data = form_data(administrator.get(address(entered)))
    enterer = entered.entered_by
    answer = administrator.post(address(entered), data | {"number": "ME 54321"})
    assert answer.status_code == 302
    entered.refresh_from_db()
    assert (entered.number, entered.entered_by) == ("ME 54321", enterer)


@pytest.mark.parametrize("role", ["administrator", "superuser"])
@pytest.mark.parametrize("ended", [False, True])
def test_a_verified_credential_stays_as_it_is(request, cast, verified, role, ended):
    if ended:
        end_credential(credential=verified, by=cast.administrator, now=timezone.now())
    client = request.getfixturevalue(role)
    answer = client.get(address(verified))
    assert answer.status_code == 200
    assert "number" not in [item["name"] for item in elements(answer, "input")]
    with unchanged():
        answer = client.post(address(verified), licence(verified.person, expires="2999-01-01"))
        assert answer.status_code == 403


def test_one_that_is_verified_while_it_is_changed_stays_as_it_is(administrator, cast, entered):
    data = form_data(administrator.get(address(entered)))

    def verify():
        Credential.objects.filter(pk=entered.pk).update(
            status="verified", verified_by=cast.administrator, verified_at=NOW
        )

    with connection.execute_wrapper(AfterTheFirst('FROM "review_credential"', verify)):
        answer = administrator.post(address(entered), data | {"number": "ME 54321"})
    assert answer.status_code == 200
    assert shown(answer) == {
        "": [
            "This credential was verified after you opened it, and keeps its dates now: a renewal "
            "is a new one."
        ]
    }
    entered.refresh_from_db()
    assert (entered.number, entered.status) == ("ME 12345", "verified")


# The list


def test_the_list_is_searched(administrator, entered, verified):
    rows = administrator.get(LIST, {"q": "Avery"}).context["cl"].result_list
    assert list(rows) == [entered]
