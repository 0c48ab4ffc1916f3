"""Values of the environment, read one by one and refused when they cannot be meant.

Django would take ``DEBUG=flase`` for off and ``SITE_URL=example.org`` for an address, and the
mistake would show much later and elsewhere. Every reader here raises ImproperlyConfigured and
names the variable, what is wrong with it and what to write instead. No message repeats a value
that may hold a password.
"""

import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environ import Env

BOOLEANS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}
SECRET_KEY_MIN_CHARACTERS = 32
# RFC 5646, section 2.1, without extensions and private use: those name no language to write in.
LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.ASCII
)
TOKEN = re.compile(r"[\w-]*", re.ASCII)
ROUTE = re.compile(r"/(?:[\w.~-]+/)*\{slug\}/?(?:[\w.~-]+/?)*", re.ASCII)


def refusal(name: str, fault: str, remedy: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {fault}. {remedy}")


def read(name: str, default: str | None = None) -> str | None:
    """The value as it stands, without white space around it.

    Read directly and not with Env.str(), which takes a value that starts with "$" for the name of
    another variable: one in sixty random secret keys would be one.
    """
    value = Env.ENVIRON.get(name)
    return default if value is None else value.strip()


def boolean(name: str, *, default: bool) -> bool:
    value = read(name)
    if value is None:
        return default
    try:
        return BOOLEANS[value.lower()]
    except KeyError:
        raise refusal(name, f"is {value!r}, which is neither yes nor no", "Write 1 or 0.") from None


def whole_number(name: str, *, default: int, minimum: int = 0) -> int:
    value = read(name)
    if value is None:
        return default
    if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or int(value) < minimum:
        raise refusal(
            name,
            f"is {value!r}, which is not a whole number from {minimum}",
            f"Write a number such as {max(default, minimum)}.",
        )
    return int(value)


def choice(name: str, *, choices: tuple[str, ...], default: str) -> str:
    value = read(name, default)
    if value not in choices:
        raise refusal(name, f"is {value!r}", f"Write one of {', '.join(choices)}.")
    return value


def words(name: str, *, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in (read(name, default) or "").split(",") if word.strip()]


def address(name: str, *, default: str | None) -> str:
    """An absolute http or https address, without a slash at its end.

    >>> address("SITE_URL", default="https://www.example.org/")
    'https://www.example.org'
    """
    value = read(name, default)
    example = f"Write an absolute address, for example {name}=https://www.example.org."
    if not value:
        raise refusal(name, "is missing", example)
    try:
        parts = urlsplit(value)
        # Reading the port is what checks it.
        complete = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        complete = None
    if not complete or any(character.isspace() for character in value):
        raise refusal(name, f"is {value!r}, which is not an absolute http(s) address", example)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise refusal(name, "has a query, a fragment or a user name in it", example)
    return value.rstrip("/")


def email(name: str) -> str:
    """An e-mail address; empty where there is none."""
    value = read(name, "") or ""
    try:
        if value:
            validate_email(value)
    except ValidationError:
        raise refusal(
            name, "is no e-mail address", f"Write for example {name}=library@example.org."
        ) from None
    return value


def token(name: str) -> str:
    """A key that a service gave, which stands in addresses as it is; empty where there is none."""
    value = read(name, "") or ""
    if not TOKEN.fullmatch(value):
        raise refusal(
            name, "is no key", "Copy it from your account: letters, digits, - and _ in one word."
        )
    return value


def origin(address: str) -> str:
    """The scheme and host of an address, as a content security policy names it.

    >>> origin("https://media.example.org/pictures/")
    'https://media.example.org'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def folder(name: str, *, default: Path) -> Path:
    """A folder that is there, or can be made."""
    path = Path(read(name, str(default)) or default)
    if not path.is_absolute():
        raise refusal(name, f"is {str(path)!r}, which is not an absolute path", "Begin with /.")
    try:
        path.mkdir(exist_ok=True)
    except OSError:
        raise refusal(
            name, f"is {str(path)!r}, which is no folder", "Make the folder first."
        ) from None
    return path


def origins(name: str) -> list[str]:
    """Addresses without a path, as Django's CSRF protection compares them."""
    values = words(name)
    for value in values:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise refusal(
                name,
                f"contains {value!r}, which is not an origin",
                "Write scheme and host only, for example https://cms.example.org.",
            )
    return values


def locales(name: str, *, default: str) -> tuple[str, ...]:
    """BCP 47 tags; the first is the default locale."""
    tags = words(name, default=default)
    if not tags:
        raise refusal(name, "is empty", "Write at least one language, for example en.")
    for tag in tags:
        if not LANGUAGE_TAG.fullmatch(tag):
            raise refusal(
                name,
                f"contains {tag!r}, which is not a BCP 47 tag in its usual spelling",
                "Write for example en, es-MX or zh-Hant.",
            )
    if len(set(tags)) != len(tags):
        raise refusal(name, "names a language twice", "Write each one once, the default first.")
    return tuple(tags)


def fallbacks(name: str, *, locales: tuple[str, ...]) -> dict[str, str]:
    """In which language of content to look for what is not there in another: `wanted=instead`.

    >>> fallbacks("LOCALE_FALLBACKS", locales=("en", "es"))  # LOCALE_FALLBACKS=ca=es,gl=es
    {'ca': 'es', 'gl': 'es'}
    """
    found: dict[str, str] = {}
    for entry in words(name):
        wanted, _, instead = entry.partition("=")
        if not LANGUAGE_TAG.fullmatch(wanted) or instead not in locales or wanted == instead:
            raise refusal(
                name,
                f"contains {entry!r}, which leads from no BCP 47 tag in its usual spelling to "
                "another that is a language of content",
                f"Write for example ca={locales[0]}; languages of content are {', '.join(locales)}.",
            )
        if wanted in found:
            raise refusal(name, f"names {wanted} twice", "Write one fallback for each language.")
        found[wanted] = instead
    return found


def routes(name: str, *, default: dict[str, str]) -> dict[str, str]:
    """Where the web site shows each kind of page: `kind=/path/{slug}/`, separated by commas.

    Kinds that are not named keep their default.
    """
    found: dict[str, str] = {}
    for entry in words(name):
        kind, equals, route = entry.partition("=")
        if not equals or kind not in default or kind in found:
            raise refusal(
                name,
                f"contains {entry!r}, which names no kind of page, or one twice",
                f"Write {next(iter(default))}=/path/{{slug}}/; kinds are {', '.join(default)}.",
            )
        if not ROUTE.fullmatch(route):
            raise refusal(
                name,
                f"has the route {route!r} for {kind}, which is not a path with one {{slug}}",
                f"Write for example {kind}={default[kind]}.",
            )
        found[kind] = route
    chosen = {**default, **found}
    if len(set(chosen.values())) != len(chosen):
        raise refusal(
            name, "gives two kinds of page the same route", "Write a different path for each kind."
        )
    return chosen


def secret_key(name: str, *, kept_in: Path | None) -> str:
    """The signing key; with `kept_in`, one that is made on the first start and kept there."""
    value = read(name)
    if value is None and kept_in is not None:
        value = kept_secret(kept_in, make=lambda: secrets.token_urlsafe(50))
    remedy = (
        f"Write at least {SECRET_KEY_MIN_CHARACTERS} random characters, for example what "
        "`python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` prints."
    )
    if value is None:
        raise refusal(name, "is missing", remedy)
    if not value:
        raise refusal(name, "is empty", remedy)
    if len(value) < SECRET_KEY_MIN_CHARACTERS:
        raise refusal(name, f"has only {len(value)} characters", remedy)
    return value


def kept_secret(path: Path, *, make: Callable[[], str]) -> str:
    """The secret in a file; on the first start, one that is made and kept there."""
    try:
        # O_EXCL: of two processes that start together, one writes and the other reads.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    secret = make().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secret + "\n")
    return secret
