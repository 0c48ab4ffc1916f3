"""Rich text as Markdown: CommonMark that every parser reads back as the same words.

Raised and lowered words are ``<sup>`` and ``<sub>``, as CommonMark has no sign for them.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby, repeat
from typing import Any

from articles.language_tags import nearest
from articles.richtext.blocks import render_blocks
from articles.richtext.layout import listed
from articles.richtext.markdown_inline import heading_line, lines, picture, plain_line
from articles.richtext.resolved import Resolved

Json = dict[str, Any]
Tones = Mapping[str, str]

TONE_WORDS = {
    "en": {
        "note": "Note",
        "warning": "Warning",
        "urgent": "Urgent",
        "emergency": "Emergency",
    },
    "es": {
        "note": "Nota",
        "warning": "Advertencia",
        "urgent": "Urgente",
        "emergency": "Emergencia",
    },
}
# Two lists in a row would be one, were it not for another sign.
BULLETS = "-*"
DELIMITERS = ".)"


def render_markdown(document: Json, resolved: Resolved) -> str:
    r"""Return the Markdown of a normalised document, without a line end behind it.

    A callout is a block quote that begins with its tone in the language that ``resolved`` names,
    citations are ``[1, 2]``, a crisis line is a link to its number followed by its name.

    >>> text = {"type": "text", "text": "Less *is* more."}
    >>> document = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    >>> print(render_markdown(document, Resolved()))
    Less \*is\* more.
    """
    return markdown_of(render_blocks(document, resolved), resolved.locale)


def markdown_of(blocks: list[Json], locale: str) -> str:
    """Return the Markdown of what ``render_blocks`` has returned for a text in that language."""
    return _all(blocks, nearest(TONE_WORDS, locale))


def _all(blocks: list[Json], tones: Tones) -> str:
    rendered = []
    for kind, group in groupby(blocks, key=lambda block: str(block["type"])):
        rendered += [BLOCKS[kind](block, place, tones) for place, block in enumerate(group)]
    # A paragraph is empty when nothing but a source or number that is not live stood in it.
    return "\n\n".join(filter(None, rendered))


def _paragraph(block: Json, place: int, tones: Tones) -> str:
    return lines(block["content"])


def _heading(block: Json, place: int, tones: Tones) -> str:
    words = heading_line(block["content"])
    return f"{'#' * block['level']} {words}" if words else ""


def _bullet_list(block: Json, place: int, tones: Tones) -> str:
    marker = BULLETS[place % len(BULLETS)]
    render = partial(_all, tones=tones)
    return listed(block["content"], repeat(marker, len(block["content"])), render)


def _ordered_list(block: Json, place: int, tones: Tones) -> str:
    delimiter = DELIMITERS[place % len(DELIMITERS)]
    numbers = range(block["start"], block["start"] + len(block["content"]))
    markers = [f"{number}{delimiter}" for number in numbers]
    return listed(block["content"], markers, partial(_all, tones=tones))


def _blockquote(block: Json, place: int, tones: Tones) -> str:
    return _quoted(_all(block["content"], tones))


def _callout(block: Json, place: int, tones: Tones) -> str:
    return _quoted(f"**{tones[block['tone']]}:**\n\n{_all(block['content'], tones)}")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def _horizontal_rule(block: Json, place: int, tones: Tones) -> str:
    # Neither a list's sign nor the underline of a heading.
    return "___"


def _figure(block: Json, place: int, tones: Tones) -> str:
    return "\n\n".join(filter(None, [picture(block), plain_line(block["caption"] or "")]))


BLOCKS: dict[str, Callable[[Json, int, Tones], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _bullet_list,
    "orderedList": _ordered_list,
    "blockquote": _blockquote,
    "callout": _callout,
    "horizontalRule": _horizontal_rule,
    "figure": _figure,
}
