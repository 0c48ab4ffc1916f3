"""Every text of a snapshot's clinical part, at its place.

All that is not known to be something else is taken for words, so that a field that comes later is
read by the rules without being named here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.richtext.walk import nodes_of

Json = dict[str, Any]

# Names, numbers and members of closed lists: what nobody reads as words.
NOT_WORDS = frozenset(
    {
        "format",
        "page",
        "topic",
        "kind",
        "locale",
        "article_type",
        "about",
        "purpose",
        "outline",
        "content_flags",
        "risk_class",
        "translated_from",
        "id",
        "key",
        "aspect",
        "urgency",
        "condition",
        "strength",
        "standing",
        "target",
        "system",
        "code",
        "version",
        "match",
        "regulatory_status",
    }
)
# Which notice or treatment is pinned stands under the name that its words have in a section.
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What a node of a rich text says in an attribute.
SPOKEN_ATTRIBUTES = ("alt", "caption", "title")
# As a reader meets them; anything else comes after.
READING_ORDER = (
    "title",
    "alternate_names",
    "codes",
    "summary",
    "key_points",
    "sections",
    "associations",
    "faqs",
    "calls_to_action",
    "citations",
)


@dataclass(frozen=True)
class Text:
    """``lines`` are the paragraphs, headings and list items of a rich text, or one plain text."""

    place: str
    lines: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)


def texts_of(clinical: Json) -> Iterator[Text]:
    """Yield every text that has words, in reading order."""
    for name in _in_reading_order(clinical):
        if name not in NOT_WORDS:
            yield from _texts(clinical[name], name)


def is_rich(value: object) -> bool:
    return isinstance(value, dict) and value.get("type") == "doc"


def documents_of(clinical: Json) -> Iterator[tuple[str, Json]]:
    """Yield every rich text with its place, in reading order."""
    for name in _in_reading_order(clinical):
        yield from _documents(clinical[name], name)


def lines_of(document: Json) -> tuple[str, ...]:
    """The words of a rich text, a line for each block that holds any; marks part no word."""
    return tuple(line for node in nodes_of(document) for line in _spoken(node) if line.strip())


def _in_reading_order(clinical: Json) -> list[str]:
    known = [name for name in READING_ORDER if name in clinical]
    return [*known, *(name for name in clinical if name not in known)]


def _documents(value: Any, place: str) -> Iterator[tuple[str, Json]]:
    if is_rich(value):
        yield place, value
    else:
        for name, item in _members(value):
            yield from _documents(item, f"{place}.{name}")


def _texts(value: Any, place: str) -> Iterator[Text]:
    if isinstance(value, str):
        if not UUID_TEXT.fullmatch(value):
            yield Text(place, tuple(value.splitlines()))
    elif is_rich(value):
        lines = lines_of(value)
        if lines:
            yield Text(place, lines)
    else:
        for name, item in _members(value):
            if name not in NOT_WORDS:
                yield from _texts(item, f"{place}.{name}")


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a row, or the rows of a part, by the names that places have for them."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((_name(item, index), item) for index, item in enumerate(value))


def _name(item: Any, index: int) -> str:
    """What a row of the page is known by: its uuid, its citation key, or its number."""
    if isinstance(item, dict):
        return str(item.get("id") or item.get("key") or index)
    return f"{index}.name"


def _spoken(node: Json) -> Iterator[str]:
    children = node.get("content", [])
    if any(child.get("type") == "text" for child in children):
        yield "".join(map(_printed, children))
    attributes = node.get("attrs", {})
    yield from (attributes[name] for name in SPOKEN_ATTRIBUTES if attributes.get(name))


def _printed(node: Json) -> str:
    return str(node["text"]) if node.get("type") == "text" else " "
