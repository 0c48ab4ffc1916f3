"""The shape of what ``render_blocks`` returns, as JSON Schema components for the API's description.

The public contract only grows: readers ignore a type and a property that they do not know.
"""

from typing import Any

from articles.richtext.schema import HEADING_LEVELS, TONES

Json = dict[str, Any]

PREFIX = "#/components/schemas/"

STRING: Json = {"type": "string"}
OPTIONAL_STRING: Json = {"type": ["string", "null"]}
UUID: Json = {"type": "string", "format": "uuid"}
ADDRESS: Json = {"type": "string", "format": "uri"}
PIXELS: Json = {"type": "integer", "minimum": 1}
RENDITION: Json = {
    "type": "object",
    "description": "The picture in one size and format.",
    "properties": {
        "url": ADDRESS,
        "width": PIXELS,
        "height": PIXELS,
        "format": {"type": "string", "enum": ["avif", "webp", "jpeg"]},
    },
    "required": ["url", "width", "height", "format"],
}


def _shape(name: str, description: str, /, **properties: Json) -> Json:
    return {
        "type": "object",
        "description": description,
        "properties": {"type": {"type": "string", "const": name}, **properties},
        "required": ["type", *properties],
    }


def _list_of(component: str) -> Json:
    return {"type": "array", "items": {"$ref": PREFIX + component}}


BLOCKS: dict[str, Json] = {
    "paragraph": _shape("paragraph", "A paragraph.", content=_list_of("RichTextInline")),
    "heading": _shape(
        "heading",
        "A heading within the text; the page's own title is level 1.",
        level={"type": "integer", "enum": list(HEADING_LEVELS)},
        content=_list_of("RichTextInline"),
    ),
    "bulletList": _shape("bulletList", "A bullet list.", content=_list_of("RichTextListItem")),
    "orderedList": _shape(
        "orderedList",
        "A numbered list; `start` is its first number.",
        start={"type": "integer", "minimum": 0},
        content=_list_of("RichTextListItem"),
    ),
    "blockquote": _shape("blockquote", "A quotation.", content=_list_of("RichTextBlock")),
    "callout": _shape(
        "callout",
        "A box that stands out; `tone` says how urgent it is.",
        tone={"type": "string", "enum": list(TONES)},
        content=_list_of("RichTextBlock"),
    ),
    "figure": _shape(
        "figure",
        "A picture. `url` is for who knows none of the `renditions`, which come with the lightest "
        "format first and each from narrow to wide; an empty `alt` says that it is decorative.",
        image=UUID,
        alt=STRING,
        caption=OPTIONAL_STRING,
        url=ADDRESS,
        width=PIXELS,
        height=PIXELS,
        thumbhash=OPTIONAL_STRING,
        renditions={"type": "array", "items": RENDITION, "minItems": 1},
    ),
    "horizontalRule": _shape("horizontalRule", "A change of subject."),
}

INLINE: dict[str, Json] = {
    "text": _shape(
        "text",
        "Words; `marks` from the outermost to the innermost.",
        text=STRING,
        marks=_list_of("RichTextMark"),
    ),
    "hardBreak": _shape("hardBreak", "A line break within a paragraph."),
    "citation": _shape(
        "citation",
        "Sources of the words before it: numbers in the page's `references`, ascending.",
        numbers={"type": "array", "items": {"type": "integer"}, "minItems": 1},
        reference_ids={"type": "array", "items": STRING, "minItems": 1},
    ),
    "crisisLine": _shape(
        "crisisLine",
        "A crisis line as it can be reached today; print `label`. `id` is that in `crisis_resources`.",
        id=UUID,
        name=STRING,
        phone=OPTIONAL_STRING,
        sms=OPTIONAL_STRING,
        label=STRING,
    ),
}

MARKS: dict[str, Json] = {
    "link": _shape("link", "A link elsewhere: https, mailto, tel or sms.", href=STRING),
    "pageLink": _shape(
        "pageLink",
        "A link to another live page of this site; `anchor` is null or a part of that page.",
        topic=UUID,
        kind={"type": "string", "enum": ["condition", "symptom", "article"]},
        slug=STRING,
        path=STRING,
        web_url=ADDRESS,
        title=STRING,
        anchor=OPTIONAL_STRING,
    ),
    "bold": _shape("bold", "Important words."),
    "italic": _shape("italic", "Stressed words."),
    "superscript": _shape("superscript", "Raised, as in 10²."),
    "subscript": _shape("subscript", "Lowered, as in H₂O."),
}

LIST_ITEM = _shape("listItem", "An item of a list.", content=_list_of("RichTextBlock"))


def components() -> dict[str, Json]:
    """Return the OpenAPI 3.1 schema components; a rich text is an array of ``RichTextBlock``."""
    kinds = {"RichTextBlock": BLOCKS, "RichTextInline": INLINE, "RichTextMark": MARKS}
    named = {union: {_named(union, name): name for name in kind} for union, kind in kinds.items()}
    return {
        **{union: _union(members) for union, members in named.items()},
        **{
            component: kinds[union][name]
            for union, members in named.items()
            for component, name in members.items()
        },
        "RichTextListItem": LIST_ITEM,
    }


def _named(union: str, name: str) -> str:
    """Return a component's name; marks say so, for "link" alone would tell a reader little."""
    title = name[0].upper() + name[1:]
    return f"{union}{title}" if union == "RichTextMark" else f"RichText{title}"


def _union(members: dict[str, str]) -> Json:
    return {
        "oneOf": [{"$ref": PREFIX + component} for component in members],
        "discriminator": {
            "propertyName": "type",
            "mapping": {name: PREFIX + component for component, name in members.items()},
        },
    }
