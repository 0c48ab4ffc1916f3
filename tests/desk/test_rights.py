"""Who gets which page of the admin."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from articles.models import Site
from desk.requests import user_of
from tests.desk.elements import elements
from tests.desk.refusals import unchanged

pytestmark = pytest.mark.once

ROLES = {
    "E": "editor",
    "R": "reviewer",
    "P": "publisher",
    "A": "administrator",
    "S": "superuser",
    "-": "stranger",
}
# Who sees the list and each row of it, who adds, who changes, by the letters of the roles.
TABLE = {
    "accounts.user": ("ERPAS", "AS", "AS"),
    "articles.article": ("ERPAS", "ES", "EPS"),
    "articles.condition": ("ERPAS", "ES", "EPS"),
    "articles.crisisresource": ("ERPAS", "EAS", "AS"),
    "articles.image": ("ERPAS", "EPS", "EPS"),
    "articles.notice": ("ERPAS", "ES", "ES"),
    "articles.person": ("ERPAS", "AS", "AS"),
    "articles.site": ("ERPAS", "", "AS"),
    "articles.symptom": ("ERPAS", "ES", "EPS"),
    "articles.tag": ("ERPAS", "EPS", "EPS"),
    "articles.topic": ("ERPAS", "ES", "ES"),
    "articles.treatment": ("ERPAS", "ES", "ES"),
    "auth.group": ("S", "S", "S"),
    "axes.accessattempt": ("S", "", "S"),
    "axes.accessfailurelog": ("S", "", "S"),
    "axes.accesslog": ("S", "", "S"),
    "delivery.alias": ("ERPAS", "PS", ""),
    "delivery.change": ("ERPAS", "", ""),
    "delivery.publication": ("ERPAS", "", ""),
    "desk.librarycheck": ("AS", "", ""),
    "desk.message": ("AS", "", ""),
    "django_tasks_database.dbtaskresult": ("S", "", ""),
    "references.reference": ("ERPAS", "ES", "ES"),
    "references.standingevent": ("ERPAS", "", ""),
    "review.auditentry": ("AS", "", ""),
    "review.comment": ("ERPAS", "", ""),
    "review.credential": ("ERPAS", "AS", "AS"),
    "review.dismissal": ("ERPAS", "", ""),
    "review.interestdeclaration": ("ERPAS", "", ""),
    "review.recall": ("ERPAS", "", ""),
    "review.revision": ("ERPAS", "", ""),
    "review.revocation": ("ERPAS", "", ""),
    "review.secondreview": ("ERPAS", "", ""),
    "review.signoff": ("ERPAS", "", ""),
    "review.submission": ("ERPAS", "", ""),
    "review.translationattestation": ("ERPAS", "", ""),
}
# Configuration and notes of failed log-ins may be deleted, pictures that nothing shows, and works
# that nothing cites.
DELETABLE = {
    "articles.image",
    "auth.group",
    "axes.accessattempt",
    "axes.accessfailurelog",
    "axes.accesslog",
    "references.reference",
}


def registered():
    return {model._meta.label_lower: model for model in admin.site._registry}


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def newest(model):
    """The row that was made last: what was made later is less decided."""
    return model._default_manager.order_by("-pk").first()


def letters(allowed):
    return "".join(letter for letter in ROLES if letter in allowed)


@pytest.fixture
def people(request, library):
    return {letter: request.getfixturevalue(role) for letter, role in ROLES.items()}


def test_the_table_knows_every_page():
    assert set(registered()) == set(TABLE)


def test_who_sees_adds_and_changes_what(people):
    found = {}
    for label, model in registered().items():
        row = newest(model)
        sees, adds, changes = set(), set(), set()
        for letter, client in people.items():
            page = client.get(address(model, "change", row.pk))
            statuses = {client.get(address(model, "changelist")).status_code, page.status_code}
            assert statuses in ({200}, {403}), (label, letter)
            if statuses == {200}:
                sees.add(letter)
                if any(item["name"] == "_save" for item in elements(page, "input")):
                    changes.add(letter)
            added = client.get(address(model, "add")).status_code
            assert added in (200, 403), (label, letter)
            if added == 200:
                adds.add(letter)
        found[label] = (letters(sees), letters(adds), letters(changes))
    assert found == {label: tuple(map(letters, row)) for label, row in TABLE.items()}


def test_what_nobody_offers_nobody_takes(people):
    """A page that is not offered refuses what is posted to it as well."""
    for label, model in registered().items():
        row = newest(model)
        for letter, client in people.items():
            with unchanged():
                if letter not in TABLE[label][1]:
                    assert client.post(address(model, "add"), {}).status_code == 403
                if letter not in TABLE[label][2]:
                    assert client.post(address(model, "change", row.pk), {}).status_code == 403


def test_the_site_is_added_once(administrator, editor, superuser):
    add = address(Site, "add")
    assert [client.get(add).status_code for client in (administrator, editor, superuser)] == [
        200,
        403,
        200,
    ]


def test_who_is_not_logged_in_is_asked_to(anonymous, library):
    for model in registered().values():
        row = newest(model)
        paths = [
            address(model, "changelist"),
            address(model, "add"),
            *(address(model, page, row.pk) for page in ("change", "history", "delete")),
        ]
        for path in paths:
            for answer in (anonymous.get(path), anonymous.post(path, {})):
                assert (path, answer.status_code) == (path, 302)
                assert answer["Location"] == f"/admin/login/?next={path}"


def test_who_is_no_staff_is_not_let_in(client, cast):
    cast.editor.is_staff = False
    cast.editor.save()
    client.force_login(cast.editor)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/articles/symptom/").status_code == 302


def test_an_account_that_is_switched_off_is_let_out(editor, cast):
    assert editor.get("/admin/").status_code == 200
    cast.editor.is_active = False
    cast.editor.save()
    assert editor.get("/admin/").status_code == 302


def test_nothing_that_must_stay_can_be_deleted(superuser, library):
    assert set(TABLE) >= DELETABLE
    for label, model in registered().items():
        row = newest(model)
        change = superuser.get(address(model, "change", row.pk))
        changelist = superuser.get(address(model, "changelist"))
        offers = {
            "the page": any(
                "deletelink" in item["class"].split() for item in elements(change, "a")
            ),
            "the list": any(
                item["value"] == "delete_selected" for item in elements(changelist, "option")
            ),
        }
        if label in DELETABLE:
            assert offers["the page"], label
            continue
        assert (label, offers) == (label, {"the page": False, "the list": False})
        with unchanged():
            answer = superuser.post(address(model, "delete", row.pk), {"post": "yes"})
            assert (label, answer.status_code) == (label, 403)
            superuser.post(
                address(model, "changelist"),
                {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
            )


def test_the_overview_lists_what_one_sees(people):
    for letter, client in people.items():
        answer = client.get("/admin/")
        listed = {
            model["model"]._meta.label_lower
            for app in answer.context["app_list"]
            for model in app["models"]
        }
        assert listed == {label for label, row in TABLE.items() if letter in row[0]}


def test_the_groups_hold_what_the_migration_says(db):
    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == [
        "Administrator",
        "Editor",
        "Publisher",
        "Reviewer",
    ]
    assert not Group.objects.filter(permissions__codename__startswith="delete_").exclude(
        name="Editor"
    )
    assert list(
        Group.objects.get(name="Editor")
        .permissions.filter(codename__startswith="delete_")
        .values_list("codename", flat=True)
    ) == ["delete_image", "delete_reference"]


def test_whoever_asks_has_an_account(rf):
    request = rf.get("/admin/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        user_of(request)
