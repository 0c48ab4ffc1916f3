import pytest
from django.test import RequestFactory

from accounts.models import User
from cms import lockout

PASSWORD = "correct horse battery"


@pytest.fixture
def editor(db):
    return User.objects.create_user("ed@example.org", PASSWORD, name="Ed", is_staff=True)


def log_in(client, password, *, email="ed@example.org", address="203.0.113.7"):
    return client.post(
        "/admin/login/", {"username": email, "password": password}, REMOTE_ADDR=address
    ).status_code


def test_the_tenth_failure_locks_this_account_from_this_address(client, editor):
    # Spelling the address differently is no way around.
    spellings = ["ed@example.org", "Ed@Example.org", "ED@EXAMPLE.ORG "] * 3
    assert [log_in(client, "wrong", email=email) for email in spellings] == [200] * 9
    assert log_in(client, "wrong") == 429
    assert log_in(client, PASSWORD) == 429
    assert log_in(client, PASSWORD, address="203.0.113.8") == 302


def test_success_starts_the_count_again(client, editor):
    for _ in range(2):
        assert [log_in(client, "wrong") for _ in range(9)] == [200] * 9
        assert log_in(client, PASSWORD) == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.1", "203.0.113.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "203.0.113.7"),
        (1, "", "203.0.113.7"),
    ],
)
def test_client_address(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="203.0.113.7", headers={"x-forwarded-for": forwarded}
    )
    assert lockout.client_address(request) == expected


def test_attempted_email_of_a_form_and_of_a_question_for_the_password():
    form = RequestFactory().post("/", {"username": " Ed@Example.org"})
    assert lockout.attempted_email(form) == "ed@example.org"
    assert lockout.attempted_email(form, {"username": "Re@Example.org"}) == "re@example.org"
