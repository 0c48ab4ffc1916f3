"""Sections and associations by themselves: with the page that they are of, and who signed it."""

from collections.abc import Iterable
from typing import Any

from articles import richtext
from articles.frozen import TREATMENT_TEXTS
from articles.snapshots import Snapshot
from delivery.presenting.facts import Facts
from delivery.presenting.texts import Texts

Json = dict[str, Any]


def present_modules(document: Json, facts: Facts, snapshot: Snapshot) -> dict[str, Json]:
    """Return the sections, and a symptom's own associations, by their uuids.

    Each takes along what must not be missing where it is shown without its page: the notices,
    the flags and the crisis resources. ``references`` are the sources that it cites, by the
    numbers that they have on the page.
    """
    modules = _Modules(document, facts, snapshot)
    return {**modules.sections(), **modules.associations()}


class _Modules:
    def __init__(self, document: Json, facts: Facts, snapshot: Snapshot) -> None:
        self.document = document
        self.texts = Texts(facts)
        self.clinical = snapshot.clinical
        self.provenance = {
            "page": facts.own_card,
            "signed": _signed(document),
            "notices": document["notices"],
            "content_flags": document["content_flags"],
            "crisis_resources": document["crisis_resources"],
        }

    def sections(self) -> dict[str, Json]:
        frozen = {section["id"]: section for section in self.clinical.get("sections", [])}
        return {
            section["id"]: {
                **section,
                "references": self._references(_section_texts(frozen[section["id"]])),
                **self.provenance,
            }
            for section in self.document["sections"]
        }

    def associations(self) -> dict[str, Json]:
        shown = {item["id"]: item for item in self.document["associations"]["items"]}
        return {
            item["id"]: {
                "id": item["id"],
                "condition": {
                    "topic": item["condition"],
                    "name": item["name"],
                    "card": shown[item["id"]]["card"],
                },
                "strength": item["strength"],
                "explanation": shown[item["id"]]["explanation"],
                "explanation_on_condition": self._on_condition(item),
                "notice": self.document["associations"]["notice"],
                "references": self._references(_association_texts(item)),
                **self.provenance,
            }
            for item in self.clinical.get("associations", [])
        }

    def _on_condition(self, item: Json) -> Json | None:
        text = item.get("explanation_on_condition")
        return self.texts.rich(text) if text else None

    def _references(self, texts: Iterable[Json]) -> list[Json]:
        keys = {key for text in texts for key in richtext.citation_keys(text)}
        return [entry for entry in self.document["references"] if entry["key"] in keys]


def _signed(document: Json) -> Json:
    review = document["review"]
    return {
        "page": document["id"],
        "fingerprint": review["fingerprint"],
        "last_reviewed": review["last_reviewed"],
        "review_due": review["review_due"],
        "status": review["status"],
        "line": review["line"],
        "sign_off_url": review["sign_off_url"],
    }


def _section_texts(section: Json) -> Iterable[Json]:
    yield section.get("notice", {}).get("text", {})
    yield section.get("body", {})
    yield from (section.get("treatment", {}).get(name, {}) for name in TREATMENT_TEXTS)


def _association_texts(item: Json) -> Iterable[Json]:
    yield item["explanation"]
    yield item.get("explanation_on_condition", {})
