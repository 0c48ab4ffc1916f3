"""Nodes of rich text, as short as they can be written."""


def paragraph(*inline):
    return {"type": "paragraph", "content": list(inline)}


def words(content, *marks):
    return {"type": "text", "text": content, **({"marks": list(marks)} if marks else {})}


def mark(kind, **attrs):
    return {"type": kind, **({"attrs": attrs} if attrs else {})}


def item(*blocks):
    return {"type": "listItem", "content": list(blocks)}


def doc(*blocks):
    return {"type": "doc", "content": list(blocks)}


def citation(reference):
    return mark("citation", key=reference.key)


def every_block(lines, works, live, gone):
    """Each block, inline node and mark of rich text at least once."""
    return doc(
        paragraph(
            words("Shame "),
            words("hides", mark("italic")),
            words(" in H"),
            words("2", mark("subscript")),
            words("O and 10"),
            words("2", mark("superscript")),
            words(" ways & <more>."),
            citation(works["vanished"]),
            citation(works["retracted"]),
            citation(works["full"]),
        ),
        {"type": "heading", "attrs": {"level": 3}, "content": [words("Where it comes from")]},
        {
            "type": "bulletList",
            "content": [
                item(
                    paragraph(words("From without")),
                    {
                        "type": "orderedList",
                        "attrs": {"start": 3},
                        "content": [item(paragraph(words("third")))],
                    },
                )
            ],
        },
        {"type": "orderedList", "content": [item(paragraph(words("first")))]},
        {
            "type": "blockquote",
            "content": [paragraph(words("I hid."), mark("hardBreak"), words("Long."))],
        },
        {"type": "callout", "content": [paragraph(words("A note."))]},
        {
            "type": "callout",
            "attrs": {"tone": "urgent"},
            "content": [
                paragraph(words("Call "), mark("crisisLine", resource=str(lines["us"].uuid)))
            ],
        },
        {"type": "horizontalRule"},
        paragraph(
            words("See "),
            words("PTSD", mark("pageLink", topic=str(live.uuid), anchor="overview"), mark("bold")),
            words(", "),
            words("guilt", mark("pageLink", topic=str(gone.uuid))),
            words(" and "),
            words("elsewhere", mark("link", href="https://elsewhere.example/?a=1&b=2")),
            words(" or "),
            words("write", mark("link", href="mailto:care@example.org")),
        ),
    )
