"""The password, given anew for every signature."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import RequestFactory

from tests.builders import PASSWORD
from tests.review.signing import refuse


def from_browser():
    return RequestFactory().post("/", REMOTE_ADDR="203.0.113.7")


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password(cast, submission, password):
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        password=password,
        request=from_browser(),
    )
    assert list(
        AccessAttempt.objects.values_list("username", "ip_address", "failures_since_start")
    ) == [(cast.reviewer.email, "203.0.113.7", 1)]


def test_the_password_of_another_person(cast, submission):
    cast.editor.set_password("another long password")
    cast.editor.save()
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        password="another long password",
    )


def test_an_account_that_was_switched_off(cast, submission):
    cast.reviewer.is_active = False
    cast.reviewer.save()
    refuse("wrong_password", submission, by=cast.reviewer, field="password")


def test_after_too_many_wrong_passwords_the_right_one_is_refused(cast, submission):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        refuse(
            "wrong_password",
            submission,
            by=cast.reviewer,
            field="password",
            password="wrong",
            request=from_browser(),
        )
    refuse(
        "wrong_password",
        submission,
        by=cast.reviewer,
        field="password",
        request=from_browser(),
    )
    assert AccessAttempt.objects.get().failures_since_start >= settings.AXES_FAILURE_LIMIT


def test_a_wrong_password_tells_nothing_else(cast, submission):
    """Whether the account could sign is said to whoever knows its password."""
    refuse("wrong_password", submission, by=cast.editor, field="password", password="wrong")
