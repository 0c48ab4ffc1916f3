"""A page as somebody wants it to be: what every door hands to ``save_page``."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from articles.models import (
    CodeMatch,
    Image,
    NoticeVersion,
    OverduePolicy,
    Page,
    Person,
    Purpose,
    RiskClass,
    Strength,
    Tag,
    Topic,
    TreatmentVersion,
)
from articles.outline import Entry, OutlinedSection, OutlinePart, usual_outline

RichText = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SectionDraft:
    """``uuid`` names the section that is changed; an unknown one makes a section of that name."""

    uuid: UUID = field(default_factory=uuid4)
    aspect: str = ""
    urgency: str = ""
    heading: str = ""
    body: RichText = field(default_factory=dict)
    notice: NoticeVersion | None = None
    treatment: TreatmentVersion | None = None


@dataclass(frozen=True, kw_only=True)
class FaqDraft:
    uuid: UUID = field(default_factory=uuid4)
    question: str
    answer: RichText


@dataclass(frozen=True, kw_only=True)
class AssociationDraft:
    """A condition that is not stored yet is made with the page, as a name only."""

    uuid: UUID = field(default_factory=uuid4)
    condition: Topic
    name: str
    strength: str = Strength.COMMON
    explanation: RichText
    explanation_on_condition: RichText = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CallToActionDraft:
    """``target`` is the uuid of a topic, or an address with or without its scheme."""

    uuid: UUID = field(default_factory=uuid4)
    heading: str = ""
    text: RichText = field(default_factory=dict)
    label: str
    target_kind: str
    target: str


@dataclass(frozen=True, kw_only=True)
class CitationDraft:
    """``acknowledged`` is ``{standing, reason}`` of a work that is cited although it fell."""

    key: str
    note: str = ""
    acknowledged: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class AlternateNameDraft:
    name: str


@dataclass(frozen=True, kw_only=True)
class CodeDraft:
    system: str
    code: str
    display: str = ""
    version: str = ""
    match: str = CodeMatch.EXACT


PartDraft = (
    SectionDraft
    | FaqDraft
    | AssociationDraft
    | CallToActionDraft
    | CitationDraft
    | AlternateNameDraft
    | CodeDraft
)


@dataclass(frozen=True, kw_only=True)
class PageDraft:
    """The whole page. A topic that is not stored yet is made with the page.

    ``uuid`` is that of a page to be made, where it had one before. ``outline`` may be empty or
    partial: what is missing gets its usual place. Its entries are ``{"part": "key_points"}`` or
    ``{"part": "section", "id": "<uuid>"}``.
    """

    uuid: UUID | None = None
    topic: Topic
    locale: str
    title: str
    slug: str
    summary: str = ""
    key_points: RichText = field(default_factory=dict)
    content_flags: list[str] = field(default_factory=list)
    risk_class: str = RiskClass.RAISED
    overdue_policy: str = OverduePolicy.SERVE_WITH_NOTICE
    article_type: str = ""
    purpose: str = Purpose.INFORMATION
    funding: str = ""
    hero_image: Image | None = None
    hero_caption: str = ""
    seo_title: str = ""
    seo_description: str = ""
    translated_from: Page | None = None
    translated_fingerprint: str = ""
    alternate_names: list[AlternateNameDraft] = field(default_factory=list)
    codes: list[CodeDraft] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    associations: list[AssociationDraft] = field(default_factory=list)
    associations_notice: NoticeVersion | None = None
    notices: list[NoticeVersion] = field(default_factory=list)
    faqs: list[FaqDraft] = field(default_factory=list)
    calls_to_action: list[CallToActionDraft] = field(default_factory=list)
    citations: list[CitationDraft] = field(default_factory=list)
    about: list[Topic] = field(default_factory=list)
    byline: list[Person] = field(default_factory=list)
    related: list[Topic] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    outline: list[Entry] = field(default_factory=list)

    @property
    def usual_outline(self) -> list[Entry]:
        """The order of the parts that are there, when nobody chose another."""
        there = {
            OutlinePart.KEY_POINTS: self.key_points,
            OutlinePart.ASSOCIATIONS: self.associations,
            OutlinePart.FAQS: self.faqs,
            OutlinePart.REFERENCES: self.citations,
        }
        return usual_outline(
            sections=[OutlinedSection(str(item.uuid), item.aspect) for item in self.sections],
            calls_to_action=[str(item.uuid) for item in self.calls_to_action],
            parts=[part for part, content in there.items() if content],
        )
