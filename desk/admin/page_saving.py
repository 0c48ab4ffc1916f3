"""From the posted forms of a page to one ``save_page``, and its refusals back to the fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.models import User
from articles.citing import with_cited_works
from articles.drafting import LIVE_PARTS
from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    PageDraft,
    SectionDraft,
)
from articles.models import Kind, Page, Topic
from articles.outline import OutlinedSection, OutlinePart, with_associations
from articles.saving import save_page
from desk.admin.page_forms import PageFaults
from desk.admin.page_layout import posted_order
from desk.part_kinds import FORMSET_OF

# What has one name in the page's form and in its draft; not every form asks for all of it.
SAME_NAMES = (
    "title",
    "slug",
    "summary",
    "key_points",
    "content_flags",
    "risk_class",
    "overdue_policy",
    "article_type",
    "purpose",
    "funding",
    "hero_image",
    "hero_caption",
    "seo_title",
    "seo_description",
    "associations_notice",
)

# Parts whose rows have another name than the draft's list, and the one field that they have.
FORMSETS = {
    "about": "about_entries",
    "related": "related_entries",
    "byline": "byline_entries",
    "notices": "notice_pins",
}
ONLY_FIELD = {
    "about_entries": "topic",
    "related_entries": "topic",
    "byline_entries": "person",
    "notice_pins": "version",
}
SECTION = ("heading", "aspect", "urgency", "body", "notice", "treatment")

Outline = list[dict[str, str]]


@dataclass(frozen=True)
class PostedPage:
    """The bound form of a page and the bound formsets of its parts, by prefix."""

    kind: Kind
    page: Page | None
    form: forms.ModelForm[Page]
    formsets: dict[str, Any]

    def is_valid(self) -> bool:
        # All of them, so that every fault is shown at once.
        return all([self.form.is_valid(), *(item.is_valid() for item in self.formsets.values())])

    def save(self, *, by: User, at: datetime) -> Page:
        """Raises ``ValidationError`` with places, as ``save_page`` does."""
        data = self.form.cleaned_data
        return save_page(
            draft=self.draft,
            by=by,
            at=at,
            page=self.page,
            lock_version=data["overwrite"] or data["lock_version"],
        )

    def faults(self, error: ValidationError) -> PageFaults:
        """Sort what the move refused by form prefix and field, so that the forms can say it."""
        placed = hasattr(error, "error_dict")
        by_place = error.error_dict if placed else {NON_FIELD_ERRORS: error.error_list}
        faults: PageFaults = {}
        for place, errors in by_place.items():
            prefix, field = self._place(place)
            faults.setdefault(prefix, {}).setdefault(field, []).extend(errors)
        return faults

    def _place(self, place: str) -> tuple[str, str]:
        part, _, rest = place.partition(".")
        index, _, field = rest.partition(".")
        if not index:
            return "", place
        prefix = FORMSETS.get(part, part)
        return self._forms(prefix)[int(index)].prefix or "", field or ONLY_FIELD.get(
            prefix, NON_FIELD_ERRORS
        )

    @cached_property
    def draft(self) -> PageDraft:
        """What the forms say; they must be valid."""
        data = self.form.cleaned_data
        topic, locale = self._topic_and_locale()
        draft = PageDraft(
            topic=topic,
            locale=locale,
            **{name: data[name] for name in SAME_NAMES if name in data},
            **self._source(),
            alternate_names=self._drafts("alternate_names", AlternateNameDraft, "name"),
            codes=self._drafts("codes", CodeDraft, "system", "code", "display", "version", "match"),
            sections=self._drafts("sections", SectionDraft, *SECTION),
            notices=[form.cleaned_data["version"] for form in self._forms("notice_pins")],
            associations=[_association(form) for form in self._forms("associations")],
            faqs=self._drafts("faqs", FaqDraft, "question", "answer"),
            calls_to_action=[_call_to_action(form) for form in self._forms("calls_to_action")],
            citations=[_citation(form) for form in self._forms("citations")],
            about=[form.cleaned_data["topic"] for form in self._forms("about_entries")],
            byline=[form.cleaned_data["person"] for form in self._forms("byline_entries")],
            related=[form.cleaned_data["topic"] for form in self._forms("related_entries")],
            tags=list(data["tags"]),
        )
        draft = with_cited_works(draft)
        return replace(draft, outline=self._outline(draft))

    def _source(self) -> dict[str, Any]:
        """The original, and its fingerprint when this page last said the same."""
        data = self.form.cleaned_data
        source = data["translated_from"]
        if not source:
            return {}
        # The form has written what was chosen into its instance.
        stored = Page.objects.filter(pk=self.page.pk).first() if self.page else None
        unchanged = stored is not None and stored.translated_from_id == source.pk
        kept = stored.translated_fingerprint if stored and unchanged else ""
        current = data["translation_is_current"] or not kept
        return {
            "translated_from": source,
            "translated_fingerprint": source.fingerprint if current else kept,
        }

    def _drafts(self, prefix: str, draft: type[Any], *names: str) -> list[Any]:
        return [_draft(form, draft, names) for form in self._forms(prefix)]

    def _outline(self, draft: PageDraft) -> Outline:
        """The order that was posted, of the parts that are there."""
        repeated: dict[OutlinePart, Sequence[SectionDraft | CallToActionDraft]] = {
            OutlinePart.SECTION: draft.sections,
            OutlinePart.CALL_TO_ACTION: draft.calls_to_action,
        }
        uuids = {
            form.prefix: str(part.uuid)
            for kind, parts in repeated.items()
            for form, part in zip(self._forms(FORMSET_OF[kind]), parts, strict=True)
        }
        there = [*draft.usual_outline, *LIVE_PARTS.get(self.kind, ())]
        posted = [_entry(name, uuids) for name in self._order]
        return self._without_usual_live_parts([entry for entry in posted if entry in there], draft)

    def _without_usual_live_parts(self, outline: Outline, draft: PageDraft) -> Outline:
        """A live part is in the order where somebody put it, and not where it stands by itself.

        The form names it always, and to name it would change the words that are signed.
        """
        live = LIVE_PARTS.get(self.kind, ())
        if self.page and any(entry in self.page.outline for entry in live):
            return outline
        without = [entry for entry in outline if entry not in live]
        sections = [OutlinedSection(str(item.uuid), item.aspect) for item in draft.sections]
        return without if with_associations(without, sections) == outline else outline

    @property
    def _order(self) -> list[str]:
        return posted_order(self.form.cleaned_data["order"], self.formsets.values())

    def _topic_and_locale(self) -> tuple[Topic, str]:
        if self.page:
            return self.page.topic, self.page.locale
        data = self.form.cleaned_data
        topic = data["topic"] or Topic(kind=self.kind, working_name=data["title"])
        return topic, data["locale"]

    def _forms(self, prefix: str) -> list[Any]:
        """The forms of the parts that shall be there, those that the order does not name last."""
        if prefix not in self.formsets:
            return []
        places = {name: place for place, name in enumerate(self._order)}
        kept = [form for form in self.formsets[prefix].forms if _is_kept(form)]
        return sorted(kept, key=lambda form: places.get(form.prefix, len(places)))


def _is_kept(form: Any) -> bool:
    if form.cleaned_data.get("DELETE"):
        return False
    return form.instance.pk is not None or form.has_changed()


def _draft(form: Any, draft: type[Any], names: Sequence[str], **fields: Any) -> Any:
    """Make a part's draft of what its form says; it keeps the uuid of the part, if it has one."""
    if hasattr(form.instance, "uuid"):
        fields["uuid"] = form.instance.uuid
    return draft(**{name: form.cleaned_data[name] for name in names}, **fields)


def _association(form: Any) -> AssociationDraft:
    data = form.cleaned_data
    condition = data["condition"] or Topic(kind=Kind.CONDITION, working_name=data["name"])
    names = ("name", "strength", "explanation", "explanation_on_condition")
    made: AssociationDraft = _draft(form, AssociationDraft, names, condition=condition)
    return made


def _call_to_action(form: Any) -> CallToActionDraft:
    names = ("heading", "text", "label", "target_kind")
    made: CallToActionDraft = _draft(form, CallToActionDraft, names, target=form.target_chosen)
    return made


def _citation(form: Any) -> CitationDraft:
    names = ("key", "note", "acknowledged")
    return CitationDraft(**{name: form.cleaned_data[name] for name in names})


def _entry(name: str, uuids: dict[str, str]) -> dict[str, str]:
    """Turn ``sections-1`` into the entry of that section."""
    if name not in uuids:
        return {"part": name}
    kind = next(kind for kind, prefix in FORMSET_OF.items() if name.startswith(f"{prefix}-"))
    return {"part": str(kind), "id": uuids[name]}
