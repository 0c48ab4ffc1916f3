"""How lists stand in plain lines, with or without markup."""

from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]


def listed(items: list[Json], markers: Iterable[str], render: Callable[[list[Json]], str]) -> str:
    """Return each item behind its marker, further lines below the first; short lists are close.

    >>> items = [{"content": ["Rest"]}, {"content": ["Eat"]}]
    >>> listed(items, ["1.", "2."], " ".join)
    '1. Rest\\n2. Eat'
    """
    rendered = [
        f"{marker} {_indented(render(item['content']), ' ' * (len(marker) + 1))}".rstrip(" ")
        for item, marker in zip(items, markers, strict=True)
    ]
    short = all(len(item["content"]) == 1 for item in items)
    return ("\n" if short else "\n\n").join(rendered)


def _indented(text: str, indent: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}" if line else "" for line in rest)])
