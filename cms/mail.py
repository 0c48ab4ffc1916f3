"""How e-mails are sent and by whom, read from the environment. No message repeats a password."""

from dataclasses import dataclass
from email.utils import formataddr, getaddresses
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from cms.environment import read, refusal

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
# The usual port of each way.
PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


@dataclass(frozen=True, kw_only=True)
class Server:
    """``backend`` is empty where nothing is sent; then people are told nothing, for the time being."""

    backend: str = ""
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def server(name: str, *, default: str) -> Server:
    """The server that sends, such as ``smtp+tls://user:password@mail.example.org:587``."""
    value = read(name, default)
    if not value:
        return Server()
    if value == "console:":
        return Server(backend=CONSOLE)
    try:
        parts = urlsplit(value)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise _no_server(name) from None
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise _no_server(name)
    return Server(
        backend=SMTP,
        host=parts.hostname,
        port=port,
        **_log_in(name, parts),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtp+ssl",
    )


def sender(name: str, *, default: str | None) -> str:
    """Whom e-mails come from: an address, with a name before it or without.

    >>> sender("EMAIL_FROM", default="Vouch <vouch@example.org>")
    'Vouch <vouch@example.org>'
    """
    value = read(name, default)
    example = f"Write for example {name}=Vouch <vouch@example.org>."
    if not value:
        raise refusal(name, "is missing, and EMAIL_URL names a server", example)
    try:
        ((shown, address),) = getaddresses([value])
        validate_email(address)
    except (ValueError, ValidationError):
        raise refusal(name, "is no e-mail address", example) from None
    return formataddr((shown, address))


def _log_in(name: str, parts: SplitResult) -> dict[str, str]:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise refusal(name, "has a user name without a password, or the reverse", "Write both.")
    return {"user": user, "password": password}


def _no_server(name: str) -> ImproperlyConfigured:
    return refusal(
        name,
        "is not the address of a mail server",
        f"Write for example {name}=smtp+tls://user:password@mail.example.org:587, or console: to "
        "have e-mails printed.",
    )
