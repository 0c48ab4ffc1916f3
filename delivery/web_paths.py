"""Paths of the web site: how one is written, and which page it is the path of."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import models

from articles.models import Kind

MAXIMUM_CHARACTERS = 500
PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
NOWHERE = "//"
JOINERS = "\u200c\u200d"
SLUG = "([-a-zA-Z0-9_]{1,100})"


class Outcome(models.TextChoices):
    CONTENT = "content", "A page stands at this path."
    REDIRECT = "redirect", "The page stands at another path."


class PageAddress(NamedTuple):
    kind: str
    locale: str
    slug: str


def normal(text: str) -> str:
    """Return a path as it is compared: decoded, composed, with one slash at its end.

    Raises ``ValueError`` for what is no path of a page.

    >>> normal("/blog/caf%C3%A9")
    '/blog/café/'
    """
    if not text.startswith("/") or text.startswith("//"):
        raise ValueError("write the path alone, without scheme and host, from its first / on")
    if "?" in text or "#" in text:
        raise ValueError("write the path alone, without a query or a fragment")
    path = unicodedata.normalize("NFC", _decoded(text)).removesuffix("/") + "/"
    _check(path)
    return path


def asked(text: str) -> str:
    """Return the normal path of which a reader asks what is there; of no page's, ``//``.

    Browsers and robots send much that is a path of nothing. Raises ``ValueError`` for what is no
    path at all.
    """
    if not text.startswith("/") or "?" in text or "#" in text:
        return normal(text)
    try:
        return normal(text)
    except ValueError:
        return NOWHERE


def pages_meant(path: str) -> list[PageAddress]:
    """Return the pages of which a normal path may be the path, or the path on the web site."""
    return list(dict.fromkeys(_matches(path)))


def _matches(path: str) -> Iterator[PageAddress]:
    default = settings.CONTENT_LOCALES[0]
    for locale in settings.CONTENT_LOCALES:
        prefix = "" if locale == default else f"/{locale}"
        for kind in Kind.values:
            for route in (settings.WEB_ROUTES[kind], f"/{kind}s/{{slug}}/"):
                escaped = re.escape(prefix + route.removesuffix("/") + "/")
                found = re.fullmatch(escaped.replace(r"\{slug\}", SLUG), path)
                if found:
                    yield PageAddress(kind, locale, found[1])


def _decoded(text: str) -> str:
    if PERCENT.search(text):
        raise ValueError("a % stands before two hexadecimal digits")
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise ValueError("percent-encode the bytes of UTF-8") from None


def _is_written(sign: str) -> bool:
    """Whether a sign may stand in a path. Persian and Indian words hold joiners, which are signs."""
    if sign in JOINERS:
        return True
    return sign.isprintable() and sign not in "\\\ufffd"


def _check(path: str) -> None:
    if len(path) > MAXIMUM_CHARACTERS:
        raise ValueError(f"a path has at most {MAXIMUM_CHARACTERS} characters")
    if path == "/":
        raise ValueError("the home page is no page of the library")
    if not all(map(_is_written, path)):
        raise ValueError("a path has no control characters and no backslashes")
    if any(segment in ("", ".", "..") for segment in path[1:-1].split("/")):
        raise ValueError("a path has no empty segments, and none that is . or ..")
