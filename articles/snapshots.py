"""A page with all that is its own, as two canonical values: what is signed, and how it is shown.

The rules that turn a page into bytes have a number, the ``format``. Bytes that were signed under
one format are compared under that format for ever: a change that would alter a committed golden
fingerprint is a new format.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.canonical import canonical_bytes, canonical_value, fingerprint
from articles.models import OverduePolicy, Page, RiskClass

FORMAT = 1


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
        "summary": page.summary,
        "key_points": page.key_points,
        "sections": [
            {
                "id": str(section.uuid),
                "aspect": section.aspect,
                "urgency": section.urgency,
                "heading": section.heading,
                "body": section.body,
            }
            for section in page.sections.all()
        ],
        "faqs": [
            {"id": str(faq.uuid), "question": faq.question, "answer": faq.answer}
            for faq in page.faqs.all()
        ],
        "citations": [
            {"key": citation.key, "note": citation.note, "acknowledged": citation.acknowledged}
            for citation in page.citations.all()
        ],
        "outline": page.outline,
        "content_flags": sorted(page.content_flags),
        "risk_class": _unless(page.risk_class, RiskClass.RAISED),
    }


def _presentation_1(page: Page) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "byline": [str(entry.person.uuid) for entry in page.byline_entries.all()],
        "overdue_policy": _unless(page.overdue_policy, OverduePolicy.SERVE_WITH_NOTICE),
    }


def _unless(value: str, default: str) -> str:
    """Leave a value at its documented default out, as canonical form leaves out what is empty."""
    return "" if value == default else value


FORMATS: dict[int, Callable[[Page], Snapshot]] = {1: _freeze_1}
