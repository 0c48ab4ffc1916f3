"""Rich text as HTML: plain elements, no classes to style against but ``citation``.

Safe by construction: every tag is written here and every text and attribute is escaped.
"""

from collections.abc import Callable
from html import escape
from itertools import groupby
from typing import Any

from articles.richtext.blocks import render_blocks
from articles.richtext.resolved import Resolved, dialled

Json = dict[str, Any]

MARK_ELEMENTS = {
    "bold": "strong",
    "italic": "em",
    "superscript": "sup",
    "subscript": "sub",
    "link": "a",
    "pageLink": "a",
}

# How wide a picture stands, as far as we can know: a column of text, or the whole of a small screen.
SIZES = "(min-width: 50rem) 50rem, 100vw"


def render_html(document: Json, resolved: Resolved) -> str:
    """Return the HTML of a normalised document; the empty document is the empty string.

    >>> text = {"type": "text", "text": "Less <is> more."}
    >>> document = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    >>> render_html(document, Resolved())
    '<p>Less &lt;is&gt; more.</p>'
    """
    return _all(render_blocks(document, resolved))


def _all(blocks: list[Json]) -> str:
    return "".join(BLOCKS[block["type"]](block) for block in blocks)


def _paragraph(block: Json) -> str:
    return f"<p>{_inline(block['content'])}</p>"


def _heading(block: Json) -> str:
    return f"<h{block['level']}>{_inline(block['content'])}</h{block['level']}>"


def _bullet_list(block: Json) -> str:
    return f"<ul>{_all(block['content'])}</ul>"


def _ordered_list(block: Json) -> str:
    start = "" if block["start"] == 1 else f' start="{block["start"]}"'
    return f"<ol{start}>{_all(block['content'])}</ol>"


def _list_item(block: Json) -> str:
    return f"<li>{_all(block['content'])}</li>"


def _blockquote(block: Json) -> str:
    return f"<blockquote>{_all(block['content'])}</blockquote>"


def _callout(block: Json) -> str:
    return f'<aside data-tone="{block["tone"]}">{_all(block["content"])}</aside>'


def _figure(block: Json) -> str:
    """One source for each format, in the order of the renditions: a browser takes the first it knows."""
    by_format = groupby(block["renditions"], key=lambda rendition: str(rendition["format"]))
    sources = "".join(_source(format, list(group)) for format, group in by_format)
    img = (
        f'<img src="{escape(block["url"])}" alt="{escape(block["alt"])}" loading="lazy"'
        f' width="{block["width"]}" height="{block["height"]}">'
    )
    caption = (
        block["caption"] and f"<figcaption>{escape(block['caption'], quote=False)}</figcaption>"
    )
    return f"<figure><picture>{sources}{img}</picture>{caption or ''}</figure>"


def _source(format: str, renditions: list[Json]) -> str:
    widths = ", ".join(f"{each['url']} {each['width']}w" for each in renditions)
    return f'<source type="image/{format}" srcset="{escape(widths)}" sizes="{SIZES}">'


def _horizontal_rule(block: Json) -> str:
    return "<hr>"


BLOCKS: dict[str, Callable[[Json], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bulletList": _bullet_list,
    "orderedList": _ordered_list,
    "listItem": _list_item,
    "blockquote": _blockquote,
    "callout": _callout,
    "figure": _figure,
    "horizontalRule": _horizontal_rule,
}


def _inline(nodes: list[Json]) -> str:
    """Return the nodes, a mark that runs over several texts being one element."""
    html: list[str] = []
    opened: list[Json] = []
    for node in nodes:
        marks = node.get("marks", [])
        shared = _shared(opened, marks)
        html.append(_close(opened[shared:]) + "".join(map(_open, marks[shared:])))
        html.append(INLINE[node["type"]](node))
        opened = marks
    return "".join(html) + _close(opened)


def _shared(one: list[Json], other: list[Json]) -> int:
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _open(mark: Json) -> str:
    if mark["type"] == "link":
        # Mail and telephone links open no page that could reach back to ours.
        rel = ' rel="noopener"' if mark["href"].startswith("https:") else ""
        return f'<a href="{escape(mark["href"])}"{rel}>'
    if mark["type"] == "pageLink":
        href = mark["web_url"] + (f"#{mark['anchor']}" if mark["anchor"] else "")
        return f'<a href="{escape(href)}" data-topic="{escape(mark["topic"])}">'
    return f"<{MARK_ELEMENTS[mark['type']]}>"


def _close(marks: list[Json]) -> str:
    return "".join(f"</{MARK_ELEMENTS[mark['type']]}>" for mark in reversed(marks))


def _text(node: Json) -> str:
    return escape(node["text"], quote=False)


def _hard_break(node: Json) -> str:
    return "<br>"


def _citation(node: Json) -> str:
    links = (f'<a href="#reference-{number}">{number}</a>' for number in node["numbers"])
    return f'<sup class="citation">{", ".join(links)}</sup>'


def _crisis_line(node: Json) -> str:
    """Print the label, which says all, as one link: to the telephone, or else to the text line."""
    scheme, number = ("tel", node["phone"]) if node["phone"] else ("sms", node["sms"])
    printed = escape(node["label"] or number or node["name"], quote=False)
    if number:
        printed = f'<a href="{scheme}:{dialled(number)}">{printed}</a>'
    sms = f' data-sms="{dialled(node["sms"])}"' if node["sms"] else ""
    return f'<span data-crisis-line title="{escape(node["name"])}"{sms}>{printed}</span>'


INLINE: dict[str, Callable[[Json], str]] = {
    "text": _text,
    "hardBreak": _hard_break,
    "citation": _citation,
    "crisisLine": _crisis_line,
}
