"""Rich text as Markdown: CommonMark that every parser reads back as the same words.

Raised and lowered words are ``<sup>`` and ``<sub>``, as CommonMark has no sign for them.
"""

from collections.abc import Callable
from itertools import groupby, repeat
from typing import Any

from articles.richtext.blocks import render_blocks
from articles.richtext.layout import listed
from articles.richtext.markdown_inline import heading_line, lines, picture, plain_line
from articles.richtext.resolved import Resolved

Json = dict[str, Any]

TONE_WORDS = {
    "note": "Note",
    "warning": "Warning",
    "urgent": "Urgent",
    "emergency": "Emergency",
}
# Two lists in a row would be one, were it not for another sign.
BULLETS = "-*"
DELIMITERS = ".)"


def render_markdown(document: Json, resolved: Resolved) -> str:
    r"""Return the Markdown of a normalised document, without a line end behind it.

    A callout is a block quote that begins with its tone, citations are ``[1, 2]``, a crisis line is
    a link to its number followed by its name.

    >>> text = {"type": "text", "text": "Less *is* more."}
    >>> document = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    >>> print(render_markdown(document, Resolved()))
    Less \*is\* more.
    """
    return _all(render_blocks(document, resolved))


def _all(blocks: list[Json]) -> str:
    rendered = []
    for kind, group in groupby(blocks, key=lambda block: str(block["type"])):
        rendered += [BLOCKS[kind](block, place) for place, block in enumerate(group)]
    # A paragraph is empty when nothing but a source or number that is not live stood in it.
    return "\n\n".join(filter(None, rendered))


def _paragraph(block: Json, place: int) -> str:
    return lines(block["content"])


def _heading(block: Json, place: int) -> str:
    words = heading_line(block["content"])
    return f"{'#' * block['level']} {words}" if words else ""


def _bullet_list(block: Json, place: int) -> str:
    marker = BULLETS[place % len(BULLETS)]
    return listed(block["content"], repeat(marker, len(block["content"])), _all)


def _ordered_list(block: Json, place: int) -> str:
    delimiter = DELIMITERS[place % len(DELIMITERS)]
    numbers = range(block["start"], block["start"] + len(block["content"]))
    return listed(block["content"], [f"{number}{delimiter}" for number in numbers], _all)


def _blockquote(block: Json, place: int) -> str:
    return _quoted(_all(block["content"]))


def _callout(block: Json, place: int) -> str:
    return _quoted(f"**{TONE_WORDS[block['tone']]}:**\n\n{_all(block['content'])}")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def _horizontal_rule(block: Json, place: int) -> str:
    # Neither a list's sign nor the underline of a heading.
    return "___"


def _figure(block: Json, place: int) -> str:
    return "\n\n".join(filter(None, [picture(block), plain_line(block["caption"] or "")]))


BLOCKS: dict[str, Callable[[Json, int], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _bullet_list,
    "orderedList": _ordered_list,
    "blockquote": _blockquote,
    "callout": _callout,
    "horizontalRule": _horizontal_rule,
    "figure": _figure,
}
