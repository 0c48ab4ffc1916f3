"""Tokens as HTML: every word is escaped, and behind a link stands where it leads."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.html import escape

from desk.redline.names import Names
from desk.redline.tokens import Token

Json = dict[str, Any]

ELEMENTS = {"bold": "strong", "italic": "em", "superscript": "sup", "subscript": "sub"}
SHAPES = {
    "bulletList": "list item",
    "orderedList": "numbered item",
    "blockquote": "quotation",
    "horizontalRule": "horizontal rule",
    "figure": "picture",
}


def html_of(tokens: Sequence[Token], names: Names) -> str:
    """Return the tokens of one line as HTML."""
    return "".join(_marked_run(list(group), names) for _, group in _by_marks(tokens))


def shape_in_words(shape: str) -> str:
    """Return what a line is and in what it stands.

    >>> shape_in_words("callout (urgent)/bulletList/paragraph")
    'list item in callout (urgent)'
    """
    *around, last = [SHAPES.get(part, part) for part in shape.split("/")]
    inner = around if last == "paragraph" and around else [*around, last]
    return " in ".join(reversed(inner))


def _by_marks(tokens: Sequence[Token]) -> Iterator[tuple[str, Iterator[Token]]]:
    return groupby(tokens, key=lambda token: token.marks)


def _marked_run(tokens: list[Token], names: Names) -> str:
    text = "".join(_printed(token) for token in tokens)
    # The space behind the last word is none of the mark's.
    words, space = (text.rstrip(), " ") if text.endswith(" ") else (text, "")
    for mark in reversed(json.loads(tokens[0].marks) if tokens[0].marks else []):
        words = _within(mark, words, names)
    return words + space


def _printed(token: Token) -> str:
    words = str(escape(token.printed))
    shown = f'<span class="desk-atom">{words}</span>' if token.kind == "atom" else words
    return f"{shown} " if token.spaced else shown


def _within(mark: Json, words: str, names: Names) -> str:
    if mark["type"] in ELEMENTS:
        return f"<{ELEMENTS[mark['type']]}>{words}</{ELEMENTS[mark['type']]}>"
    attrs = mark["attrs"]
    if mark["type"] == "link":
        target = attrs["href"]
    else:
        anchor = f"#{attrs['anchor']}" if attrs.get("anchor") else ""
        target = f"the page “{names.topic(attrs['topic'])}”{anchor}"
    return f'<u>{words}</u> <span class="desk-address">({escape(target)})</span>'
