"""Rich text from Markdown, in which the fixtures are written.

CommonMark without HTML, and with addresses of our own: ``[](pmid:30075356)`` is a citation mark,
``[](crisis:us-988)`` a crisis line, ``[words](symptom:shame)`` a link to a page. A quotation that
begins with ``[!NOTE]``, ``[!WARNING]``, ``[!URGENT]`` or ``[!EMERGENCY]`` is a callout.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from articles.models import Kind

Json = dict[str, Any]
# The uuid of what a fixture names: of a crisis resource by its key, of a topic by kind and key.
Resolver = Callable[[str, str], str]

CRISIS = "crisis"
CITATION_SCHEMES = ("pmid", "doi", "uuid")
CALLOUT = re.compile(r"\[!([A-Z]+)\]")
LISTS = {"bullet_list": "bulletList", "ordered_list": "orderedList"}
MARKS = {"strong": "bold", "em": "italic"}


def rich_text(markdown: str, resolve: Resolver) -> Json:
    """Return the document that a Markdown text describes; ``{}`` for an empty one.

    Raises ``ValueError`` for what a rich text cannot hold. What ``resolve`` raises passes through.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(markdown))
    blocks = _Reader(resolve).blocks(tree.children)
    return {"type": "doc", "content": blocks} if blocks else {}


class _Reader:
    def __init__(self, resolve: Resolver) -> None:
        self.resolve = resolve

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Json]:
        return [self.block(node) for node in nodes]

    def block(self, node: SyntaxTreeNode) -> Json:
        if node.type == "paragraph":
            return {"type": "paragraph", "content": self.line(node)}
        if node.type == "heading":
            level = int(node.tag.removeprefix("h"))
            return {"type": "heading", "attrs": {"level": level}, "content": self.line(node)}
        if node.type in LISTS:
            return {"type": LISTS[node.type], "content": self.blocks(node.children)}
        if node.type == "list_item":
            return {"type": "listItem", "content": self.blocks(node.children)}
        if node.type == "blockquote":
            return _callout_or_quotation(self.blocks(node.children))
        if node.type == "hr":
            return {"type": "horizontalRule"}
        raise ValueError(f"A rich text has no place for this Markdown: {node.type}.")

    def line(self, node: SyntaxTreeNode) -> list[Json]:
        """Return the inline nodes of a paragraph or heading, which has one child with them."""
        return [item for child in node.children for item in self.inline(child.children, ())]

    def inline(self, nodes: Sequence[SyntaxTreeNode], marks: tuple[Json, ...]) -> list[Json]:
        return [item for node in nodes for item in self.span(node, marks)]

    def span(self, node: SyntaxTreeNode, marks: tuple[Json, ...]) -> list[Json]:
        if node.type == "text":
            return [_text(node.content, marks)] if node.content else []
        if node.type == "softbreak":
            return [_text(" ", marks)]
        if node.type == "hardbreak":
            return [{"type": "hardBreak"}]
        if node.type in MARKS:
            return self.inline(node.children, (*marks, {"type": MARKS[node.type]}))
        if node.type == "link":
            return self.link(node, marks)
        raise ValueError(f"A line of text has no place for this Markdown: {node.type}.")

    def link(self, node: SyntaxTreeNode, marks: tuple[Json, ...]) -> list[Json]:
        # The parser escapes what an address of the web may not hold, and DOIs do hold.
        address = unquote(str(node.attrs["href"]))
        scheme, _, name = address.partition(":")
        if not node.children:
            return [self.atom(address, scheme, name)]
        if scheme in Kind.values:
            key, _, anchor = name.partition("#")
            attrs = {"topic": self.resolve(scheme, key)} | ({"anchor": anchor} if anchor else {})
            return self.inline(node.children, (*marks, {"type": "pageLink", "attrs": attrs}))
        link = {"type": "link", "attrs": {"href": str(node.attrs["href"])}}
        return self.inline(node.children, (*marks, link))

    def atom(self, address: str, scheme: str, name: str) -> Json:
        if scheme in CITATION_SCHEMES:
            return {"type": "citation", "attrs": {"key": address}}
        if scheme == CRISIS:
            return {"type": "crisisLine", "attrs": {"resource": self.resolve(CRISIS, name)}}
        raise ValueError(f"[]({address}) is a link without words.")


def _text(text: str, marks: tuple[Json, ...]) -> Json:
    return {"type": "text", "text": text} | ({"marks": list(marks)} if marks else {})


def _callout_or_quotation(blocks: list[Json]) -> Json:
    first, *rest = blocks
    begin, *words = first.get("content") or [{}]
    callout = CALLOUT.fullmatch(begin.get("text", ""))
    if callout is None:
        return {"type": "blockquote", "content": blocks}
    # Behind the tone its line ends.
    paragraph = [{**first, "content": words[1:]}] if words[1:] else []
    attrs = {"tone": callout[1].lower()}
    return {"type": "callout", "attrs": attrs, "content": [*paragraph, *rest]}
