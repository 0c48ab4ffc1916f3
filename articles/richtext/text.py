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
    return _all(render_blocks(document, resolved))


def _all(blocks: list[Json]) -> str:
    rendered = (BLOCKS[block["type"]](block) for block in blocks)
    return "\n\n".join(text for text in rendered if text)


def _words(block: Json) -> str:
    return "".join(INLINE[node["type"]](node) for node in block["content"]).strip()


def _bullet_list(block: Json) -> str:
    return listed(block["content"], repeat("-", len(block["content"])), _all)


def _ordered_list(block: Json) -> str:
    numbers = range(block["start"], block["start"] + len(block["content"]))
    return listed(block["content"], [f"{number}." for number in numbers], _all)


def _container(block: Json) -> str:
    return _all(block["content"])


def _nothing(block: Json) -> str:
    return ""


def _figure(block: Json) -> str:
    # The alt text is for whoever does not see the picture, and stands in no line of the page.
    return block["caption"] or ""


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
    return str(node["text"])


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
