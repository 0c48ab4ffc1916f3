"""The columns of works in words, for people who compare them."""

from typing import Any

from references.models import Reference

LONGEST_VALUE = 80


def column_label(name: str) -> str:
    """Return what editors call a column.

    >>> column_label("journal_abbreviation")
    'journal abbreviation'
    """
    return str(Reference._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def in_words(value: Any) -> str:
    """Return what stands in a column; empty if nothing does.

    >>> in_words([{"family": "López", "given": "Ana"}, {"group": "The Group"}])
    'Ana López, The Group'
    """
    if isinstance(value, list):
        value = ", ".join(map(_item, value))
    words = "" if value is None else str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"


def _item(item: Any) -> str:
    """A name, or a word."""
    if not isinstance(item, dict):
        return str(item)
    return str(item.get("group") or f"{item.get('given', '')} {item.get('family', '')}".strip())
