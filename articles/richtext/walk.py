"""Reading a normalised document: its words and what it points at."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TEXT_BLOCKS = ("paragraph", "heading", "figure")


def nodes_of(node: Json) -> Iterator[Json]:
    """Yield the node and all that is in it, in reading order."""
    yield node
    for child in node.get("content", []):
        yield from nodes_of(child)


def plain_text(document: Json) -> str:
    """Return the words, a line for each paragraph, heading or caption; citations are not words.

    >>> text = {"type": "text", "text": "Shame hides."}
    >>> plain_text({"type": "doc", "content": [{"type": "paragraph", "content": [text]}]})
    'Shame hides.'
    """
    blocks = (node for node in nodes_of(document) if node.get("type") in TEXT_BLOCKS)
    lines = (_line(block) for block in blocks)
    return "\n".join(line for line in lines if line)


def words(document: Json) -> int:
    return len(plain_text(document).split())


def citation_keys(document: Json) -> list[str]:
    """Return the keys of the works cited, each once, in reading order."""
    return _distinct(document, "citation", "key")


def crisis_line_resources(document: Json) -> list[str]:
    return _distinct(document, "crisisLine", "resource")


def figures(document: Json) -> list[Json]:
    """Return the attributes of the pictures, ``{image, alt, caption}``, in reading order."""
    empty = {"alt": "", "caption": ""}
    nodes = (node for node in nodes_of(document) if node.get("type") == "figure")
    return [{**empty, **node["attrs"]} for node in nodes]


def figure_images(document: Json) -> list[str]:
    """Return the uuids of the pictures, each once, in reading order."""
    return _distinct(document, "figure", "image")


def page_link_topics(document: Json) -> list[str]:
    marks = (mark for node in nodes_of(document) for mark in node.get("marks", []))
    topics = (mark["attrs"]["topic"] for mark in marks if mark["type"] == "pageLink")
    return list(dict.fromkeys(topics))


def _distinct(document: Json, name: str, attribute: str) -> list[str]:
    found = (node for node in nodes_of(document) if node.get("type") == name)
    return list(dict.fromkeys(node["attrs"][attribute] for node in found))


def _line(block: Json) -> str:
    if block["type"] == "figure":
        # Blocks for readers have the attributes beside the type.
        return str(block.get("attrs", block).get("caption") or "")
    return "".join(map(_printed, block.get("content", [])))


def _printed(node: Json) -> str:
    if node["type"] == "text":
        return str(node["text"])
    return "\n" if node["type"] == "hardBreak" else ""
