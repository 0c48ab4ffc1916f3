"""The forms of a page and of its parts."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.models import ContentFlag, Kind, Page, Tag, Topic
from articles.outline import REPEATED_PARTS, OutlinePart
from articles.richtext import Profile
from desk.fields import RichTextField
from desk.widgets import SearchedSelectMultiple

NUMBER = re.compile(r"[0-9]{1,4}")

SINGLE_PARTS = [part.value for part in OutlinePart if part not in REPEATED_PARTS]

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
    tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(),
        required=False,
        widget=SearchedSelectMultiple(Page.tags.field, admin.site),
        help_text="Words under which a front end gathers pages.",
    )
    translation_is_current = forms.BooleanField(
        label="The translation says what the original says now",
        required=False,
        help_text="Tick it when you have brought this page up to date with the original.",
    )
    outline = forms.CharField(
        label="Order of the parts",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One part a line: key_points, section 1, section 2, associations, faqs, "
        "call_to_action 1, references. Sections "
        "are counted by their position, and so are calls to action. Leave it empty for the usual "
        "order.",
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    class Meta:
        model = Page
        fields = [
            "title",
            "slug",
            "summary",
            "risk_class",
            "overdue_policy",
            "article_type",
            "purpose",
            "funding",
            "seo_title",
            "seo_description",
            "translated_from",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "funding": forms.Textarea(attrs={"rows": 2}),
            "seo_description": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "seo_title": "Title for search engines",
            "seo_description": "Description for search engines",
            "translated_from": "Translation of",
        }
        help_texts = {
            "title": "What readers see at the top of the page and in lists.",
            "slug": "The last part of the address, such as social-anxiety.",
            "summary": "One or two sentences for lists and search results.",
            "risk_class": "How often the whole page must be reviewed.",
            "overdue_policy": "What happens on the public site when the review date passes.",
            "article_type": "Leave it empty for a blog post.",
            "purpose": "A page that promotes what the site offers says so.",
            "seo_title": "Leave it empty to use the page's title.",
            "seo_description": "Leave it empty to use the summary.",
            "translated_from": "The page in another language whose words this one translates.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, kind = self.instance, self._meta.model.KIND
        if kind != Kind.ARTICLE:
            self.fields.pop("article_type", None)
        # Who may only look gets a form without fields.
        if "translated_from" in self.fields:
            originals = Page.objects.filter(kind=kind).exclude(pk=page.pk)
            self.fields["translated_from"].queryset = originals  # type: ignore[attr-defined]
        if page.pk is None:
            topics = Topic.objects.filter(kind=kind)
            self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
            return
        for name in ("topic", "locale"):
            del self.fields[name]
        self.initial = dict(self.initial) | {
            "key_points": page.key_points,
            "content_flags": page.content_flags,
            "tags": list(page.tags.all()),
            "outline": _outline_lines(page),
            "lock_version": page.lock_version,
        }

    def clean_lock_version(self) -> int:
        return self.cleaned_data["lock_version"] or 0

    def clean_outline(self) -> list[list[str]]:
        """Return the words of each line; what they name is known with the parts."""
        named = outline_words(self.cleaned_data["outline"])
        for line in named:
            if not _names_a_part(line):
                raise ValidationError(
                    "This line names no part: %(line)s. Write %(parts)s, or section or "
                    "call_to_action and a number.",
                    code="outline_unknown_part",
                    params={"line": " ".join(line), "parts": ", ".join(SINGLE_PARTS)},
                )
        return named


def outline_words(lines: str) -> list[list[str]]:
    """Return the words of each line that has any.

    >>> outline_words("key_points\n\nsection 1")
    [['key_points'], ['section', '1']]
    """
    return [line.split() for line in lines.splitlines() if line.strip()]


def _names_a_part(line: list[str]) -> bool:
    if len(line) == 1:
        return line[0] in SINGLE_PARTS
    return len(line) == 2 and line[0] in REPEATED_PARTS and bool(NUMBER.fullmatch(line[1]))


def _outline_lines(page: Page) -> str:
    places = {
        str(part.uuid): place
        for parts in (page.sections.all(), page.calls_to_action.all())
        for place, part in enumerate(parts, start=1)
    }
    return "\n".join(
        f"{entry['part']} {places[entry['id']]}" if "id" in entry else entry["part"]
        for entry in page.outline
    )
