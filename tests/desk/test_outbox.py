"""Messages stored with what they are about, and sent when it is their time."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from desk.models import Message
from desk.outbox import WAITS, queue, send_due
from tests.builders import NOW, make_user

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def user():
    return make_user(email="ed@example.org")


@pytest.fixture
def put(user):
    def put(**fields):
        usual = {
            "to": user,
            "kind": "sources_fell",
            "subject": "Sources of one page fell",
            "text": "Hello.",
            "key": "one",
            "at": NOW,
        }
        return queue(**usual | fields)

    return put


class Broken(EmailBackend):
    """A mail server that takes nothing."""

    tries = 0

    def send_messages(self, messages):
        Broken.tries += 1
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def broken(settings):
    """Switch between a mail server that takes nothing and one that takes all."""

    def switch(is_broken=True):
        settings.EMAIL_BACKEND = (
            f"{__name__}.Broken" if is_broken else "django.core.mail.backends.locmem.EmailBackend"
        )

    Broken.tries = 0
    switch()
    return switch


def stands(message):
    message.refresh_from_db()
    return message.state, message.attempts, message.sent_at, message.next_try_at


def test_it_works(settings, put):
    settings.DEFAULT_FROM_EMAIL = "Vouch <vouch@example.org>"
    message = put()
    assert stands(message) == ("waiting", 0, None, NOW)
    assert send_due(LATER) == 1
    (sent,) = mail.outbox
    assert (sent.from_email, sent.to, sent.subject, sent.body) == (
        "Vouch <vouch@example.org>",
        ["ed@example.org"],
        "Sources of one page fell",
        "Hello.",
    )
    assert sent.message()["Message-ID"] == f"<{message.uuid}@cms.example.org>"
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert stands(message)[:3] == ("sent", 1, LATER)
    assert message.last_error == ""


def test_never_twice(put):
    assert put() is not None
    assert put(text="Hello again.") is None
    assert [send_due(LATER), send_due(LATER)] == [1, 0]
    assert put() is None
    assert send_due(LATER) == 0
    assert Message.objects.get().text == "Hello."


def test_not_before_its_time(put):
    put(at=LATER)
    assert send_due(LATER - timedelta(seconds=1)) == 0
    assert send_due(LATER) == 1


def test_the_longest_waiting_first(put):
    put(key="two", subject="Two", at=NOW)
    put(key="one", subject="One", at=NOW - timedelta(seconds=1))
    assert send_due(LATER) == 2
    assert [message.subject for message in mail.outbox] == ["One", "Two"]


def test_no_more_than_some_at_once(put):
    for number in range(25):
        put(key=str(number))
    assert [send_due(LATER), send_due(LATER)] == [20, 5]


def test_a_subject_is_one_line(put):
    assert (
        put(subject="A\r\nBcc: all@example.org " + "x" * 300).subject[:24]
        == "A Bcc: all@example.org x"
    )
    assert send_due(LATER) == 1


# People


def test_an_account_that_is_switched_off(put, user):
    user.is_active = False
    assert put() is None
    assert not Message.objects.exists()


def test_an_account_that_was_switched_off_meanwhile(put, user):
    message = put()
    user.is_active = False
    user.save()
    send_due(LATER)
    assert (stands(message)[0], mail.outbox) == ("dropped", [])


def test_an_address_that_changed_meanwhile(put, user):
    put()
    user.email = "edward@example.org"
    user.save()
    send_due(LATER)
    assert mail.outbox[0].to == ["edward@example.org"]


# What goes wrong


def test_a_server_that_is_down_for_a_while(put, broken):
    message, other = put(), put(key="two", at=NOW + timedelta(seconds=1))
    assert send_due(LATER) == 0
    assert stands(message) == ("waiting", 1, None, LATER + WAITS[0])
    assert message.last_error == "SMTPServerDisconnected: Connection unexpectedly closed"
    # The others would fail as well.
    assert (Broken.tries, stands(other)[1]) == (1, 0)
    broken(False)
    assert send_due(LATER) == 1
    assert send_due(LATER + WAITS[0]) == 1
    assert stands(message)[:3] == ("sent", 2, LATER + WAITS[0])
    assert message.last_error == ""


def test_a_server_that_is_never_up(put, broken):
    message, now, waited = put(), LATER, []
    while stands(message)[0] == "waiting":
        assert send_due(now) == 0
        waited.append(stands(message)[3] - now)
        now = message.next_try_at
    assert stands(message)[:3] == ("failed", 10, None)
    assert waited[:-1] == list(WAITS)
    assert sum(waited[:-1], timedelta()) > timedelta(days=1)
    assert send_due(now + timedelta(days=30)) == 0


def test_a_message_that_cannot_be_written(put):
    """The others are sent all the same."""
    message, other = put(), put(key="two", at=NOW + timedelta(seconds=1))
    Message.objects.filter(pk=message.pk).update(subject="A\nBcc: all@example.org")
    assert [send_due(LATER), send_due(LATER)] == [0, 1]
    assert (stands(message)[:2], stands(other)[0]) == (("waiting", 1), "sent")
    assert message.last_error.startswith("BadHeaderError: ")


def test_nobody_listens(put, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message = put()
    assert send_due(LATER) == 0
    assert message.last_error == ""
    assert stands(message)[:2] == ("waiting", 1)
    assert message.last_error.startswith("ConnectionRefusedError: ")


def test_a_process_that_died_while_sending(put, monkeypatch):
    """Another sends it, when the time is up that it had."""
    message = put()

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    monkeypatch.setattr(EmailBackend, "send_messages", die)
    with pytest.raises(Killed):
        send_due(LATER)
    monkeypatch.undo()
    assert send_due(LATER + timedelta(minutes=9)) == 0
    assert send_due(LATER + timedelta(minutes=10)) == 1
    assert stands(message)[:2] == ("sent", 2)


def test_without_a_server_messages_wait(put, settings):
    settings.EMAIL_BACKEND = ""
    message = put()
    assert send_due(LATER) == 0
    assert stands(message) == ("waiting", 0, None, NOW)


def test_nothing_to_send_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert send_due(LATER) == 0
