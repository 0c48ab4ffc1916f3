"""Crisis resources themselves, and what the pages of all their moves have in common."""

import pytest
from django.contrib import admin
from django.forms import modelform_factory
from django.test import Client
from django.utils import timezone

from articles.crisis import enter_version
from articles.models import CrisisResource, CrisisResourceVersion
from delivery.crisis import retire_crisis_resource, verify_crisis_version
from tests.builders import make_crisis_resource
from tests.desk.crisis_resources import LIST, SAYS, address
from tests.desk.elements import elements, rows
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown, unchanged

ADD = f"{LIST}add/"


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


def test_the_form_does_not_undo_a_retirement_made_meanwhile(served):
    model_admin = admin.site.get_model_admin(CrisisResource)
    read = CrisisResource.objects.get()
    CrisisResource.objects.update(retired_at=timezone.now())
    read.position = 7
    form = modelform_factory(CrisisResource, fields=["position"])(instance=read)
    model_admin.save_model(None, read, form, change=True)
    row = CrisisResource.objects.get()
    assert (row.position, row.retired_at is None) == (7, False)


def test_versions_are_read_only(administrator, superuser, resource):
    for client in (administrator, superuser):
        answer = client.get(address(resource))
        assert "988 Lifeline" in answer.content.decode()
        names = [item["name"] for item in elements(answer, "input", "textarea", "select")]
        assert not [name for name in names if name.startswith("versions-0-n")]


def test_the_list_is_searched(editor, resource, served):
    rows = editor.get(LIST, {"q": '"988 Lifeline"'}).context["cl"].result_list
    assert list(rows) == [resource]


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
    verify_crisis_version(version=version, by=cast.administrator, now=timezone.now())
    assert offered(administrator, resource) == ["Change what it says", "Retire"]
    administrator.post(address(resource, "retire"))
    assert offered(administrator, resource) == ["Change what it says"]


# The list


def listed(client, **query):
    return {row[1]: row[2] for row in rows(client.get(LIST, query))}


def test_what_becomes_of_each(editor, cast):
    now = timezone.now()
    for name in ("A served", "B served and changed", "C retired"):
        make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, name=name)
    make_crisis_resource(entered_by=cast.editor, name="D waits")
    resources = {version.name: version.resource for version in CrisisResourceVersion.objects.all()}
    changed = resources["B served and changed"]
    enter_version(
        resource=changed,
        content=SAYS | {"name": "B changed", "languages": ["en"]},
        by=cast.editor,
        at=now,
    )
    retired = resources["C retired"]
    retire_crisis_resource(resource=retired, by=cast.administrator, now=now)
    CrisisResource.objects.create(slug="empty", country="US")
    everything = {
        "A served": "Readers see it",
        "B changed": "Readers see it Waits for verification",
        "C retired": "Retired",
        "D waits": "Waits for verification",
        "—": "Says nothing yet",
    }
    assert listed(editor) == everything
    found = {
        state: "".join(name[0] for name in sorted(listed(editor, state=state)))
        for state in ("served", "waits", "retired", "empty", "other")
    }
    assert found == {"served": "AB", "waits": "BD", "retired": "C", "empty": "—", "other": "ABCD—"}
