"""The forms of a page and of its parts."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from articles.models import BylineEntry, Citation, ContentFlag, Faq, Page, Section, Topic
from articles.outline import OutlinePart
from articles.richtext import Profile
from desk.fields import CellField, RichTextField
from references.identifiers import PMID

NUMBER = re.compile(r"[0-9]{1,4}")

# By form prefix and field: what the move refused in the last attempt to save.
PageFaults = dict[str, dict[str, list[ValidationError]]]


class FaultyForm(forms.ModelForm[Any]):
    """A form that also says what ``save_page`` refused in this request."""

    page_faults: PageFaults = {}

    def __init__(self, *args: Any, page_faults: PageFaults | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_faults = page_faults or self.page_faults

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for field, faults in self.page_faults.get(self.prefix or "", {}).items():
            for fault in faults:
                self.add_error(field if field in self.fields else None, fault)
        return cleaned


class PageForm(FaultyForm):
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        required=False,
        help_text="The subject. Leave it empty to make a new one with the page's title.",
    )
    locale = forms.ChoiceField(
        label="Language", choices=[(tag, tag) for tag in settings.CONTENT_LOCALES]
    )
    key_points = RichTextField(
        profile=Profile.KEY_POINTS,
        required=False,
        help_text="The short version: one list, a sentence or two in each item.",
    )
    content_flags = forms.MultipleChoiceField(
        choices=ContentFlag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the page speaks of. Suicide and self-harm bring the crisis resources.",
    )
    outline = forms.CharField(
        label="Order of the parts",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One part a line: key_points, section 1, section 2, faqs, references. Sections "
        "are counted by their position. Leave it empty for the usual order.",
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    class Meta:
        model = Page
        fields = ["title", "slug", "summary", "risk_class", "overdue_policy"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": "What readers see at the top of the page and in lists.",
            "slug": "The last part of the address, such as social-anxiety.",
            "summary": "One or two sentences for lists and search results.",
            "risk_class": "How often the whole page must be reviewed.",
            "overdue_policy": "What happens on the public site when the review date passes.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk is None:
            topics = Topic.objects.filter(kind=self._meta.model.KIND)
            self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
            return
        for name in ("topic", "locale"):
            del self.fields[name]
        self.initial = dict(self.initial) | {
            "key_points": page.key_points,
            "content_flags": page.content_flags,
            "outline": _outline_lines(page),
            "lock_version": page.lock_version,
        }

    def clean_lock_version(self) -> int:
        return self.cleaned_data["lock_version"] or 0

    def clean_outline(self) -> list[list[str]]:
        """Return the words of each line; what they name is known with the sections."""
        named = outline_words(self.cleaned_data["outline"])
        parts = [part for part in OutlinePart.values if part != OutlinePart.SECTION]
        for line in named:
            numbered = len(line) == 2 and line[0] == "section" and NUMBER.fullmatch(line[1])
            if not numbered and not (len(line) == 1 and line[0] in parts):
                raise ValidationError(
                    "This line names no part: %(line)s. Write %(parts)s or section and a number.",
                    code="outline_unknown_part",
                    params={"line": " ".join(line), "parts": ", ".join(parts)},
                )
        return named


class PartForm(FaultyForm):
    """A part of a page; an empty position puts it behind the ones with a number."""

    position = forms.IntegerField(
        required=False, min_value=1, max_value=999, help_text="1 stands first."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["position"] = self.instance.position + 1


class SectionForm(PartForm):
    body = RichTextField(profile=Profile.BODY, required=False)

    class Meta:
        model = Section
        fields = ["heading", "aspect", "urgency", "body"]
        help_texts = {
            "aspect": "What the section is about, so that front ends can pick it.",
            "urgency": "Only for a section on when to seek help.",
        }


class FaqForm(PartForm):
    answer = RichTextField(profile=Profile.ANSWER)

    class Meta:
        model = Faq
        fields = ["question", "answer"]


class CitationForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = Citation
        fields = ["key", "note"]
        labels = {"key": "PMID or other identifier"}
        help_texts = {
            "key": "A PMID such as 30075356, or doi: and a DOI. Add the work under References "
            "first.",
            "note": "Why this page cites the work, in one sentence.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].strip()
        return f"pmid:{key}" if PMID.fullmatch(key) else key


class CitationFormSet(BaseInlineFormSet[Any, Page, forms.ModelForm[Any]]):
    def validate_unique(self) -> None:
        """Leave it to ``save_page``: a PMID and a DOI may be the same work."""


class BylineForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = BylineEntry
        fields = ["person"]


class PartInline(InlineModelAdmin[Any, Page]):
    """Whoever may write the page may write its parts."""

    extra = 0
    ordering = ["position"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_page")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")


class SectionInline(PartInline, admin.StackedInline[Section, Page]):
    model = Section
    form = SectionForm
    fields = ["position", "heading", "aspect", "urgency", "body"]


class FaqInline(PartInline, admin.StackedInline[Faq, Page]):
    model = Faq
    form = FaqForm
    fields = ["position", "question", "answer"]


class CitationInline(PartInline, admin.TabularInline[Citation, Page]):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    fields = ["position", "key", "note"]


class BylineInline(PartInline, admin.TabularInline[BylineEntry, Page]):
    model = BylineEntry
    form = BylineForm
    fields = ["position", "person"]
    autocomplete_fields = ["person"]
    verbose_name = "author"
    verbose_name_plural = "byline"


def outline_words(lines: str) -> list[list[str]]:
    """Return the words of each line that has any.

    >>> outline_words("key_points\n\nsection 1")
    [['key_points'], ['section', '1']]
    """
    return [line.split() for line in lines.splitlines() if line.strip()]


def _outline_lines(page: Page) -> str:
    places = {
        str(section.uuid): place for place, section in enumerate(page.sections.all(), start=1)
    }
    return "\n".join(
        f"section {places[entry['id']]}" if "id" in entry else entry["part"]
        for entry in page.outline
    )
