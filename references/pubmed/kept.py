"""Elements that nothing here interprets, as JSON of the same shape."""

from collections.abc import Collection
from typing import Any

from references.pubmed.mathml import local_name
from references.pubmed.text import marked_text, text
from references.pubmed.vocabulary import INLINE

# They are no structure: an element that holds one of them is words.
PART_OF_WORDS = {*INLINE.split(), "math", "DispFormula"}


def further(element: Any, *, but: Collection[str]) -> dict[str, Any]:
    """Return the children by name, those left out that are kept elsewhere.

    An element that stands once is its words, or an object of attributes (``@name``), children and
    ``text``; one that stands several times is a list of them.
    """
    kept: dict[str, Any] = {}
    for child in element:
        name = local_name(child)
        if name and name not in but:
            value = as_json(child)
            if name not in kept:
                kept[name] = value
            elif isinstance(kept[name], list):
                kept[name].append(value)
            else:
                kept[name] = [kept[name], value]
    return {name: value for name, value in kept.items() if value not in ("", {})}


def as_json(element: Any) -> Any:
    attributes = {f"@{name}": value for name, value in element.items()}
    if any(local_name(child) in PART_OF_WORDS for child in element):
        words, children = marked_text(element), {}
    else:
        words, children = text(element) if not len(element) else "", further(element, but=())
    if not attributes and not children:
        return words
    return {**attributes, **children, **({"text": words} if words else {})}
