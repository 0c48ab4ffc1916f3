"""The order of a page's parts: one list, the only one."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models


class OutlinePart(models.TextChoices):
    KEY_POINTS = "key_points", "Key points"
    SECTION = "section", "Section"
    FAQS = "faqs", "Questions"
    REFERENCES = "references", "References"


Entry = dict[str, str]

USUAL_ORDER = [
    OutlinePart.KEY_POINTS,
    OutlinePart.SECTION,
    OutlinePart.FAQS,
    OutlinePart.REFERENCES,
]


def usual_outline(
    *, section_ids: Sequence[str], key_points: bool, faqs: bool, references: bool
) -> list[Entry]:
    """Return the order that a page has when nobody chose another; empty parts have no entry."""
    entries: dict[OutlinePart, list[Entry]] = {
        OutlinePart.KEY_POINTS: _single(OutlinePart.KEY_POINTS, present=key_points),
        OutlinePart.SECTION: [
            {"part": OutlinePart.SECTION.value, "id": section_id} for section_id in section_ids
        ],
        OutlinePart.FAQS: _single(OutlinePart.FAQS, present=faqs),
        OutlinePart.REFERENCES: _single(OutlinePart.REFERENCES, present=references),
    }
    return [entry for part in USUAL_ORDER for entry in entries[part]]


def completed_outline(chosen: Sequence[Entry], usual: Sequence[Entry]) -> list[Entry]:
    """Return ``chosen`` with each part that it leaves out put behind its usual forerunner.

    Raises ``ValidationError`` for an entry that is no part of the page, or stands there twice.
    """
    _refuse_strangers(chosen, usual)
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


def _single(part: OutlinePart, *, present: bool) -> list[Entry]:
    return [{"part": part.value}] if present else []
