"""The parts of a page in their order: sections, associations, calls to action."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count
from typing import Any

from django.utils.text import slugify

from articles import richtext
from articles.models import Kind, TargetKind
from articles.outline import OutlinedSection, OutlinePart, with_associations
from articles.snapshots import Snapshot
from delivery.models import Publication
from delivery.presenting.facts import Facts, page_link
from delivery.presenting.notices import present_notice, present_treatment
from delivery.presenting.texts import Texts
from delivery.snapshots import sections_in_order, shown_on_condition, targets
from review.records import instant

Json = dict[str, Any]


# The anchors of single sources and calls to action: citation marks lead to the former.
NUMBERED = re.compile(r"(reference|call-to-action)-\d+")


class Parts:
    def __init__(self, snapshot: Snapshot, facts: Facts, texts: Texts) -> None:
        self.snapshot = snapshot
        self.clinical = snapshot.clinical
        self.facts = facts
        self.texts = texts
        labels = facts.site.part_labels(self.clinical["locale"])
        shown = "associations"
        if self.clinical["kind"] == Kind.CONDITION:
            shown = "associations_on_condition"
        self.labels = {**labels, OutlinePart.ASSOCIATIONS.value: labels[shown]}
        self.anchored = _with_anchors(sections_in_order(snapshot))
        self.targets = targets(snapshot)
        # Of each live symptom page, what it says about this condition.
        self.live = [
            (row, item)
            for row in facts.associated
            for item in row.revision.snapshot.clinical["associations"]
            if item["condition"] == self.clinical["topic"]
        ]

    def outline(self) -> list[Json]:
        entries = self.clinical.get("outline", [])
        shown = self.live or self.clinical.get("associations")
        if self.clinical["kind"] == Kind.CONDITION and shown:
            sections = [
                OutlinedSection(section["id"], section.get("aspect", ""))
                for section in self.anchored
            ]
            entries = with_associations(entries, sections)
        sources = {"part": OutlinePart.REFERENCES.value}
        if self.facts.numbers and sources not in entries:
            # It cites nothing itself, but what other pages say here does.
            entries = [*entries, sources]
        return [
            self._entry(entry)
            for entry in entries
            if shown or entry["part"] != OutlinePart.ASSOCIATIONS
        ]

    def sections(self) -> list[Json]:
        return [
            {
                "id": section["id"],
                "aspect": section.get("aspect"),
                "urgency": section.get("urgency"),
                "treatment": present_treatment(section.get("treatment"), self.texts),
                "heading": section.get("heading"),
                "anchor": section["anchor"],
                "notice": present_notice(section.get("notice"), self.texts),
                "body": self.texts.rich(section.get("body", {})),
                "citations": self.texts.citations(section.get("body", {})),
            }
            for section in self.anchored
        ]

    def associations(self, cards: Mapping[str, Json]) -> Json:
        """A symptom's own, as it orders them; a condition's are those of live symptom pages."""
        own = [
            {
                **self._association(item, item["explanation"]),
                "topic": item["condition"],
                "name": item["name"],
                "card": cards.get(item["condition"]),
                "signed": None,
            }
            for item in self.clinical.get("associations", [])
        ]
        live = [
            {
                **self._association(item, shown_on_condition(item)),
                "topic": str(row.topic.uuid),
                "name": row.revision.snapshot.clinical["title"],
                "card": cards[str(row.topic.uuid)],
                "signed": _signed(row, cards[str(row.topic.uuid)], self.facts),
            }
            for row, item in self.live
        ]
        return {
            "heading": self.labels[OutlinePart.ASSOCIATIONS.value],
            # On a condition its own page answers for it, whatever the symptoms' pages say there.
            "notice": present_notice(self.clinical.get("associations_notice"), self.texts),
            "items": [*own, *live],
        }

    def calls_to_action(self) -> list[Json]:
        calls = {call["id"]: call for call in self.clinical.get("calls_to_action", [])}
        return [
            {
                "id": entry["id"],
                "heading": calls[entry["id"]].get("heading"),
                "text": self.texts.rich(calls[entry["id"]].get("text", {})),
                "label": calls[entry["id"]]["label"],
                "target": self._target(self.targets[entry["id"]]),
            }
            for entry in self.clinical.get("outline", [])
            if entry["part"] == OutlinePart.CALL_TO_ACTION
        ]

    def crisis_resources_in_live(self) -> set[str]:
        return {
            resource
            for _, item in self.live
            for resource in richtext.crisis_line_resources(shown_on_condition(item))
        }

    def _association(self, item: Json, explanation: Json) -> Json:
        return {
            "id": item["id"],
            "strength": item["strength"],
            "explanation": self.texts.rich(explanation),
            "citations": self.texts.citations(explanation),
        }

    def _entry(self, entry: Json) -> Json:
        part = entry["part"]
        anchor = part.replace("_", "-")
        if part == OutlinePart.SECTION:
            section = next(item for item in self.anchored if item["id"] == entry["id"])
            return _outlined(entry, section.get("heading"), section["anchor"])
        if part == OutlinePart.CALL_TO_ACTION:
            calls = self.clinical["calls_to_action"]
            place = next(place for place, call in enumerate(calls, 1) if call["id"] == entry["id"])
            return _outlined(entry, calls[place - 1].get("heading"), f"{anchor}-{place}")
        return _outlined(entry, self.labels[part], anchor)

    def _target(self, target: Json) -> Json:
        """Where a button leads; nowhere while the page that it names is not live."""
        if target["kind"] != TargetKind.PAGE:
            return {"kind": target["kind"], "href": target["target"], "page": None}
        row = self.facts.neighbours.get(target["target"])
        page = vars(page_link(row)) if row else None
        return {
            "kind": target["kind"],
            "href": page["web_url"] if page else None,
            "page": page,
        }


def _with_anchors(sections: Sequence[Json]) -> list[Json]:
    """Give each section an anchor that no other part of the page has."""
    taken = {part.value.replace("_", "-") for part in OutlinePart}
    anchored = []
    for place, section in enumerate(sections, start=1):
        base = slugify(section.get("heading", "")) or f"section-{place}"
        numbered = (f"{base}-{number}" for number in count(2))
        anchor = next(name for name in chain([base], numbered) if _is_free(name, taken))
        taken.add(anchor)
        anchored.append({**section, "anchor": anchor})
    return anchored


def _is_free(anchor: str, taken: Collection[str]) -> bool:
    return anchor not in taken and not NUMBERED.fullmatch(anchor)


def _outlined(entry: Json, heading: str | None, anchor: str) -> Json:
    return {"part": entry["part"], "id": entry.get("id"), "heading": heading, "anchor": anchor}


def _signed(row: Publication, card: Json, facts: Facts) -> Json:
    """Who answers for the words of another page: its own sign-off."""
    return {
        "page": row.revision.snapshot.clinical["page"],
        "fingerprint": row.fingerprint,
        "last_reviewed": instant(row.last_reviewed),
        "status": card["review"]["status"],
        "sign_off_url": facts.sign_off_url(row),
    }
