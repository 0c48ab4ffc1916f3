"""A page with all that is its own, as two canonical values: what is signed, and how it is shown.

The rules that turn a page into bytes have a number, the ``format``. Bytes that were signed under
one format are compared under that format for ever: a change that would alter a committed golden
fingerprint is a new format.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from articles import richtext
from articles.canonical import canonical_bytes, canonical_value, fingerprint
from articles.frozen import frozen_notice, frozen_treatment, pinned_texts
from articles.models import (
    ArticleType,
    CallToAction,
    Code,
    CodeMatch,
    OverduePolicy,
    Page,
    Purpose,
    RiskClass,
    TargetKind,
)

# Where a telephone call leads is signed with the words; other targets are the publisher's.
SIGNED_TARGETS = frozenset({TargetKind.TEL})

FORMAT = 1

RICH_TEXTS = {
    "sections": ("body",),
    "associations": ("explanation", "explanation_on_condition"),
    "faqs": ("answer",),
    "calls_to_action": ("text",),
}


@dataclass(frozen=True)
class Snapshot:
    """``clinical`` is covered by a sign-off, ``presentation`` is the publisher's.

    Both are canonical: an empty value, or one at its documented default, has no key.
    """

    format: int
    clinical: dict[str, Any]
    presentation: dict[str, Any]

    @property
    def clinical_bytes(self) -> bytes:
        return canonical_bytes(self.clinical)

    @property
    def presentation_bytes(self) -> bytes:
        return canonical_bytes(self.presentation)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.clinical_bytes)

    @classmethod
    def load(cls, *, clinical: bytes, presentation: bytes) -> "Snapshot":
        """Read back the bytes of a revision."""
        clinical_value = json.loads(clinical)
        return cls(clinical_value["format"], clinical_value, json.loads(presentation))


def freeze(page: Page, *, format: int = FORMAT) -> Snapshot:
    """Return the page as it stands, in the given format.

    Raises ``ValueError`` for a format that was never in use.
    """
    if format not in FORMATS:
        raise ValueError(f"There is no snapshot format {format}.")
    return FORMATS[format](page)


def documents_of(clinical: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every rich text of a snapshot's clinical part, in no particular order."""
    yield clinical.get("key_points", {})
    for part, names in RICH_TEXTS.items():
        for item in clinical.get(part, []):
            yield from (item.get(name, {}) for name in names)
    yield from pinned_texts(clinical)


def images_of(snapshot: Snapshot) -> set[str]:
    """The uuids of the pictures that a snapshot shows."""
    hero = {snapshot.presentation["hero_image"]} if "hero_image" in snapshot.presentation else set()
    documents = documents_of(snapshot.clinical)
    return hero | {uuid for document in documents for uuid in richtext.figure_images(document)}


def _freeze_1(page: Page) -> Snapshot:
    return Snapshot(
        format=1,
        clinical=canonical_value(_clinical_1(page)),
        presentation=canonical_value(_presentation_1(page)),
    )


def _clinical_1(page: Page) -> dict[str, Any]:
    return {
        "format": 1,
        "page": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": page.kind,
        "locale": page.locale,
        "title": page.title,
        "alternate_names": [entry.name for entry in page.alternate_names.all()],
        "codes": [_code(code) for code in page.codes.all()],
        "summary": page.summary,
        "article_type": _unless(page.article_type, ArticleType.BLOG_POST),
        "about": [str(entry.topic.uuid) for entry in page.about_entries.all()],
        "purpose": _unless(page.purpose, Purpose.INFORMATION),
        "funding": page.funding,
        "hero_caption": page.hero_caption,
        "key_points": page.key_points,
        "sections": [
            {
                "id": str(section.uuid),
                "aspect": section.aspect,
                "urgency": section.urgency,
                "heading": section.heading,
                "body": section.body,
                "notice": frozen_notice(section.notice),
                "treatment": frozen_treatment(section.treatment),
            }
            for section in page.sections.all()
        ],
        "associations": [
            {
                "id": str(association.uuid),
                "condition": str(association.condition.uuid),
                "name": association.name,
                "strength": association.strength,
                "explanation": association.explanation,
                "explanation_on_condition": association.explanation_on_condition,
            }
            for association in page.associations.all()
        ],
        "associations_notice": frozen_notice(page.associations_notice),
        "notices": [frozen_notice(pin.version) for pin in page.notice_pins.all()],
        "faqs": [
            {"id": str(faq.uuid), "question": faq.question, "answer": faq.answer}
            for faq in page.faqs.all()
        ],
        "calls_to_action": [
            {
                "id": str(call.uuid),
                "heading": call.heading,
                "text": call.text,
                "label": call.label,
                "target": _target(call) if call.target_kind in SIGNED_TARGETS else None,
            }
            for call in page.calls_to_action.all()
        ],
        "citations": [
            {"key": citation.key, "note": citation.note, "acknowledged": citation.acknowledged}
            for citation in page.citations.all()
        ],
        "outline": page.outline,
        "content_flags": sorted(page.content_flags),
        "risk_class": _unless(page.risk_class, RiskClass.RAISED),
        "seo_title": page.seo_title,
        "seo_description": page.seo_description,
        "translated_from": page.translated_from
        and {"page": str(page.translated_from.uuid), "fingerprint": page.translated_fingerprint},
    }


def _presentation_1(page: Page) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "hero_image": page.hero_image and str(page.hero_image.uuid),
        "byline": [str(entry.person.uuid) for entry in page.byline_entries.all()],
        "related": [str(entry.topic.uuid) for entry in page.related_entries.all()],
        "tags": sorted(tag.slug for tag in page.tags.all()),
        "targets": {
            str(call.uuid): _target(call)
            for call in page.calls_to_action.all()
            if call.target_kind not in SIGNED_TARGETS
        },
        "overdue_policy": _unless(page.overdue_policy, OverduePolicy.SERVE_WITH_NOTICE),
    }


def _code(code: Code) -> dict[str, str]:
    return {
        "system": code.system,
        "code": code.code,
        "display": code.display,
        "version": code.version,
        "match": _unless(code.match, CodeMatch.EXACT),
    }


def _target(call: CallToAction) -> dict[str, str]:
    return {"kind": call.target_kind, "target": call.target}


def _unless(value: str, default: str) -> str:
    """Leave a value at its documented default out, as canonical form leaves out what is empty."""
    return "" if value == default else value


FORMATS: dict[int, Callable[[Page], Snapshot]] = {1: _freeze_1}
