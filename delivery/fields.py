"""``?fields=``: less of a document. What may be named is what its serializer declares."""

import difflib
from collections.abc import Mapping
from functools import cache
from typing import Any

from rest_framework import serializers

from delivery.rich_forms import RichForm

# What is kept of an object, by key: all of it (None), or of each value these fields.
Fields = Mapping[str, "Fields | None"]

ECHOED_CHARACTERS = 60

FORMS = set(RichForm.values)


class Tree(dict[str, Any]):
    """Fields as they were asked for; ``forms`` are the forms of rich text that are among them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: set[str] = set()


def parse(text: str, serializer: type[serializers.Serializer[Any]]) -> Tree:
    """Read ``title,review.status,sections.heading``. Raises ``ValueError`` for an unknown field.

    Who names an object gets the whole of it, whatever else is named inside.
    """
    declared = _declared(serializer)
    tree = Tree()
    for path in dict.fromkeys(text.split(",")):
        names = path.split(".")
        tree.forms |= _check(names, declared)
        _add(tree, names)
    return tree


def trim(document: Any, fields: Fields) -> Any:
    """Return the fields of an object, or of each object in a list; null stays null."""
    if isinstance(document, list):
        return [trim(item, fields) for item in document]
    if document is None:
        return None
    return {
        key: value if (inside := fields[key]) is None else trim(value, inside)
        for key, value in document.items()
        if key in fields
    }


def _add(tree: dict[str, Any], names: list[str]) -> None:
    *parents, last = names
    for name in parents:
        inside = tree.setdefault(name, {})
        if inside is None:
            return
        tree = inside
    tree[last] = None


@cache
def _declared(serializer: type[serializers.Serializer[Any]]) -> Fields:
    return {name: _inside(field) for name, field in serializer().fields.items()}


def _inside(field: Any) -> Fields | None:
    item = getattr(field, "child", field)
    return _declared(type(item)) if isinstance(item, serializers.Serializer) else None


def _check(names: list[str], declared: Fields) -> set[str]:
    """Return the form of rich text that is named, if one is. Raises ``ValueError``."""
    known: Fields = declared
    forms: set[str] = set()
    for place, name in enumerate(names):
        if name not in known:
            raise ValueError(_unknown(names, place, list(known)))
        if set(known) == FORMS:
            forms = {name}
        known = known[name] or {}
    return forms


def _unknown(names: list[str], place: int, known: list[str]) -> str:
    said = f"there is no field {'.'.join(names)[:ECHOED_CHARACTERS]!r}"
    near = difflib.get_close_matches(names[place][:ECHOED_CHARACTERS], known, n=1)
    if near:
        return f"{said}; did you mean {'.'.join([*names[:place], near[0]])}"
    if known:
        return f"{said}; the fields here are {', '.join(known)}"
    return f"{said}; {'.'.join(names[:place])} has no fields"
