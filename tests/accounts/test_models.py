import uuid

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory

from accounts.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_create_user():
    user = User.objects.create_user(" Ed@Example.ORG ", PASSWORD, name="Ed Itor")
    user.refresh_from_db()
    assert (user.email, user.name, user.time_zone) == ("ed@example.org", "Ed Itor", "UTC")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert isinstance(user.uuid, uuid.UUID)
    assert user.check_password(PASSWORD)


def test_create_user_without_password_cannot_log_in():
    assert not User.objects.create_user("ed@example.org", name="Ed").has_usable_password()


@pytest.mark.parametrize("email", ["", "  ", None])
def test_create_user_needs_an_address(email):
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user(email, PASSWORD)


def test_create_superuser():
    user = User.objects.create_superuser("root@example.org", PASSWORD, name="Rosa")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, True, True)


@pytest.mark.parametrize("email", ["ed@example.org", "ED@example.org", " Ed@Example.Org "])
def test_logging_in_does_not_depend_on_case(editor, email):
    request = RequestFactory().post("/admin/login/")
    assert authenticate(request, username=email, password=PASSWORD) == editor


def test_inactive_users_cannot_log_in(editor):
    editor.is_active = False
    editor.save(update_fields=["is_active"])
    request = RequestFactory().post("/admin/login/")
    assert authenticate(request, username=editor.email, password=PASSWORD) is None


def test_one_account_per_address_whatever_its_case(editor):
    with pytest.raises(IntegrityError):
        User.objects.create(email="ED@example.org", name="Other")


def test_clean_lowers_the_address(editor):
    user = User(email="New@Example.org", name="New", password="unusable")
    user.full_clean()
    assert user.email == "new@example.org"
    with pytest.raises(ValidationError) as refused:
        User(email="ED@example.org", name="Other", password="unusable").full_clean()
    assert "There is an account with this e-mail address." in refused.value.message_dict["email"]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kathmandu"])
def test_time_zone(editor, zone):
    editor.time_zone = zone
    editor.full_clean()


@pytest.mark.parametrize("zone", ["EST5", "America/Nowhere", "../../etc/passwd", "+02:00"])
def test_time_zone_refuses(editor, zone):
    editor.time_zone = zone
    with pytest.raises(ValidationError) as refused:
        editor.full_clean()
    assert refused.value.message_dict == {
        "time_zone": [f"{zone} is not the name of a time zone, such as America/New_York."]
    }


def test_names():
    named = User(email="ed@example.org", name="Ed Itor")
    assert (str(named), named.get_full_name(), named.get_short_name()) == ("Ed Itor",) * 3
    assert str(User(email="ed@example.org")) == "ed@example.org"
