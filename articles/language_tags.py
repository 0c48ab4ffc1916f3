"""Language tags (BCP 47), and in which languages to look for what one language does not have."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.conf import settings

Words = TypeVar("Words")

# Every word that the code adds to a document is there in English.
LAST_RESORT = "en"
# RFC 5646, section 4.4.1: room for every tag that is in use.
MAXIMUM_CHARACTERS = 35
# RFC 5646, section 2.1. Of its primary languages those of ISO 639 alone: longer ones were never
# registered ("english" is a mistake), and private and irregular tags name no language to read.
WELL_FORMED = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
)


def parse(text: str) -> str:
    """Return a language tag in its usual spelling. Raises ``ValueError`` for what is none.

    >>> parse("ZH-hant-tw")
    'zh-Hant-TW'
    """
    if len(text) > MAXIMUM_CHARACTERS:
        raise ValueError(f"A language tag has at most {MAXIMUM_CHARACTERS} characters.")
    # Letters such as the long s become ASCII when their case is changed: they are refused before.
    if not text.isascii() or not WELL_FORMED.fullmatch(text.lower()):
        raise ValueError(f"{text!r} is no language tag: write for example en, es-MX or zh-Hant.")
    return "-".join(_spelled(text.lower().split("-")))


def shortened(tag: str) -> list[str]:
    """Return the tag and what is left of it as subtags are dropped from its end (RFC 4647, 3.4).

    >>> shortened("zh-Hant-TW")
    ['zh-Hant-TW', 'zh-Hant', 'zh']
    """
    subtags = tag.split("-")
    forms = []
    while subtags:
        forms.append("-".join(subtags))
        subtags.pop()
        # A single letter says what follows it, and nothing alone.
        while subtags and len(subtags[-1]) == 1:
            subtags.pop()
    return forms


def ranked(tag: str) -> list[str]:
    """Return the languages that stand in for one another here, the wanted one first.

    Its shortened forms, then the fallbacks of each from the settings, then the default language; each
    once, where it comes first. A fallback has no fallback of its own.
    """
    forms = shortened(tag)
    configured = [
        settings.LOCALE_FALLBACKS[form] for form in forms if form in settings.LOCALE_FALLBACKS
    ]
    return list(dict.fromkeys([*forms, *configured, settings.CONTENT_LOCALES[0]]))


def languages_of_words(locale: str) -> list[str]:
    """Return the languages in which to look for the words that the code adds to a document.

    All of them are looked for in this one order, so that a document in a language that we have no
    words in gets them in one other language and not in several.
    """
    found = [form for tag in ranked(locale) for form in shortened(tag)]
    return list(dict.fromkeys([*found, LAST_RESORT]))


def nearest(tables: Mapping[str, Words], locale: str) -> Words:
    """Return the table of words that is nearest to a locale. There is one in English."""
    return next(tables[language] for language in languages_of_words(locale) if language in tables)


def _spelled(subtags: list[str]) -> Iterator[str]:
    """RFC 5646, section 2.1.1: two letters are a region, four a script, but behind a singleton."""
    for place, subtag in enumerate(subtags):
        behind_singleton = any(len(earlier) == 1 for earlier in subtags[:place])
        if place == 0 or behind_singleton or not subtag.isalpha():
            yield subtag
        else:
            yield {2: subtag.upper(), 4: subtag.title()}.get(len(subtag), subtag)
