"""What a crisis resource says: entered by one person, verified by another."""

import pytest
from django.utils import timezone

from articles.crisis import enter_version
from articles.models import CrisisResource, CrisisResourceVersion
from tests.builders import make_crisis_resource, make_user
from tests.desk.conftest import logged_in
from tests.desk.crisis_resources import SAYS, address
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, shown, told, unchanged

# Enter


def test_enter_the_first_version(editor, cast):
    resource = CrisisResource.objects.create(slug="us-988", country="US")
    answer = editor.post(address(resource, "enter"), SAYS)
    assert (answer.status_code, answer["Location"]) == (302, address(resource))
    assert told(answer) == [("success", "The new version waits for another person to verify it.")]
    version = resource.versions.get()
    assert {
        **SAYS,
        "languages": ["en", "es"],
        "number": 1,
        "entered_by_id": cast.editor.pk,
        "verified_at": None,
    }.items() <= vars(version).items()


def test_enter_another_version(editor, served):
    answer = editor.get(address(served, "enter"))
    values = {item["name"]: item["value"] for item in elements(answer, "input")}
    assert (values["phone"], values["label"], values["languages"]) == ("988", "Call 988", "en")
    editor.post(address(served, "enter"), SAYS)
    assert [version.number for version in served.versions.all()] == [2, 1]
    # Until somebody else has verified it, readers see what they saw.
    assert CrisisResourceVersion.objects.served().get().number == 1


@pytest.mark.parametrize("role", ["reviewer", "publisher"])
def test_enter_needs_the_right(request, resource, role):
    client = request.getfixturevalue(role)
    with unchanged():
        answer = client.post(address(resource, "enter"), SAYS)
    assert said(answer) == {"__all__": [(None, "You may not edit crisis resources.")]}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "required"),
        ("label", "", "required"),
        ("hours", "", "required"),
        ("phone", "nine", "bad_number"),
        ("sms", "988;", "bad_number"),
        ("chat_url", "http://chat.example.org/", "invalid"),
        ("chat_url", "javascript:alert(1)", "invalid"),
        ("languages", "", "required"),
        ("languages", "e\x00n", "null_characters_not_allowed"),
        ("label", "x" * 121, "max_length"),
    ],
)
def test_what_a_version_may_not_say(editor, resource, field, value, code):
    with unchanged():
        answer = editor.post(address(resource, "enter"), SAYS | {field: value})
    assert {name: [code for code, _ in faults] for name, faults in said(answer).items()} == {
        field: [code]
    }


def test_a_version_without_any_way_to_be_reached(editor, resource):
    with unchanged():
        answer = editor.post(
            address(resource, "enter"), SAYS | {"phone": "", "sms": "", "chat_url": ""}
        )
    assert shown(answer) == {"": ["Give a phone number, a text number or a chat address."]}


# Verify


def test_the_verify_page_shows_what_to_try(administrator, cast, resource):
    enter_version(
        resource=resource,
        content=SAYS | {"languages": ["en", "es"]},
        by=cast.editor,
        at=timezone.now(),
    )
    with unchanged():
        answer = administrator.get(address(resource, "verify/2"))
    assert elements(answer, "h1")[0].words == "Verify 988 Lifeline, version 2"
    names = [element.words for element in elements(answer, "dt")]
    values = [element.words for element in elements(answer, "dd")]
    assert dict(zip(names, values, strict=True)) == {
        "Name": "988 Lifeline",
        "Label": "Call or text 988",
        "Phone": "988",
        "Sms": "988",
        "Sms body": "—",
        "Chat url": "https://chat.example.org/",
        "Hours": "24/7",
        "Audience": "—",
        "Languages": "en, es",
    }


def test_verify(administrator, cast, resource):
    answer = administrator.post(address(resource, "verify/1"))
    assert (answer.status_code, answer["Location"]) == (302, address(resource))
    assert told(answer) == [("success", "Readers see this version now.")]
    version = CrisisResourceVersion.objects.served().get()
    assert (version.resource, version.verified_by) == (resource, cast.administrator)


def refuse_to_verify(code, resource, number, by):
    version = resource.versions.get(number=number)
    client = logged_in(by)
    with refused(code, action="verify_crisis_version", by=by, subject=version):
        answer = client.post(address(resource, f"verify/{number}"))
    assert said(answer) == {"__all__": sentence(code)}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_verify_needs_the_right(cast, resource, role):
    refuse_to_verify("not_allowed", resource, 1, getattr(cast, role))


@pytest.mark.parametrize("is_superuser", [False, True])
def test_verify_what_one_entered(cast, is_superuser):
    by = make_user("Administrator", is_superuser=is_superuser)
    refuse_to_verify("own_entry", make_crisis_resource(entered_by=by), 1, by)


def test_verify_twice(cast, served):
    refuse_to_verify("already_verified", served, 1, cast.administrator)


def test_verify_only_what_was_looked_at(administrator, cast, resource):
    administrator.get(address(resource, "verify/1"))
    newer = enter_version(
        resource=resource,
        content=SAYS | {"languages": ["en"], "phone": "911"},
        by=cast.editor,
        at=timezone.now(),
    )
    refuse_to_verify("outdated_version", resource, 1, cast.administrator)
    newer.refresh_from_db()
    assert newer.verified_at is None


def test_verify_what_nobody_entered(administrator, resource):
    assert administrator.get(address(resource, "verify/2")).status_code == 404
