"""Query parameters: only those that a route declares, each at most once, each well formed."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import QueryDict

from delivery.pagination import LIMIT_DEFAULT, LIMIT_MAX, Cursor
from delivery.problems import ProblemCode, parameter_problem

Parser = Callable[[str], Any]


def read(query: QueryDict, declared: Mapping[str, Parser]) -> dict[str, Any]:
    """Return the parsed values of the parameters given. Raises ``Problem``."""
    for name, values in query.lists():
        if name not in declared:
            raise parameter_problem(
                ProblemCode.UNKNOWN_PARAMETER, name=name, detail=_unknown(name, declared)
            )
        if len(values) > 1:
            raise parameter_problem(
                ProblemCode.REPEATED_PARAMETER, name=name, detail=f"Give {name} once."
            )
    return {name: _parsed(name, str(query[name]), declared[name]) for name in query}


def locale(text: str) -> str:
    if text not in settings.CONTENT_LOCALES:
        raise ValueError(f"the locales are {', '.join(settings.CONTENT_LOCALES)}")
    return text


def limit(text: str) -> int:
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(LIMIT_MAX))
    if not (digits and 1 <= int(text) <= LIMIT_MAX):
        raise ValueError(f"give a whole number from 1 to {LIMIT_MAX}")
    return int(text)


def cursor(given: Mapping[str, Any], *, kind: str, locale: str) -> Cursor | None:
    """Return the cursor among the parsed values. Raises ``Problem`` for one of another list."""
    place: Cursor | None = given.get("cursor")
    if place and (place.kind, place.locale) != (kind, locale):
        raise parameter_problem(
            ProblemCode.BAD_PARAMETER,
            name="cursor",
            detail="cursor: it belongs to another list: take it from next or previous of this one.",
        )
    return place


LIST_PARAMETERS: dict[str, Parser] = {"locale": locale, "limit": limit, "cursor": Cursor.parse}
DETAIL_PARAMETERS: dict[str, Parser] = {"locale": locale}

DESCRIPTIONS = {
    "locale": "BCP 47 tag of the wanted language; the site's default language when absent.",
    "limit": f"How many results at most, from 1 to {LIMIT_MAX}; {LIMIT_DEFAULT} when absent.",
    "cursor": "The place in the list, taken from `next` or `previous`.",
}


def _parsed(name: str, text: str, parse: Parser) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise parameter_problem(
            ProblemCode.BAD_PARAMETER, name=name, detail=f"{name}: {error}."
        ) from error


def _unknown(name: str, declared: Mapping[str, Parser]) -> str:
    allowed = f"The parameters here are {', '.join(declared)}."
    near = difflib.get_close_matches(name, declared, n=1)
    return f"{allowed} Did you mean {near[0]}?" if near else allowed
