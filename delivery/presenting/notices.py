"""Pinned notices and treatments, with the words that were frozen and signed."""

from typing import Any

from articles.frozen import TREATMENT_TEXTS
from delivery.presenting.texts import Texts

Json = dict[str, Any]


def present_notice(frozen: Json | None, texts: Texts) -> Json | None:
    if frozen is None:
        return None
    return {
        "id": frozen["notice"],
        "version": frozen["number"],
        "heading": frozen.get("heading"),
        "text": texts.rich(frozen["text"]),
    }


def present_treatment(frozen: Json | None, texts: Texts) -> Json | None:
    if frozen is None:
        return None
    return {
        "id": frozen["treatment"],
        "version": frozen["number"],
        "title": frozen["title"],
        "alternate_names": frozen.get("alternate_names", []),
        "regulatory_status": frozen["regulatory_status"],
        "off_label": frozen.get("off_label", False),
        **{name: texts.rich(frozen.get(name, {})) for name in TREATMENT_TEXTS},
    }
