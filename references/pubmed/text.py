"""Words of an element, with the markup that is kept or without it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree

from references.markup import escaped, plain
from references.pubmed.mathml import formula, is_math, local_name

# What a typewriter underlined is printed in italics.
KEPT_AS = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "u": "i"}
AROUND_NOTHING = re.compile(r"<(i|b|sup|sub)>(\s*)</\1>")


def marked_text(element: Any) -> str:
    """Return the words with ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``, in NFC and on one line."""
    words = AROUND_NOTHING.sub(r"\2", "".join(_pieces(element)))
    return " ".join(unicodedata.normalize("NFC", words).split())


def text(element: Any) -> str:
    """Return the words alone; of an element that is not there, the empty string."""
    if element is None:
        return ""
    if len(element):
        return plain(marked_text(element))
    return " ".join(unicodedata.normalize("NFC", element.text or "").split())


def child_text(element: Any, path: str) -> str:
    return text(element.find(path)) if element is not None else ""


def texts(element: Any, path: str) -> list[str]:
    """Return the words of each such element that has any."""
    return [words for words in map(text, element.iterfind(path)) if words]


def _pieces(element: Any) -> Iterator[str]:
    yield escaped(element.text or "")
    for child in element:
        yield from _inline(child)
        yield escaped(child.tail or "")


def _inline(child: Any) -> Iterator[str]:
    name = local_name(child)
    if child.tag is etree.Entity:
        # No DTD says what it stands for: it is kept as it is written.
        yield escaped(child.text)
    elif is_math(child):
        yield formula(child)
    elif name in KEPT_AS:
        yield f"<{KEPT_AS[name]}>"
        yield from _pieces(child)
        yield f"</{KEPT_AS[name]}>"
    elif name:
        yield from _pieces(child)
