"""Reading a normalised document: its words and what it points at."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TEXT_BLOCKS = ("paragraph", "heading")


def nodes_of(node: Json) -> Iterator[Json]:
    """Yield the node and all that is in it, in reading order."""
    yield node
    for child in node.get("content", []):
        yield from nodes_of(child)


def plain_text(document: Json) -> str:
    """Return the words, a line for each paragraph or heading; citations are not words.

    >>> text = {"type": "text", "text": "Shame hides."}
    >>> plain_text({"type": "doc", "content": [{"type": "paragraph", "content": [text]}]})
    'Shame hides.'
    """
    blocks = (node for node in nodes_of(document) if node.get("type") in TEXT_BLOCKS)
    lines = ("".join(map(_printed, block.get("content", []))) for block in blocks)
    return "\n".join(line for line in lines if line)


def words(document: Json) -> int:
    return len(plain_text(document).split())


def citation_keys(document: Json) -> list[str]:
    """Return the keys of the works cited, each once, in reading order."""
    return _distinct(document, "citation", "key")


def crisis_line_resources(document: Json) -> list[str]:
    return _distinct(document, "crisisLine", "resource")


def page_link_topics(document: Json) -> list[str]:
    marks = (mark for node in nodes_of(document) for mark in node.get("marks", []))
    topics = (mark["attrs"]["topic"] for mark in marks if mark["type"] == "pageLink")
    return list(dict.fromkeys(topics))


def _distinct(document: Json, name: str, attribute: str) -> list[str]:
    found = (node for node in nodes_of(document) if node.get("type") == name)
    return list(dict.fromkeys(node["attrs"][attribute] for node in found))


def _printed(node: Json) -> str:
    if node["type"] == "text":
        return str(node["text"])
    return "\n" if node["type"] == "hardBreak" else ""
