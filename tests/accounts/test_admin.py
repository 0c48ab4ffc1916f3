import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from tests.accounts.conftest import PASSWORD

LIST = "/admin/accounts/user/"


def change(user):
    return f"{LIST}{user.pk}/change/"


@pytest.fixture
def manager(client, editor):
    """Somebody who looks after accounts and is no superuser."""
    editor.user_permissions.set(
        Permission.objects.filter(
            codename__in=["add_user", "change_user", "view_user", "delete_user"]
        )
    )
    client.force_login(editor)
    return editor


def form(user, **changes):
    return {
        "email": user.email,
        "name": user.name,
        "time_zone": user.time_zone,
        "is_active": "on",
        **changes,
    }


def test_add(client, superuser):
    client.force_login(superuser)
    response = client.post(
        f"{LIST}add/",
        {
            "email": "New@Example.org",
            "name": "New Person",
            "time_zone": "America/New_York",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    user = User.objects.get(email="new@example.org")
    assert (response.status_code, response["Location"]) == (302, change(user))
    assert (user.name, user.time_zone, user.is_staff) == ("New Person", "America/New_York", False)
    assert user.check_password(PASSWORD)


def test_add_refuses_an_address_in_use(client, superuser, editor):
    client.force_login(superuser)
    data = form(editor, email="ED@example.org", password1=PASSWORD, password2=PASSWORD)
    response = client.post(f"{LIST}add/", {**data, "usable_password": "true"})
    assert response.status_code == 200
    assert "There is an account with this e-mail address." in response.content.decode()


def test_change_and_deactivate(client, superuser, editor):
    client.force_login(superuser)
    data = form(editor, name="Edwina Itor", time_zone="Europe/Berlin")
    del data["is_active"]
    assert client.post(change(editor), data).status_code == 302
    editor.refresh_from_db()
    assert (editor.name, editor.time_zone, editor.is_active) == (
        "Edwina Itor",
        "Europe/Berlin",
        False,
    )


def test_list(client, superuser, editor, django_assert_max_num_queries):
    for number in range(10):
        User.objects.create_user(f"{number}@example.org", name=f"Number {number}")
    client.force_login(superuser)
    with django_assert_max_num_queries(7):
        page = client.get(LIST).content.decode()
    assert "12 users" in page


def test_nobody_deletes(client, superuser, editor):
    client.force_login(superuser)
    assert client.post(f"{LIST}{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    page = client.get(LIST).content.decode()
    assert "delete_selected" not in page
    client.post(LIST, {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"})
    assert User.objects.filter(pk=editor.pk).exists()


def test_a_manager_of_accounts_cannot_make_superusers(client, manager):
    data = form(manager, is_staff="on", is_superuser="on", user_permissions=["1"])
    before = set(manager.user_permissions.all())
    assert client.post(change(manager), data).status_code == 302
    manager.refresh_from_db()
    assert manager.is_superuser is False
    assert set(manager.user_permissions.all()) == before


def test_a_manager_of_accounts_cannot_touch_a_superuser(client, manager, superuser):
    taken_over = form(superuser, email="mine@example.org")
    assert client.post(change(superuser), taken_over).status_code == 403
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{LIST}{superuser.pk}/password/", passwords).status_code == 403
    superuser.refresh_from_db()
    assert superuser.email == "root@example.org"
