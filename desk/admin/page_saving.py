"""From the posted forms of a page to one ``save_page``, and its refusals back to the fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.models import User
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
from articles.outline import OutlinePart
from articles.saving import save_page
from desk.admin.page_forms import PageFaults, outline_words

LAST = 10_000

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
)

# Parts whose rows have another name than the draft's list, and the one field that they have.
FORMSETS = {"about": "about_entries", "related": "related_entries", "byline": "byline_entries"}
ONLY_FIELD = {"about_entries": "topic", "related_entries": "topic", "byline_entries": "person"}

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
        return save_page(
            draft=self._draft(),
            by=by,
            at=at,
            page=self.page,
            lock_version=self.form.cleaned_data["lock_version"],
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

    def _draft(self) -> PageDraft:
        data = self.form.cleaned_data
        topic, locale = self._topic_and_locale()
        draft = PageDraft(
            topic=topic,
            locale=locale,
            **{name: data[name] for name in SAME_NAMES if name in data},
            **self._source(),
            alternate_names=self._drafts("alternate_names", AlternateNameDraft, "name"),
            codes=self._drafts("codes", CodeDraft, "system", "code", "display", "version", "match"),
            sections=self._drafts("sections", SectionDraft, "heading", "aspect", "urgency", "body"),
            associations=[_association(form) for form in self._forms("associations")],
            faqs=self._drafts("faqs", FaqDraft, "question", "answer"),
            calls_to_action=[_call_to_action(form) for form in self._forms("calls_to_action")],
            citations=[_citation(form) for form in self._forms("citations")],
            about=[form.cleaned_data["topic"] for form in self._forms("about_entries")],
            byline=[form.cleaned_data["person"] for form in self._forms("byline_entries")],
            related=[form.cleaned_data["topic"] for form in self._forms("related_entries")],
            tags=list(data["tags"]),
        )
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
        """The order that the lines give; lines left as they were may name what is gone by now."""
        lines = self.form.cleaned_data["outline"]
        outline = _entries(lines, draft)
        if lines != outline_words(self.form.initial.get("outline", "")):
            return outline
        there = [*draft.usual_outline, *LIVE_PARTS.get(self.kind, ())]
        return [entry for entry in outline if entry in there]

    def _topic_and_locale(self) -> tuple[Topic, str]:
        if self.page:
            return self.page.topic, self.page.locale
        data = self.form.cleaned_data
        topic = data["topic"] or Topic(kind=self.kind, working_name=data["title"])
        return topic, data["locale"]

    def _forms(self, prefix: str) -> list[Any]:
        """The forms of the parts that shall be there, in the order that their positions give."""
        if prefix not in self.formsets:
            return []
        kept = [form for form in self.formsets[prefix].forms if _is_kept(form)]
        return sorted(kept, key=_place)


def _place(form: Any) -> tuple[int, int]:
    """Among equal numbers the part that was moved up stands first, one that was moved down last."""
    place = form.cleaned_data.get("position") or LAST
    before = form.initial.get("position") or LAST
    return place, (place > before) - (place < before)


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
    key = form.cleaned_data["key"]
    # What was acknowledged of one work says nothing of another.
    same = form.instance.pk is not None and "key" not in form.changed_data
    acknowledged = form.instance.acknowledged if same else None
    return CitationDraft(key=key, note=form.cleaned_data["note"], acknowledged=acknowledged)


def _entries(lines: Sequence[Sequence[str]], draft: PageDraft) -> Outline:
    """Turn ``section 2`` into the second section; a number too high is refused by the move."""
    repeated: dict[str, Sequence[SectionDraft | CallToActionDraft]] = {
        OutlinePart.SECTION: draft.sections,
        OutlinePart.CALL_TO_ACTION: draft.calls_to_action,
    }
    outline = []
    for part, *number in lines:
        if not number:
            outline.append({"part": part})
            continue
        parts, place = repeated[part], int(number[0])
        id = str(parts[place - 1].uuid) if 1 <= place <= len(parts) else number[0]
        outline.append({"part": part, "id": id})
    return outline
