"""Query parameters: only those that a route declares, each at most once, each well formed."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from delivery import fields, locales, rich_forms
from delivery.pagination import LIMIT_DEFAULT, LIMIT_MAX, Cursor, Order
from delivery.presenting.surroundings import When
from delivery.problems import Problem, ProblemCode, parameter_problem
from references.exports import ExportFormat

Parser = Callable[[str], Any]

# Of a parameter that takes several values, so that its work has a bound.
VALUES_MAX = 100

JSON = "json"
# Of the works that a document names.
FORMATS_OF_WORKS = (JSON, *ExportFormat.values)
JSON_ONLY = {"fields", "rich", "count"}

# RFC 3339, which is what JSON Schema means by date-time.
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
COUNTRY = re.compile(r"[A-Z]{2}")
NEXT_NAME = re.compile(r",(?! )")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    """Return a language tag in its usual spelling, whether or not there is content in it."""
    try:
        return locales.parse(text)
    except ValueError:
        raise ValueError("give a language tag (BCP 47), such as en or es-MX") from None


def limit(text: str) -> int:
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(LIMIT_MAX))
    if not (digits and 1 <= int(text) <= LIMIT_MAX):
        raise ValueError(f"give a whole number from 1 to {LIMIT_MAX}")
    return int(text)


def instant(text: str) -> datetime:
    """Return an instant in UTC, of RFC 3339: ``2026-11-01T12:00:00Z``."""
    hint = "give an instant such as 2026-11-01T12:00:00Z (a + is written %2B)"
    if not INSTANT.fullmatch(text):
        raise ValueError(hint)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(hint) from None


def countries(text: str) -> list[str]:
    """Return countries as ISO 3166-1 writes them with two letters."""
    given = [word.upper() for word in words(text)]
    if not all(map(COUNTRY.fullmatch, given)):
        raise ValueError("give two letters for each country, with commas between: US,CA")
    return given


def day_or_instant(text: str) -> datetime:
    """Return an instant, that at which a day begins in UTC included."""
    try:
        if DAY.fullmatch(text):
            return datetime.combine(datetime.fromisoformat(text), time.min, tzinfo=UTC)
        return instant(text)
    except ValueError:
        raise ValueError(
            "give a day such as 2026-11-01, or an instant such as 2026-11-01T12:00:00Z"
        ) from None


def cursor(given: Mapping[str, Any], *, binding: str, order: Order) -> Cursor | None:
    """Return the cursor among the parsed values. Raises ``Problem`` for one of another list."""
    place: Cursor | None = given.get("cursor")
    if place is None:
        return None
    if place.binding != binding:
        raise bad(
            "cursor",
            "it belongs to another list, other filters or another order: "
            "take it from next or previous of this one",
        )
    _parsed("cursor", place.value, order.value)
    return place


def words(text: str) -> list[str]:
    """Return the values between commas. Raises ``ValueError`` for more than any answer needs."""
    return _counted(text.split(","))


def names(text: str) -> list[str]:
    """Return the names between commas: one with a space behind it belongs to the name.

    >>> names("Clinical Trial, Phase I,Review")
    ['Clinical Trial, Phase I', 'Review']
    """
    return _counted(NEXT_NAME.split(text))


def several(parse: Parser) -> Parser:
    """Return a parser of so many values at most."""
    return lambda text: parse(",".join(words(text)))


def one_of(values: Iterable[str]) -> Parser:
    """Return a parser of one value of a closed set."""
    allowed = list(values)

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"give {' or '.join(allowed)}")
        return text

    return parse


def when(given: Mapping[str, Any], *, at: datetime) -> When:
    """Return the instant of everything live and that of the publications. Raises ``Problem``."""
    as_of: datetime | None = given.get("as_of")
    if as_of and as_of > at:
        raise bad("as_of", "give an instant that has passed")
    return When(at, as_of)


def check_forms(given: Mapping[str, Any]) -> None:
    """Raise ``Problem`` when a field is wanted of which nothing comes: a form not asked for."""
    if "fields" not in given:
        return
    forms = given.get("rich", rich_forms.STORED)
    for form in sorted(given["fields"].forms - set(forms)):
        raise bad("fields", f"rich texts do not come as {form}: name it in rich as well")


def bad(name: str, message: str) -> Problem:
    return parameter_problem(ProblemCode.BAD_PARAMETER, name=name, detail=f"{name}: {message}.")


def check_file(given: Mapping[str, Any]) -> None:
    """Raise ``Problem`` when of a file of works is asked what only JSON can be or say."""
    for name in JSON_ONLY & given.keys():
        raise bad(name, f"only JSON knows it: leave {name} out, or ask for format={JSON}")


def of_documents(
    serializer: type[serializers.Serializer[Any]], formats: Iterable[str] = (JSON,)
) -> dict[str, Parser]:
    """Return the parameters of whatever serves documents of that shape."""
    return {
        "fields": several(lambda text: fields.parse(text, serializer)),
        "rich": several(rich_forms.parse),
        "as_of": day_or_instant,
        "format": one_of(formats),
    }


SLICE_PARAMETERS: dict[str, Parser] = {
    "limit": limit,
    "cursor": Cursor.parse,
    "count": one_of(["exact"]),
}
DESCRIPTIONS = {
    "locale": "BCP 47 tag of the wanted language; the site's default language when absent.",
    "limit": f"How many results at most, from 1 to {LIMIT_MAX}; {LIMIT_DEFAULT} when absent.",
    "cursor": "The place in the list, taken from `next` or `previous`.",
    "count": "`exact`: say how many there are in the whole list.",
    "fields": "Only these fields, with commas between, and inside objects with dots: "
    "`title,review.status`. The shape is that described here, with fewer keys.",
    "rich": "In which forms rich texts come, with commas between; `html,blocks` when absent.",
    "as_of": "The pages that were live at that instant, with what is live said as of today.",
    "format": "The format of the answer, whatever `Accept` says. `csl`, `ris` and `bibtex` are files "
    "of the works alone.",
    "kind": "Only pages of this kind.",
    "country": "ISO 3166-1, two letters; several with commas between.",
    "path": "A path of the web site, without scheme, host and query; letters that are not ASCII "
    "may be percent-encoded.",
    "ordering": "The order, with `-` before it from the last to the first.",
}


def _counted(given: list[str]) -> list[str]:
    if len(given) > VALUES_MAX:
        raise ValueError(f"give at most {VALUES_MAX} values")
    return given


def _parsed(name: str, text: str, parse: Parser) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise bad(name, str(error)) from error


def _unknown(name: str, declared: Mapping[str, Parser]) -> str:
    allowed = f"The parameters here are {', '.join(declared)}."
    near = difflib.get_close_matches(name[:60], declared, n=1)
    return f"{allowed} Did you mean {near[0]}?" if near else allowed
