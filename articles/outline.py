"""The order of a page's parts: one list, the only one."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models


class OutlinePart(models.TextChoices):
    KEY_POINTS = "key_points", "Key points"
    SECTION = "section", "Section"
    ASSOCIATIONS = "associations", "Associations"
    FAQS = "faqs", "Questions"
    CALL_TO_ACTION = "call_to_action", "Call to action"
    REFERENCES = "references", "References"


# Parts of which a page may have several: their entries carry an id.
REPEATED_PARTS = frozenset({OutlinePart.SECTION, OutlinePart.CALL_TO_ACTION})

# The associations stand behind the last section that says what the subject is or looks like.
BEFORE_ASSOCIATIONS = frozenset({"Overview", "Symptoms"})

Entry = dict[str, str]


class OutlinedSection(NamedTuple):
    id: str
    aspect: str


def usual_outline(
    *,
    sections: Sequence[OutlinedSection] = (),
    calls_to_action: Sequence[str] = (),
    parts: Collection[OutlinePart] = (),
) -> list[Entry]:
    """Return the order that a page has when nobody chose another.

    ``parts`` are those of which there is one at most, and which are not empty.
    """
    entries = [_entry(OutlinePart.SECTION, section.id) for section in sections]
    if OutlinePart.ASSOCIATIONS in parts:
        entries.insert(_before_associations(sections), _entry(OutlinePart.ASSOCIATIONS))
    if OutlinePart.KEY_POINTS in parts:
        entries.insert(0, _entry(OutlinePart.KEY_POINTS))
    if OutlinePart.FAQS in parts:
        entries.append(_entry(OutlinePart.FAQS))
    entries += [_entry(OutlinePart.CALL_TO_ACTION, call) for call in calls_to_action]
    if OutlinePart.REFERENCES in parts:
        entries.append(_entry(OutlinePart.REFERENCES))
    return entries


def completed_outline(
    chosen: Sequence[Entry], usual: Sequence[Entry], *, allowed: Sequence[Entry] = ()
) -> list[Entry]:
    """Return ``chosen`` with each part that it leaves out put behind its usual forerunner.

    ``allowed`` entries may stand there too, and are not put where nobody chose them. Raises
    ``ValidationError`` for an entry that is no part of the page, or stands there twice.
    """
    _refuse_strangers(chosen, [*usual, *allowed])
    outline = [dict(entry) for entry in chosen]
    for place, entry in enumerate(usual):
        if entry not in outline:
            before = usual[place - 1] if place else None
            at = outline.index(before) + 1 if before in outline else 0
            outline.insert(at, dict(entry))
    return outline


def _refuse_strangers(chosen: Sequence[Entry], usual: Sequence[Entry]) -> None:
    for place, entry in enumerate(chosen):
        if entry not in usual:
            raise ValidationError(
                "The order of parts names something that this page does not have: %(entry)s.",
                code="outline_unknown_part",
                params={"entry": " ".join(entry.values())},
            )
        if entry in chosen[:place]:
            raise ValidationError(
                "The order of parts names %(entry)s twice.",
                code="outline_part_twice",
                params={"entry": " ".join(entry.values())},
            )


def with_associations(outline: Sequence[Entry], sections: Sequence[OutlinedSection]) -> list[Entry]:
    """Return the outline of a page that shows associations, wherever it has put them."""
    entry = _entry(OutlinePart.ASSOCIATIONS)
    if entry in outline:
        return list(outline)
    behind = [section.id for section in sections[: _before_associations(sections)]]
    places = [place for place, item in enumerate(outline, start=1) if item.get("id") in behind]
    at = places[-1] if places else 0
    return [*outline[:at], entry, *outline[at:]]


def _before_associations(sections: Sequence[OutlinedSection]) -> int:
    """How many sections stand before the associations: all, where none says what it looks like."""
    places = [
        place
        for place, section in enumerate(sections, start=1)
        if section.aspect in BEFORE_ASSOCIATIONS
    ]
    return places[-1] if places else len(sections)


def _entry(part: OutlinePart, id: str = "") -> Entry:
    return {"part": part.value, "id": id} if id else {"part": part.value}
