"""A page as somebody wants it to be: what every door hands to ``save_page``."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from articles.models import OverduePolicy, Person, RiskClass, Topic

RichText = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SectionDraft:
    """``uuid`` names the section that is changed; an unknown one makes a section of that name."""

    uuid: UUID = field(default_factory=uuid4)
    aspect: str = ""
    urgency: str = ""
    heading: str = ""
    body: RichText = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FaqDraft:
    uuid: UUID = field(default_factory=uuid4)
    question: str
    answer: RichText


@dataclass(frozen=True, kw_only=True)
class CitationDraft:
    key: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PageDraft:
    """The whole page. A topic that is not stored yet is made with the page.

    ``outline`` may be empty or partial: what is missing gets its usual place. Its
    entries are ``{"part": "key_points"}`` or ``{"part": "section", "id": "<uuid>"}``.
    """

    topic: Topic
    locale: str
    title: str
    slug: str
    summary: str = ""
    key_points: RichText = field(default_factory=dict)
    content_flags: list[str] = field(default_factory=list)
    risk_class: str = RiskClass.RAISED
    overdue_policy: str = OverduePolicy.SERVE_WITH_NOTICE
    sections: list[SectionDraft] = field(default_factory=list)
    faqs: list[FaqDraft] = field(default_factory=list)
    citations: list[CitationDraft] = field(default_factory=list)
    byline: list[Person] = field(default_factory=list)
    outline: list[dict[str, str]] = field(default_factory=list)
