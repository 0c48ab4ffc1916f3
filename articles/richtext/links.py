"""Addresses of links that leave the site: which are taken, and their one way of writing."""

import re
from urllib.parse import SplitResult, urlsplit

from articles.richtext.characters import composed
from articles.richtext.errors import Code, refusal

MAX_HREF_CHARACTERS = 2000

# Browsers drop or turn round what stands here, so that what is checked is not what is followed.
NOT_IN_AN_ADDRESS = re.compile(r'[\s\\<>"`{}|^]')
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
HOST = re.compile(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)*")
MAILBOX = re.compile(r"[^@?,]+@[^@?,]+\.[^@?,]+(\?.*)?")
NUMBER = re.compile(r"\+?\(?[0-9*]([0-9*().-]*[0-9])?(;ext=[0-9]+)?")


def normalise_href(value: str, where: str) -> str:
    """Return the address, trimmed, with scheme and host in lower case.

    >>> normalise_href(" HTTPS://Example.org/A ", "block 1")
    'https://example.org/A'
    """
    href = composed(value.strip())
    if len(href) > MAX_HREF_CHARACTERS:
        raise _bad("the address of a link has at most 2000 characters. Use a shorter one.", where)
    if NOT_IN_AN_ADDRESS.search(href):
        raise _bad(
            "the link %(href)s holds a space or another character that an address cannot hold."
            " Copy the address again.",
            where,
            href,
        )
    found = SCHEME.match(href)
    scheme = found.group().lower() if found else ""
    if scheme not in READERS:
        raise _bad(_why_not(scheme), where, href)
    return f"{scheme}:{READERS[scheme](href[len(scheme) + 1 :], where)}"


def _why_not(scheme: str) -> str:
    if scheme == "http":
        return "the link %(href)s is not secure. Use the https:// address of that page."
    if scheme in ("javascript", "data", "vbscript"):
        return "the link %(href)s would run a program. Link to a page that begins with https://."
    return (
        "the link %(href)s must begin with https://, mailto:, tel: or sms:. For a page of this"
        " site use a page link."
    )


def _web(rest: str, where: str) -> str:
    parts = _split(rest, where)
    if parts.username is not None or parts.password is not None:
        raise _bad("the link %(href)s holds a user name or a password. Remove it.", where, rest)
    if not parts.hostname or not HOST.fullmatch(parts.hostname):
        raise _bad("the link https:%(href)s names no site. Copy the address again.", where, rest)
    return f"//{composed(parts.netloc.lower())}{rest[2 + len(parts.netloc) :]}"


def _split(rest: str, where: str) -> SplitResult:
    try:
        parts = urlsplit(f"https:{rest}")
        _ = parts.port  # Read only because reading it checks it.
    except ValueError:
        raise _bad("the link https:%(href)s cannot be read. Copy it again.", where, rest) from None
    return parts


def _mail(rest: str, where: str) -> str:
    if not MAILBOX.fullmatch(rest):
        raise _bad(
            "the link mailto:%(href)s needs one mail address, such as mailto:help@example.org.",
            where,
            rest,
        )
    return rest


def _telephone(rest: str, where: str) -> str:
    if not NUMBER.fullmatch(rest):
        raise _bad(
            "the link tel:%(href)s needs a number without spaces, such as tel:+1-800-555-0100.",
            where,
            rest,
        )
    return rest


def _message(rest: str, where: str) -> str:
    number, _, _body = rest.partition("?")
    if not NUMBER.fullmatch(number):
        raise _bad(
            "the link sms:%(href)s needs a number without spaces, such as sms:988.", where, rest
        )
    return rest


def _bad(sentence: str, where: str, href: str = "") -> Exception:
    return refusal(Code.BAD_LINK, sentence, where, href=href)


READERS = {"https": _web, "mailto": _mail, "tel": _telephone, "sms": _message}
