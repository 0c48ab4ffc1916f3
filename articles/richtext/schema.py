"""The nodes and marks of our rich text, by Tiptap's names, as a ProseMirror schema.

The schema is the one list of what exists, what may stand in what, which attributes there are and
their defaults. What an attribute may *hold* is in ``attributes``: prosemirror does not check it.
"""

from typing import Any

from prosemirror.model import MarkType, NodeType, Schema

TONES = ("note", "warning", "urgent", "emergency")
HEADING_LEVELS = (2, 3, 4)

NODES: dict[str, Any] = {
    "doc": {"content": "block+"},
    "paragraph": {"content": "inline*", "group": "block"},
    "heading": {"content": "inline*", "group": "block", "attrs": {"level": {}}},
    "bulletList": {"content": "listItem+", "group": "block"},
    "orderedList": {
        "content": "listItem+",
        "group": "block",
        "attrs": {"start": {"default": 1}},
    },
    "listItem": {"content": "paragraph block*"},
    "blockquote": {"content": "block+", "group": "block"},
    "callout": {
        "content": "block+",
        "group": "block",
        "attrs": {"tone": {"default": "note"}},
    },
    "figure": {
        "group": "block",
        "atom": True,
        "attrs": {"image": {}, "alt": {"default": ""}, "caption": {"default": ""}},
    },
    "horizontalRule": {"group": "block"},
    "text": {"group": "inline"},
    "hardBreak": {"inline": True, "group": "inline"},
    "citation": {"inline": True, "group": "inline", "atom": True, "attrs": {"key": {}}},
    "crisisLine": {"inline": True, "group": "inline", "atom": True, "attrs": {"resource": {}}},
}

# In this order marks are stored and nested, so that a link is one anchor around all its words.
MARKS: dict[str, Any] = {
    "link": {"attrs": {"href": {}}, "excludes": "link pageLink"},
    "pageLink": {
        "attrs": {"topic": {}, "anchor": {"default": ""}},
        "excludes": "link pageLink",
    },
    "bold": {},
    "italic": {},
    "superscript": {},
    "subscript": {},
}

SCHEMA: Schema[str, str] = Schema({"nodes": NODES, "marks": MARKS})

# What an editor calls these things.
NAMES = {
    "doc": "text",
    "paragraph": "paragraph",
    "heading": "heading",
    "bulletList": "bullet list",
    "orderedList": "numbered list",
    "listItem": "list item",
    "blockquote": "quotation",
    "callout": "callout",
    "figure": "picture",
    "horizontalRule": "horizontal rule",
    "text": "run of words",
    "hardBreak": "line break",
    "citation": "citation",
    "crisisLine": "crisis line",
    "link": "link",
    "pageLink": "page link",
    "bold": "bold",
    "italic": "italic",
    "superscript": "superscript",
    "subscript": "subscript",
}


def node_type(name: object) -> NodeType | None:
    return SCHEMA.nodes.get(name) if isinstance(name, str) else None


def mark_type(name: object) -> MarkType | None:
    return SCHEMA.marks.get(name) if isinstance(name, str) else None
