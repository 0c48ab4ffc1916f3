import pytest
from django.test import Client
from django.utils import timezone

from articles.crisis import enter_version, verify_version
from articles.drafts import SectionDraft
from articles.models import CrisisResource, CrisisResourceVersion
from delivery.refusals import PublishingRefusal
from review.refusals import Refusal
from tests.builders import make_crisis_resource, make_page, make_site, make_user, publish_page
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import refused, said, shown, told, unchanged

LIST = "/admin/articles/crisisresource/"
ADD = f"{LIST}add/"
SAYS = {
    "name": "988 Lifeline",
    "label": "Call or text 988",
    "phone": "988",
    "sms": "988",
    "sms_body": "",
    "chat_url": "https://chat.example.org/",
    "hours": "24/7",
    "audience": "",
    "languages": "en, es",
}


@pytest.fixture
def resource(cast):
    """What the editor entered and nobody verified."""
    return make_crisis_resource(entered_by=cast.editor, name="988 Lifeline")


@pytest.fixture
def served(cast):
    return make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)


def address(resource, move="change"):
    return f"{LIST}{resource.pk}/{move}/"


def sentence(code):
    refusals = {member.value: member.label for member in [*Refusal, *PublishingRefusal]}
    return [(code, refusals[code])]


# The resource


def none_yet():
    return {
        f"versions-{name}": number
        for name, number in [
            ("TOTAL_FORMS", "0"),
            ("INITIAL_FORMS", "0"),
            ("MIN_NUM_FORMS", "0"),
            ("MAX_NUM_FORMS", "0"),
        ]
    }


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_add(request, role):
    client = request.getfixturevalue(role)
    answer = client.post(
        ADD, none_yet() | {"slug": "us-988", "country": "US", "position": "1", "_continue": "1"}
    )
    resource = CrisisResource.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(resource))
    assert (resource.slug, resource.country, resource.position, resource.retired_at) == (
        "us-988",
        "US",
        1,
        None,
    )
    assert client.get(address(resource)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("country", "us", "bad_country"),
        ("country", "USA", "max_length"),
        ("country", "", "required"),
        ("slug", "no slug", "invalid"),
        ("position", "-1", "min_value"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(editor, field, value, code):
    form = {"slug": "us-988", "country": "US", "position": "1", field: value}
    with unchanged():
        answer = editor.post(ADD, none_yet() | form)
    assert code in form_errors(answer)[field]
    assert list(shown(answer)) == [field]


def test_administrators_change_the_order_alone(administrator, served):
    data = form_data(administrator.get(address(served)))
    answer = administrator.post(
        address(served), data | {"position": "7", "slug": "other", "country": "CA"}
    )
    assert answer.status_code == 302
    before = served
    served = CrisisResource.objects.get()
    assert (served.position, served.slug, served.country) == (7, before.slug, "US")


def test_versions_are_read_only(administrator, superuser, resource):
    for client in (administrator, superuser):
        answer = client.get(address(resource))
        assert "988 Lifeline" in answer.content.decode()
        names = [item["name"] for item in elements(answer, "input", "textarea", "select")]
        assert not [name for name in names if name.startswith("versions-0-n")]


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


def refuse_to_verify(client, resource, number, code, sentence):
    with unchanged():
        answer = client.post(address(resource, f"verify/{number}"))
    assert said(answer) == {"__all__": [(code, sentence)]}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_verify_needs_the_right(request, resource, role):
    client = request.getfixturevalue(role)
    refuse_to_verify(client, resource, 1, None, "You may not verify crisis resources.")


@pytest.mark.parametrize("is_superuser", [False, True])
def test_verify_what_one_entered(cast, is_superuser):
    by = make_user("Administrator", is_superuser=is_superuser)
    resource = make_crisis_resource(entered_by=by)
    refuse_to_verify(
        logged_in(by),
        resource,
        1,
        "own_entry",
        "You entered this version: another person verifies it.",
    )


def test_verify_twice(administrator, served):
    refuse_to_verify(
        administrator, served, 1, "already_verified", "This version is verified already."
    )


def test_verify_only_what_was_looked_at(administrator, cast, resource):
    administrator.get(address(resource, "verify/1"))
    newer = enter_version(
        resource=resource,
        content=SAYS | {"languages": ["en"], "phone": "911"},
        by=cast.editor,
        at=timezone.now(),
    )
    refuse_to_verify(
        administrator,
        resource,
        1,
        "outdated_version",
        "A newer version has been entered: verify that one.",
    )
    newer.refresh_from_db()
    assert newer.verified_at is None


def test_verify_what_nobody_entered(administrator, resource):
    assert administrator.get(address(resource, "verify/2")).status_code == 404


# Retire


def test_retire(administrator, served):
    answer = administrator.post(address(served, "retire"))
    assert (answer.status_code, answer["Location"]) == (302, address(served))
    assert told(answer) == [("success", "The resource is no longer shown.")]
    assert not CrisisResourceVersion.objects.served().exists()


def refuse_to_retire(code, resource, by):
    client = logged_in(by)
    with refused(code, action="retire_crisis_resource", by=by, subject=resource):
        answer = client.post(address(resource, "retire"))
    assert said(answer) == {"__all__": sentence(code)}


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_retire_needs_the_right(cast, served, role):
    refuse_to_retire("not_allowed", served, getattr(cast, role))


def test_retire_the_last_one_of_a_country(cast, served):
    make_site()
    publish_page(make_page(by=cast.editor, content_flags=["self_harm"]), cast, now=timezone.now())
    refuse_to_retire("last_crisis_resource", served, cast.administrator)


def test_retire_what_a_public_page_names(cast, served):
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    line = {"type": "crisisLine", "attrs": {"resource": str(served.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Help", body=body)])
    publish_page(page, cast, now=timezone.now())
    refuse_to_retire("crisis_resource_in_use", served, cast.administrator)


# Every move

MOVES = ["enter", "verify/1", "retire"]


@pytest.mark.parametrize("move", MOVES)
def test_getting_the_page_of_a_move_asks_and_changes_nothing(administrator, resource, move):
    with unchanged():
        answer = administrator.get(address(resource, move))
    assert (answer.status_code, shown(answer)) == (200, {})


@pytest.mark.parametrize("move", MOVES)
def test_who_may_not_see_resources_sees_no_move(stranger, resource, move):
    with unchanged():
        assert stranger.get(address(resource, move)).status_code == 403
        assert stranger.post(address(resource, move), SAYS).status_code == 403


@pytest.mark.parametrize("move", MOVES)
def test_a_move_from_another_site_is_refused(cast, resource, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    with unchanged():
        assert client.post(address(resource, move), SAYS).status_code == 403


@pytest.mark.parametrize("move", MOVES)
def test_what_does_not_exist(administrator, move):
    assert administrator.get(f"{LIST}1000000/{move}/").status_code == 404


def offered(client, resource):
    return [
        element.words
        for element in elements(client.get(address(resource)), "a")
        if any(around["class"] == "object-tools" for around in element.within)
    ][:-1]


def test_which_moves_are_offered(administrator, editor, reviewer, cast):
    resource = CrisisResource.objects.create(slug="us-988", country="US")
    assert offered(administrator, resource) == ["Change what it says", "Retire"]
    version = enter_version(
        resource=resource,
        content=SAYS | {"languages": ["en"]},
        by=cast.editor,
        at=timezone.now(),
    )
    assert offered(administrator, resource) == [
        "Change what it says",
        "Verify the newest version",
        "Retire",
    ]
    assert offered(editor, resource) == ["Change what it says"]
    assert offered(reviewer, resource) == []
    verify_version(version=version, by=cast.administrator, at=timezone.now())
    assert offered(administrator, resource) == ["Change what it says", "Retire"]
    administrator.post(address(resource, "retire"))
    assert offered(administrator, resource) == ["Change what it says"]


def test_the_list_is_searched(editor, resource, served):
    rows = editor.get(LIST, {"q": "988 Lifeline"}).context["cl"].result_list
    assert list(rows) == [resource]
