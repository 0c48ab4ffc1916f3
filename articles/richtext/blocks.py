"""Rich text for front ends that build their own markup: a tree in which nothing needs look-up.

The shape of every block, inline node and mark is written down in ``contract``.
"""

from dataclasses import asdict
from itertools import groupby
from typing import Any

from articles.richtext.inline import join_texts
from articles.richtext.resolved import Resolved
from articles.richtext.schema import SCHEMA

Json = dict[str, Any]


def render_blocks(document: Json, resolved: Resolved) -> list[Json]:
    """Return the blocks of a normalised document, every key of a type present.

    >>> text = {"type": "text", "text": "Shame hides."}
    >>> document = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    >>> render_blocks(document, Resolved())[0]["content"]
    [{'type': 'text', 'text': 'Shame hides.', 'marks': []}]
    """
    return _blocks(document.get("content", []), resolved)


def _blocks(nodes: list[Json], resolved: Resolved) -> list[Json]:
    return [_block(node, resolved) for node in nodes if _is_there(node, resolved)]


def _block(node: Json, resolved: Resolved) -> Json:
    kind = SCHEMA.nodes[node["type"]]
    if kind.name == "figure":
        return _figure(node, resolved)
    block: Json = {"type": kind.name, **_attributes(node)}
    if kind.inline_content:
        block["content"] = _inline(node.get("content", []), resolved)
    elif not kind.is_leaf:
        block["content"] = _blocks(node["content"], resolved)
    return block


def _figure(node: Json, resolved: Resolved) -> Json:
    attributes = _attributes(node)
    picture = asdict(resolved.pictures[attributes["image"]])
    return {
        "type": "figure",
        **attributes,
        "caption": attributes["caption"] or None,
        **picture,
        "thumbhash": picture["thumbhash"] or None,
        "renditions": list(picture["renditions"]),
    }


def _attributes(node: Json) -> Json:
    """Return the attributes with the defaults spelled out: readers do not know our schema."""
    return dict(SCHEMA.nodes[node["type"]].compute_attrs(node.get("attrs")))


def _inline(nodes: list[Json], resolved: Resolved) -> list[Json]:
    # Texts are joined again because a link that fell away may have parted them.
    present = join_texts([_text(node, resolved) for node in nodes if _is_there(node, resolved)])
    rendered: list[Json] = []
    for kind, group in groupby(present, key=lambda node: str(node["type"])):
        if kind == "citation":
            rendered.append(_citations(list(group), resolved))
        else:
            rendered.extend(_atom(node, resolved) for node in group)
    return rendered


def _is_there(node: Json, resolved: Resolved) -> bool:
    if node["type"] == "citation":
        return node["attrs"]["key"] in resolved.citations
    if node["type"] == "crisisLine":
        return node["attrs"]["resource"] in resolved.crisis_lines
    if node["type"] == "figure":
        return node["attrs"]["image"] in resolved.pictures
    return True


def _text(node: Json, resolved: Resolved) -> Json:
    if node["type"] != "text":
        return node
    marks = [_mark(mark, resolved) for mark in node.get("marks", [])]
    return {"type": "text", "text": node["text"], "marks": [mark for mark in marks if mark]}


def _mark(mark: Json, resolved: Resolved) -> Json | None:
    if mark["type"] != "pageLink":
        return {"type": mark["type"], **mark.get("attrs", {})}
    target = resolved.page_links.get(mark["attrs"]["topic"])
    if target is None:
        return None
    return {"type": "pageLink", **asdict(target), "anchor": mark["attrs"].get("anchor")}


def _citations(group: list[Json], resolved: Resolved) -> Json:
    """Return neighbouring marks as one, since print shows them as "1, 3" in ascending order."""
    cited = {resolved.citations[node["attrs"]["key"]] for node in group}
    ordered = sorted(cited, key=lambda citation: (citation.number, citation.reference_id))
    return {
        "type": "citation",
        "numbers": [citation.number for citation in ordered],
        "reference_ids": [citation.reference_id for citation in ordered],
    }


def _atom(node: Json, resolved: Resolved) -> Json:
    if node["type"] == "crisisLine":
        line = resolved.crisis_lines[node["attrs"]["resource"]]
        numbers = {"phone": line.phone or None, "sms": line.sms or None}
        return {"type": "crisisLine", **asdict(line), **numbers}
    return node
