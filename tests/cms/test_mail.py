"""The mail server of the environment: it works, then every refusal, whole message compared."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import mail
from cms.mail import CONSOLE, SMTP, Server

NO_SERVER = (
    "X is not the address of a mail server. Write for example "
    "X=smtp+tls://user:password@mail.example.org:587, or console: to have e-mails printed."
)
EXAMPLE = "Write for example X=Vouch <vouch@example.org>."


@pytest.fixture
def write(monkeypatch):
    return lambda value: monkeypatch.setenv("X", value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", Server()),
        ("console:", Server(backend=CONSOLE)),
        ("smtp://localhost", Server(backend=SMTP, host="localhost", port=25)),
        ("smtp://localhost:2525/", Server(backend=SMTP, host="localhost", port=2525)),
        (
            "smtp+tls://vouch%40example.org:p%40ss:word@mail.example.org",
            Server(
                backend=SMTP,
                host="mail.example.org",
                port=587,
                user="vouch@example.org",
                password="p@ss:word",
                starts_tls=True,
            ),
        ),
        (
            "smtp+ssl://u:p@mail.example.org",
            Server(
                backend=SMTP, host="mail.example.org", port=465, user="u", password="p", is_tls=True
            ),
        ),
    ],
)
def test_server(write, value, expected):
    write(value)
    assert mail.server("X", default="console:") == expected


def test_default_server():
    assert mail.server("X", default="console:") == Server(backend=CONSOLE)


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "https://mail.example.org",
        "smtp://",
        "smtp://:secret@",
        "smtp://localhost:secret",
        "smtp://localhost/secret",
        "smtp://localhost?secret",
        "smtp://localhost#secret",
        "console:secret",
    ],
)
def test_server_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        mail.server("X", default="")
    assert str(refused.value) == NO_SERVER


@pytest.mark.parametrize("value", ["smtp://user@localhost", "smtp://:secret@localhost"])
def test_server_refuses_half_a_log_in(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        mail.server("X", default="")
    said = "X has a user name without a password, or the reverse. Write both."
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("vouch@example.org", "vouch@example.org"),
        ("Vouch <vouch@example.org>", "Vouch <vouch@example.org>"),
        ('"Vouch, Inc." <vouch@example.org>', '"Vouch, Inc." <vouch@example.org>'),
    ],
)
def test_sender(write, value, expected):
    write(value)
    assert mail.sender("X", default=None) == expected


def test_default_sender():
    assert mail.sender("X", default="vouch@localhost") == "vouch@localhost"


@pytest.mark.parametrize("value", ["Vouch", "vouch@", "a@example.org, b@example.org", "<>"])
def test_sender_refuses(write, value):
    write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        mail.sender("X", default=None)
    assert str(refused.value) == f"X is no e-mail address. {EXAMPLE}"


@pytest.mark.parametrize("value", [None, ""])
def test_a_server_needs_a_sender(write, value):
    if value is not None:
        write(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        mail.sender("X", default=None)
    assert str(refused.value) == f"X is missing, and EMAIL_URL names a server. {EXAMPLE}"
