"""What each attribute of a node or mark may hold, and its canonical form.

A name means the same wherever it stands, so one reader per name is enough.
"""

import re
import uuid
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from prosemirror.model import MarkType, NodeType

from articles.richtext.characters import check_characters, composed, spaced
from articles.richtext.errors import Code, refusal
from articles.richtext.links import normalise_href
from articles.richtext.schema import HEADING_LEVELS, NAMES, TONES
from references.identifiers import canonical_key

MAX_START = 9999
MAX_KEY_CHARACTERS = 500
MAX_ANCHOR_CHARACTERS = 200
MAX_PLAIN_CHARACTERS = 10_000
MAX_ALT_CHARACTERS = 300
MAX_CAPTION_CHARACTERS = 600

UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
ANCHOR = re.compile(r"[\w.-]*")

Value = str | int


def read_attributes(raw: object, kind: NodeType | MarkType, where: str) -> dict[str, Value]:
    """Return the attributes in canonical form, without those at their default."""
    given = {} if raw is None else raw
    if not isinstance(given, dict):
        raise refusal(
            Code.BAD_ATTRIBUTE,
            "the attributes of the %(name)s must be a JSON object.",
            where,
            name=NAMES[kind.name],
        )
    refuse_unknown(given, set(kind.attrs), kind.name, where)
    read: dict[str, Value] = {}
    for name, attribute in kind.attrs.items():
        if attribute.has_default and name not in given:
            continue
        value = _read(name, given.get(name), kind.name, where)
        if not (attribute.has_default and value == attribute.default):
            read[name] = value
    return read


def refuse_unknown(given: Iterable[object], known: set[str], name: str, where: str) -> None:
    unknown = sorted(str(key) for key in given if key not in known)
    if unknown:
        raise refusal(
            Code.UNKNOWN_ATTRIBUTE,
            "the %(name)s has no attribute %(attribute)s. Remove it.",
            where,
            name=NAMES[name],
            attribute=ascii(unknown[0][:40]),
        )


def _read(attribute: str, value: object, name: str, where: str) -> Value:
    if value is None:
        raise refusal(
            Code.BAD_ATTRIBUTE,
            "the %(name)s needs its attribute %(attribute)s.",
            where,
            name=NAMES[name],
            attribute=attribute,
        )
    return READERS[attribute](value, where)


def _key(value: object, where: str) -> str:
    text = _text(value, MAX_KEY_CHARACTERS, Code.BAD_CITATION, where)
    try:
        return composed(canonical_key(text))
    except ValidationError as error:
        raise refusal(
            Code.BAD_CITATION, "%(reason)s", where, reason=" ".join(error.messages)
        ) from None


def _uuid(value: object, where: str) -> str:
    return _name(
        value,
        "a page link or crisis line names nothing that exists. Remove it and choose again.",
        where,
    )


def _image(value: object, where: str) -> str:
    return _name(value, "the picture does not exist. Remove it and choose again.", where)


def _name(value: object, sentence: str, where: str) -> str:
    text = _text(value, 50, Code.BAD_ATTRIBUTE, where).strip().lower()
    if not UUID.fullmatch(text):
        raise refusal(Code.BAD_ATTRIBUTE, sentence, where)
    return str(uuid.UUID(text))


def _href(value: object, where: str) -> str:
    return normalise_href(_text(value, 10_000, Code.BAD_LINK, where), where)


def _anchor(value: object, where: str) -> str:
    text = _text(value, MAX_ANCHOR_CHARACTERS, Code.BAD_ATTRIBUTE, where)
    anchor = composed(text.strip().lstrip("#"))
    if not ANCHOR.fullmatch(anchor):
        raise refusal(
            Code.BAD_ATTRIBUTE,
            "the anchor of a page link is one word of letters, digits and hyphens.",
            where,
        )
    return anchor


def _tone(value: object, where: str) -> str:
    if not isinstance(value, str) or value not in TONES:
        raise refusal(
            Code.BAD_ATTRIBUTE,
            "the tone of a callout is note, warning, urgent or emergency. Choose one.",
            where,
        )
    return value


def _level(value: object, where: str) -> int:
    # type() and not isinstance(): True is an int, 2.0 equals 2, and neither has 2's JSON.
    if type(value) is not int or value not in HEADING_LEVELS:
        raise refusal(Code.BAD_ATTRIBUTE, "the level of a heading is 2, 3 or 4. Choose one.", where)
    return value


def _start(value: object, where: str) -> int:
    if type(value) is not int or not 0 <= value <= MAX_START:
        raise refusal(
            Code.BAD_ATTRIBUTE,
            "a numbered list starts at a whole number from 0 to 9999.",
            where,
        )
    return value


def _alt(value: object, where: str) -> str:
    return _plain(value, MAX_ALT_CHARACTERS, where)


def _caption(value: object, where: str) -> str:
    return _plain(value, MAX_CAPTION_CHARACTERS, where)


def _plain(value: object, longest: int, where: str) -> str:
    """Words of a picture: one line, without white space at either end."""
    # Counted in the form in which they are stored, which may be longer than what came.
    words = spaced(_text(value, MAX_PLAIN_CHARACTERS, Code.BAD_ATTRIBUTE, where)).strip()
    return _text(words, longest, Code.BAD_ATTRIBUTE, where)


def _text(value: object, longest: int, code: Code, where: str) -> str:
    if not isinstance(value, str):
        raise refusal(code, "an attribute that must be text is not. Remove it.", where)
    check_characters(value, where)
    if len(value) > longest:
        raise refusal(
            code, "an attribute has more than %(longest)s characters.", where, longest=longest
        )
    return value


READERS: dict[str, Callable[[object, str], Value]] = {
    "key": _key,
    "resource": _uuid,
    "topic": _uuid,
    "anchor": _anchor,
    "href": _href,
    "tone": _tone,
    "level": _level,
    "start": _start,
    "image": _image,
    "alt": _alt,
    "caption": _caption,
}
