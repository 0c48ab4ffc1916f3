"""Which parts of a page two snapshots tell differently, in an editor's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.models import Aspect
from articles.snapshots import Snapshot

Json = dict[str, Any]

LABELS = {
    "about": "Subjects",
    "article_type": "Type of article",
    "byline": "Byline",
    "codes": "Clinical codes",
    "outline": "Order of the parts",
    "related": "Related pages",
    "risk_class": "Review interval",
    "seo_description": "Description for search engines",
    "seo_title": "Title for search engines",
    "slug": "Address (slug)",
    "targets": "Where the buttons lead",
    "translated_from": "Translation of",
}
# What stands in a page several times, each with an id of its own.
REPEATED = {
    "sections": "Section",
    "associations": "Association",
    "faqs": "Question",
    "calls_to_action": "Button",
}
# What an editor looks for first; canonical bytes have their keys in the order of the alphabet.
FIRST = ("title", "summary", "key_points", *REPEATED, "citations")
# By which of its texts an editor knows a part.
NAMES = ("heading", "name", "question", "label")


@dataclass(frozen=True)
class Difference:
    """``what`` becomes of ``part`` when the second snapshot takes the place of the first."""

    part: str
    what: str


def differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return what changes from one snapshot to the other, the words before all else."""
    pairs = ((before.clinical, after.clinical), (before.presentation, after.presentation))
    return [difference for old, new in pairs for difference in _in_part(old, new)]


def presentation_differences(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return what changes that no signature covers."""
    return list(_in_part(before.presentation, after.presentation))


def _in_part(old: Json, new: Json) -> Iterator[Difference]:
    for key in dict.fromkeys([*FIRST, *new, *old]):
        if key in REPEATED:
            yield from _repeated(REPEATED[key], old.get(key, []), new.get(key, []))
        elif old.get(key) != new.get(key):
            label = LABELS.get(key, key.replace("_", " ").capitalize())
            yield Difference(label, _what(old.get(key), new.get(key)))


def _repeated(kind: str, old: list[Json], new: list[Json]) -> Iterator[Difference]:
    before, after = ({item["id"]: item for item in items} for items in (old, new))
    for id in dict.fromkeys([*after, *before]):
        if before.get(id) != after.get(id):
            name = _name(after.get(id) or before[id])
            yield Difference(f"{kind}{name}", _what(before.get(id), after.get(id)))
    if [id for id in before if id in after] != [id for id in after if id in before]:
        yield Difference(f"{kind}s, their order", "changed")


def _what(old: object, new: object) -> str:
    if old is None:
        return "brought back"
    return "taken out" if new is None else "changed"


def _name(item: Json) -> str:
    named = next((item[name] for name in NAMES if name in item), "")
    name = named or (Aspect(item["aspect"]).label if "aspect" in item else "")
    return f" “{name}”" if name else ""
