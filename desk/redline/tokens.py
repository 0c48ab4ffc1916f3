"""A text as a row of words, so that two texts can be held against each other.

A rich text is one row too: each of its lines begins with a token that says what kind of line it
is. So a paragraph that is split in two shows as one new beginning, and not as other words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from articles.richtext.schema import NAMES
from desk.redline.names import Names

Json = dict[str, Any]

# A number with its point, an abbreviation or a hyphenated word is one word: 0.5, 10–20, mg/day.
WORD = re.compile(r"\w+(?:[.,:/'’\-–]\w+)*[%°]?|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """Two tokens are the same word when kind, value and marks are equal.

    ``kind`` is "word", "atom" or "line"; the value of a line says in what it stands. ``printed``
    is what the screen shows of it, of a line its bullet; ``spaced``: whether white space follows.
    """

    kind: str
    value: str
    marks: str = ""
    printed: str = field(default="", compare=False)
    spaced: bool = field(default=False, compare=False)

    @property
    def begins_line(self) -> bool:
        return self.kind == "line"


def plain_tokens(text: str) -> list[Token]:
    """Return the words of a text without marks, each of its lines as one line."""
    return [
        token for line in text.splitlines() for token in (Token("line", "paragraph"), *_words(line))
    ]


def rich_tokens(document: Json, names: Names) -> list[Token]:
    """Return the words of a normalised rich text; of the empty one, none."""
    return [token for block in document.get("content", []) for token in _block(block, (), names)]


def _block(node: Json, around: tuple[str, ...], names: Names, bullet: str = "") -> Iterator[Token]:
    kind = node["type"]
    if kind in LINES:
        yield Token("line", _shape(node, around), printed=bullet)
        yield from LINES[kind](node, names)
    elif kind in ("bulletList", "orderedList"):
        yield from _items(node, around, names)
    else:
        for child in node["content"]:
            yield from _block(child, (*around, _container(node)), names)


def _items(node: Json, around: tuple[str, ...], names: Names) -> Iterator[Token]:
    first = node.get("attrs", {}).get("start", 1)
    for number, item in enumerate(node["content"], start=first):
        # The number follows from the items before: it is printed, and is no word.
        bullet = "•" if node["type"] == "bulletList" else f"{number}."
        for place, child in enumerate(item["content"]):
            inside = _container(node) if place == 0 else f"{node['type']}, continued"
            yield from _block(child, (*around, inside), names, "" if place else bullet)


def _container(node: Json) -> str:
    """Name what stands around a line, with whatever a reader would see of it."""
    attrs = node.get("attrs", {})
    if node["type"] == "callout":
        return f"callout ({attrs.get('tone', 'note')})"
    start = attrs.get("start", 1)
    return node["type"] if start == 1 else f"{node['type']} (from {start})"


def _shape(node: Json, around: tuple[str, ...]) -> str:
    level = node.get("attrs", {}).get("level")
    return "/".join([*around, f"{node['type']} {level}" if level else node["type"]])


def _text_line(node: Json, names: Names) -> Iterator[Token]:
    last: Token | None = None
    for child in node.get("content", []):
        if last:
            # White space at the edge of two texts belongs to neither of their words.
            yield replace(last, spaced=last.spaced or child.get("text", "")[:1].isspace())
        *tokens, last = _inline(child, names)
        yield from tokens
    if last:
        yield last


def _rule(node: Json, names: Names) -> Iterator[Token]:
    yield Token("atom", "rule", printed="———")


def _figure(node: Json, names: Names) -> Iterator[Token]:
    attrs = node["attrs"]
    yield Token("atom", f"image {attrs['image']}", "", names.image(attrs["image"]), spaced=True)
    for label, name in (("Alt text:", "alt"), ("Caption:", "caption")):
        if attrs.get(name):
            yield Token("atom", label, "", label, spaced=True)
            yield from _words(attrs[name])


def _inline(node: Json, names: Names) -> Iterator[Token]:
    marks = node.get("marks", [])
    key = json.dumps(marks, sort_keys=True) if marks else ""
    if node["type"] == "text":
        yield from _words(node["text"], key)
    elif node["type"] == "citation":
        yield Token(
            "atom", f"cites {node['attrs']['key']}", key, f"[{names.work(node['attrs']['key'])}]"
        )
    elif node["type"] == "crisisLine":
        resource = node["attrs"]["resource"]
        yield Token("atom", f"crisis line {resource}", key, names.crisis_line(resource))
    else:
        yield Token("atom", NAMES[node["type"]], "", "↵", spaced=True)


def _words(text: str, marks: str = "") -> Iterator[Token]:
    for found in WORD.finditer(text):
        after = text[found.end() : found.end() + 1]
        yield Token("word", found[0], marks, found[0], spaced=after.isspace())


LINES = {"paragraph": _text_line, "heading": _text_line, "figure": _figure, "horizontalRule": _rule}
