"""From the posted forms of a page to one ``save_page``, and its refusals back to the fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts.models import User
from articles.drafts import CitationDraft, FaqDraft, PageDraft, SectionDraft
from articles.models import Kind, Page, Topic
from articles.outline import usual_outline
from articles.saving import save_page
from desk.admin.page_forms import PageFaults, outline_words

LAST = 10_000

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
        return self._forms(part)[int(index)].prefix or "", field or NON_FIELD_ERRORS

    def _draft(self) -> PageDraft:
        data = self.form.cleaned_data
        topic, locale = self._topic_and_locale()
        draft = PageDraft(
            topic=topic,
            locale=locale,
            title=data["title"],
            slug=data["slug"],
            summary=data["summary"],
            key_points=data["key_points"],
            content_flags=data["content_flags"],
            risk_class=data["risk_class"],
            overdue_policy=data["overdue_policy"],
            sections=[_section(form) for form in self._forms("sections")],
            faqs=[
                FaqDraft(
                    uuid=form.instance.uuid,
                    question=form.cleaned_data["question"],
                    answer=form.cleaned_data["answer"],
                )
                for form in self._forms("faqs")
            ],
            citations=[
                CitationDraft(key=form.cleaned_data["key"], note=form.cleaned_data["note"])
                for form in self._forms("citations")
            ],
            byline=[form.cleaned_data["person"] for form in self._forms("byline_entries")],
        )
        return replace(draft, outline=self._outline(draft))

    def _outline(self, draft: PageDraft) -> Outline:
        """The order that the lines give; lines left as they were may name what is gone by now."""
        lines = self.form.cleaned_data["outline"]
        outline = _entries(lines, draft.sections)
        if lines != outline_words(self.form.initial.get("outline", "")):
            return outline
        there = usual_outline(
            section_ids=[str(section.uuid) for section in draft.sections],
            key_points=bool(draft.key_points),
            faqs=bool(draft.faqs),
            references=bool(draft.citations),
        )
        return [entry for entry in outline if entry in there]

    def _topic_and_locale(self) -> tuple[Topic, str]:
        if self.page:
            return self.page.topic, self.page.locale
        data = self.form.cleaned_data
        topic = data["topic"] or Topic(kind=self.kind, working_name=data["title"])
        return topic, data["locale"]

    def _forms(self, prefix: str) -> list[Any]:
        """The forms of the parts that shall be there, in the order that their positions give."""
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


def _section(form: Any) -> SectionDraft:
    data = form.cleaned_data
    return SectionDraft(
        uuid=form.instance.uuid,
        heading=data["heading"],
        aspect=data["aspect"],
        urgency=data["urgency"],
        body=data["body"],
    )


def _entries(lines: Sequence[Sequence[str]], sections: Sequence[SectionDraft]) -> Outline:
    """Turn ``section 2`` into the second section; a number too high is refused by the move."""
    outline = []
    for part, *number in lines:
        place = int(number[0]) if number else 0
        if not number:
            outline.append({"part": part})
        elif 1 <= place <= len(sections):
            outline.append({"part": part, "id": str(sections[place - 1].uuid)})
        else:
            outline.append({"part": part, "id": number[0]})
    return outline
