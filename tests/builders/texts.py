"""Rich texts of one block."""


def text(words):
    """A rich text of one paragraph."""
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}],
    }


def cited(words, *keys):
    """A rich text of one paragraph that ends with citation marks."""
    marks = [{"type": "citation", "attrs": {"key": key}} for key in keys]
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}, *marks]}],
    }


def bullets(*items):
    """A rich text of one bullet list."""
    content = [{"type": "listItem", "content": text(item)["content"]} for item in items]
    return {"type": "doc", "content": [{"type": "bulletList", "content": content}]}


def figure(image, **words):
    """A rich text of one picture, with the words that stand with it."""
    attrs = {"image": str(image.uuid), "alt": "A hand.", **words}
    return {"type": "doc", "content": [{"type": "figure", "attrs": attrs}]}
