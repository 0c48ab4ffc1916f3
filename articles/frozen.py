"""Pinned notices and treatments as a snapshot holds them: which version, and its words."""

from collections.abc import Iterator
from typing import Any

from articles.models import NoticeVersion, TreatmentVersion

Json = dict[str, Any]

NOTICE_TEXTS = ("text",)
TREATMENT_TEXTS = ("disclosure", "risks", "alternatives")


def frozen_notice(version: NoticeVersion | None) -> Json | None:
    """Return ``{notice, number, heading, text}``; nothing for nothing."""
    if version is None:
        return None
    return {
        "notice": str(version.notice.uuid),
        "number": version.number,
        "heading": version.heading,
        "text": version.text,
    }


def frozen_treatment(version: TreatmentVersion | None) -> Json | None:
    """Return ``{treatment, number, title, ...}``; what is not off-label does not say so."""
    if version is None:
        return None
    return {
        "treatment": str(version.treatment.uuid),
        "number": version.number,
        "title": version.title,
        "alternate_names": version.alternate_names,
        "regulatory_status": version.regulatory_status,
        "off_label": version.off_label or None,
        "disclosure": version.disclosure,
        "risks": version.risks,
        "alternatives": version.alternatives,
    }


def notices_in(clinical: Json) -> Iterator[Json]:
    """Every pinned notice of a snapshot: the page's, that of its associations, the sections'."""
    yield from clinical.get("notices", [])
    if "associations_notice" in clinical:
        yield clinical["associations_notice"]
    for section in clinical.get("sections", []):
        if "notice" in section:
            yield section["notice"]


def treatments_in(clinical: Json) -> Iterator[Json]:
    for section in clinical.get("sections", []):
        if "treatment" in section:
            yield section["treatment"]


def pinned_texts(clinical: Json) -> Iterator[Json]:
    """Every rich text of the pinned notices and treatments."""
    for notice in notices_in(clinical):
        yield from (notice.get(name, {}) for name in NOTICE_TEXTS)
    for treatment in treatments_in(clinical):
        yield from (treatment.get(name, {}) for name in TREATMENT_TEXTS)
