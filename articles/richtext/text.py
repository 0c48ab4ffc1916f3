"""Rich text as plain text: what a search reads, and what stands where no markup can."""

from collections.abc import Callable
from itertools import repeat
from typing import Any

from articles.richtext.blocks import render_blocks
from articles.richtext.layout import listed
from articles.richtext.resolved import Resolved

Json = dict[str, Any]


def render_text(document: Json, resolved: Resolved) -> str:
    """Return the words of a normalised document as a reader meets them.

    A blank line between paragraphs; "- " or a number before an item; of links the words only. The
    numbers of sources and the tones of callouts are left out: they are not words of the text, so
    a search must not find them. A crisis line is there as it is printed, for people search for it.

    >>> text = {"type": "text", "text": "Shame hides."}
    >>> document = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    >>> render_text(document, Resolved())
    'Shame hides.'
    """
    return text_of(render_blocks(document, resolved))


def text_of(blocks: list[Json]) -> str:
    """Return the words of what ``render_blocks`` has returned."""
    rendered = (BLOCKS[block["type"]](block) for block in blocks)
    return "\n\n".join(text for text in rendered if text)


def _words(block: Json) -> str:
    return "".join(INLINE[node["type"]](node) for node in block["content"]).strip()


def _bullet_list(block: Json) -> str:
    return listed(block["content"], repeat("-", len(block["content"])), text_of)


def _ordered_list(block: Json) -> str:
    numbers = range(block["start"], block["start"] + len(block["content"]))
    return listed(block["content"], [f"{number}." for number in numbers], text_of)


def _container(block: Json) -> str:
    return text_of(block["content"])


def _nothing(block: Json) -> str:
    return ""


def _figure(block: Json) -> str:
    # The alt text is for whoever does not see the picture, and stands in no line of the page.
    return block["caption"] or ""


SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

BLOCKS: dict[str, Callable[[Json], str]] = {
    "paragraph": _words,
    "heading": _words,
    "bulletList": _bullet_list,
    "orderedList": _ordered_list,
    "blockquote": _container,
    "callout": _container,
    "horizontalRule": _nothing,
    "figure": _figure,
}


def _text(node: Json) -> str:
    """Raised and lowered signs stay so: 10² without its mark would be another number."""
    marks = {mark["type"] for mark in node["marks"]}
    if "superscript" in marks:
        return _moved(node["text"], SUPERSCRIPTS, "^")
    return _moved(node["text"], SUBSCRIPTS, "_") if "subscript" in marks else str(node["text"])


def _moved(text: str, signs: dict[int, int], otherwise: str) -> str:
    if all(ord(sign) in signs for sign in text):
        return text.translate(signs)
    return f"{otherwise}{text}"


def _hard_break(node: Json) -> str:
    return "\n"


def _crisis_line(node: Json) -> str:
    return str(node["label"] or node["phone"] or node["sms"] or node["name"])


INLINE: dict[str, Callable[[Json], str]] = {
    "text": _text,
    "hardBreak": _hard_break,
    "citation": _nothing,
    "crisisLine": _crisis_line,
}
