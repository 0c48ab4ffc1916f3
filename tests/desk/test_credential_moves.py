"""Credentials as they are verified and ended."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from review.credentialing import end_credential, verify_credential
from review.models import AuditEntry, Credential
from tests.builders import make_credential, make_person, make_user
from tests.desk.conftest import logged_in
from tests.desk.credentials import LIST, address
from tests.desk.elements import elements
from tests.desk.meanwhile import AfterTheFirst
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged

# Verify


def test_the_verify_page_shows_what_to_compare(administrator, entered):
    with unchanged():
        answer = administrator.get(address(entered, "verify"))
    names = [element.words for element in elements(answer, "dt")]
    values = [element.words for element in elements(answer, "dd")]
    assert dict(zip(names, values, strict=True)) == {
        "Person": "Avery Example, MD",
        "Kind": "Licence to practise",
        "Authority": "Florida Board of Medicine",
        "Specialty": "—",
        "Jurisdiction": "FL",
        "Number": "ME 12345",
        "Issued": "Jan. 1, 2020",
        "Expires": "Jan. 1, 2030",
        "Evidence": "https://register.example.org/12345/",
        "Looked up by": "Ada Administrator",
        "Looked up on": "Oct. 1, 2026",
    }


def test_verify(administrator, cast, entered):
    form = hidden(administrator.get(address(entered, "verify")))
    answer = administrator.post(address(entered, "verify"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(entered))
    assert told(answer) == [("success", "The credential is verified and may be relied on.")]
    entered.refresh_from_db()
    assert (entered.status, entered.verified_by) == ("verified", cast.administrator)
    assert entered.verified_at is not None


def refuse_to_verify(code, credential, by):
    client = logged_in(by)
    form = hidden(client.get(address(credential, "verify")))
    with refused(code, action="verify_credential", by=by, subject=credential):
        answer = client.post(address(credential, "verify"), form)
    assert said(answer) == {"__all__": sentence(code)}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_verify_needs_the_right(cast, entered, role):
    refuse_to_verify("not_allowed", entered, getattr(cast, role))


@pytest.mark.parametrize("is_superuser", [False, True])
def test_verify_ones_own(cast, is_superuser):
    by = make_user("Administrator", is_superuser=is_superuser)
    refuse_to_verify("own_credential", make_credential(make_person(user=by)), by)


def test_verify_twice(cast, verified):
    refuse_to_verify("credential_not_waiting", verified, cast.administrator)


def test_verify_only_what_was_shown(administrator, cast, entered):
    form = hidden(administrator.get(address(entered, "verify")))
    Credential.objects.filter(pk=entered.pk).update(expires=date(2999, 1, 1))
    by = cast.administrator
    with refused("credential_changed", action="verify_credential", by=by, subject=entered):
        answer = administrator.post(address(entered, "verify"), form)
    assert said(answer) == {"__all__": sentence("credential_changed")}


def test_verify_only_what_was_shown_although_it_changes_at_the_last_moment(
    administrator, cast, entered
):
    """Between the view's own look at the credential and the move."""
    form = hidden(administrator.get(address(entered, "verify")))
    by = cast.administrator

    def change():
        Credential.objects.filter(pk=entered.pk).update(expires=date(2999, 1, 1))

    with connection.execute_wrapper(AfterTheFirst('FROM "review_credential"', change)):
        answer = administrator.post(address(entered, "verify"), form)
    assert said(answer) == {"__all__": sentence("credential_changed")}
    entered.refresh_from_db()
    assert (entered.status, entered.expires) == ("entered", date(2999, 1, 1))
    last = AuditEntry.objects.first()
    assert (last.actor, last.refusal) == (by.uuid, "credential_changed")


# End


def test_end(administrator, verified):
    answer = administrator.post(address(verified, "end"), {"kind": "ended"})
    assert (answer.status_code, answer["Location"]) == (302, address(verified))
    assert told(answer) == [
        ("success", "The credential is ended: it is no longer printed or relied on.")
    ]
    verified.refresh_from_db()
    assert verified.status == "ended"


def refuse_to_end(code, credential, by):
    client = logged_in(by)
    with refused(code, action="end_credential", by=by, subject=credential):
        answer = client.post(address(credential, "end"), {"kind": "ended"})
    assert said(answer) == {"__all__": sentence(code)}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_end_needs_the_right(cast, verified, role):
    refuse_to_end("not_allowed", verified, getattr(cast, role))


def test_end_ones_own(cast):
    by = make_user("Administrator")
    own = make_credential(make_person(user=by), verified_by=cast.administrator)
    refuse_to_end("own_credential", own, by)


def test_end_what_was_never_verified(cast, entered):
    refuse_to_end("credential_not_verified", entered, cast.administrator)


def test_end_twice(administrator, cast, verified):
    administrator.post(address(verified, "end"), {"kind": "ended"})
    refuse_to_end("credential_not_verified", verified, cast.administrator)


# Every move


@pytest.mark.parametrize("move", ["verify", "end"])
def test_getting_the_page_of_a_move_asks_and_changes_nothing(administrator, entered, move):
    with unchanged():
        assert administrator.get(address(entered, move)).status_code == 200


@pytest.mark.parametrize("move", ["verify", "end"])
def test_who_may_not_see_credentials_sees_no_move(stranger, entered, move):
    with unchanged():
        assert stranger.get(address(entered, move)).status_code == 403
        assert stranger.post(address(entered, move)).status_code == 403


@pytest.mark.parametrize("move", ["verify", "end"])
def test_a_move_from_another_site_is_refused(cast, verified, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    with unchanged():
        assert client.post(address(verified, move)).status_code == 403


@pytest.mark.parametrize("move", ["verify", "end"])
def test_what_does_not_exist(administrator, move):
    assert administrator.get(f"{LIST}1000000/{move}/").status_code == 404


def test_which_moves_are_offered(administrator, editor, cast, entered):
    def offered(client):
        return [
            element.words
            for element in elements(client.get(address(entered)), "a")
            if any(around["class"] == "object-tools" for around in element.within)
        ]

    assert offered(administrator) == ["Verify", "History"]
    assert offered(editor) == ["History"]
    verify_credential(credential=entered, by=cast.administrator, now=timezone.now())
    assert offered(administrator) == ["End", "History"]
    end_credential(credential=entered, by=cast.administrator, now=timezone.now())
    assert offered(administrator) == ["History"]
