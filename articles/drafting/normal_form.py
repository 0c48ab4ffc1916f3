"""Every text of a draft in the one form in which it is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from django.core.validators import MaxLengthValidator

from articles import richtext
from articles.canonical import canonical_value
from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    PageDraft,
    PartDraft,
    RichText,
    SectionDraft,
)
from articles.faults import Faults
from articles.models import ArticleType, Kind, TargetKind
from articles.richtext import Profile
from references.identifiers import canonical_key

AnyDraft = TypeVar("AnyDraft", PageDraft, PartDraft)
AnyPart = TypeVar("AnyPart", bound=PartDraft)

TEXTS: Mapping[type, Sequence[str]] = {
    PageDraft: ("title", "seo_title", "seo_description"),
    SectionDraft: ("heading",),
    FaqDraft: ("question",),
    AssociationDraft: ("name",),
    CallToActionDraft: ("heading", "label", "target"),
    AlternateNameDraft: ("name",),
    CodeDraft: ("code", "display", "version"),
}
LONG_TEXTS: Mapping[type, Sequence[str]] = {
    PageDraft: ("summary", "funding", "hero_caption"),
    CitationDraft: ("note",),
}
RICH_TEXTS: Mapping[type, Mapping[str, Profile]] = {
    PageDraft: {"key_points": Profile.KEY_POINTS},
    SectionDraft: {"body": Profile.BODY},
    FaqDraft: {"answer": Profile.ANSWER},
    AssociationDraft: {
        "explanation": Profile.ANSWER,
        "explanation_on_condition": Profile.ANSWER,
    },
    CallToActionDraft: {"text": Profile.ANSWER},
}
PARTS = (
    "alternate_names",
    "codes",
    "sections",
    "associations",
    "faqs",
    "calls_to_action",
    "citations",
)
SCHEMES: Mapping[str, str] = {
    TargetKind.HTTPS: "https://",
    TargetKind.TEL: "tel:",
    TargetKind.MAIL: "mailto:",
}

TELEPHONE_SPACING = re.compile(r"[\s()./]")

# A TextField leaves its max_length to forms, and not every door is a form.
check_long_text = MaxLengthValidator(600)


def normalised(draft: PageDraft, faults: Faults) -> PageDraft:
    """Return the draft in normal form; what cannot be brought into it is collected."""
    parts: dict[str, Any] = {name: _parts(getattr(draft, name), name, faults) for name in PARTS}
    is_article = draft.topic.kind == Kind.ARTICLE
    return replace(
        _with_texts(draft, "", faults),
        content_flags=sorted(set(draft.content_flags)),
        article_type=draft.article_type or (ArticleType.BLOG_POST if is_article else ""),
        tags=sorted(draft.tags, key=lambda tag: tag.slug),
        **parts,
    )


def _parts(drafts: Sequence[AnyPart], name: str, faults: Faults) -> list[AnyPart]:
    return [_part(draft, f"{name}.{index}", faults) for index, draft in enumerate(drafts)]


def _part(draft: Any, place: str, faults: Faults) -> Any:
    normal = _with_texts(draft, place, faults)
    if isinstance(normal, CitationDraft):
        key = faults.attempt(
            f"{place}.key", lambda: canonical_key(normal.key), otherwise=normal.key
        )
        return replace(normal, key=key)
    if isinstance(normal, CallToActionDraft):
        target = faults.attempt(f"{place}.target", lambda: _target(normal), otherwise=normal.target)
        return replace(normal, target=target)
    return normal


def _with_texts(draft: AnyDraft, place: str, faults: Faults) -> AnyDraft:
    prefix = f"{place}." if place else ""
    values: dict[str, Any] = {}
    for name in TEXTS.get(type(draft), ()):
        values[name] = _text(getattr(draft, name), f"{prefix}{name}", faults)
    for name in LONG_TEXTS.get(type(draft), ()):
        values[name] = _long_text(getattr(draft, name), f"{prefix}{name}", faults)
    for name, profile in RICH_TEXTS.get(type(draft), {}).items():
        values[name] = _rich(getattr(draft, name), f"{prefix}{name}", profile, faults)
    return replace(draft, **values)


def _target(call: CallToActionDraft) -> str:
    """Return the address with its scheme, as links in texts have it; a topic by its uuid."""
    if call.target_kind == TargetKind.PAGE:
        return _topic(call.target)
    scheme = SCHEMES.get(call.target_kind)
    if scheme is None or not call.target:
        return call.target
    target = call.target
    if call.target_kind == TargetKind.TEL:
        # As people write numbers: an address can hold neither spaces nor brackets.
        target = TELEPHONE_SPACING.sub("", target)
    typed = target if ":" in target else f"{scheme}{target}"
    if not typed.lower().startswith(scheme):
        raise richtext.refusal(
            richtext.Code.BAD_LINK,
            "this target must begin with %(scheme)s.",
            "",
            scheme=scheme,
        )
    return richtext.normalise_href(typed, "")


def _topic(target: str) -> str:
    """Return the uuid in its usual spelling: targets are compared with those of topics."""
    try:
        return str(UUID(target))
    except ValueError:
        return target


def _text(text: str, place: str, faults: Faults) -> str:
    return faults.attempt(place, lambda: str(canonical_value(text)).strip(), otherwise=text)


def _long_text(text: str, place: str, faults: Faults) -> str:
    checked = _text(text, place, faults)
    with faults.at(place):
        check_long_text(checked)
    return checked


def _rich(document: RichText, place: str, profile: Profile, faults: Faults) -> RichText:
    return faults.attempt(
        place, lambda: richtext.normalise(document, profile=profile), otherwise={}
    )
