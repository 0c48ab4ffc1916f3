"""Tidying what stands inside a paragraph or heading."""

from typing import Any

from articles.richtext.characters import spaced

Json = dict[str, Any]


def tidy(nodes: list[Json]) -> list[Json]:
    """Return the inline nodes with texts joined and in NFC, and no white space at either end."""
    return _trimmed([_spaced(node) for node in join_texts(nodes)])


def join_texts(nodes: list[Json]) -> list[Json]:
    """Return the nodes with neighbouring texts of equal marks made one."""
    joined: list[Json] = []
    for node in nodes:
        if node.get("text") == "":
            continue
        if joined and _may_join(joined[-1], node):
            joined[-1] = {**node, "text": joined[-1]["text"] + node["text"]}
        else:
            joined.append(node)
    return joined


def _may_join(one: Json, other: Json) -> bool:
    texts = one["type"] == "text" and other["type"] == "text"
    return texts and one.get("marks") == other.get("marks")


def _spaced(node: Json) -> Json:
    return {**node, "text": spaced(node["text"])} if node["type"] == "text" else node


def _trimmed(nodes: list[Json]) -> list[Json]:
    solid = [place for place, node in enumerate(nodes) if not _is_blank(node)]
    if not solid:
        return []
    kept = [dict(node) for node in nodes[solid[0] : solid[-1] + 1]]
    if kept[0]["type"] == "text":
        kept[0]["text"] = kept[0]["text"].lstrip()
    if kept[-1]["type"] == "text":
        kept[-1]["text"] = kept[-1]["text"].rstrip()
    return kept


def _is_blank(node: Json) -> bool:
    return node["type"] == "hardBreak" or (node["type"] == "text" and not node["text"].strip())
