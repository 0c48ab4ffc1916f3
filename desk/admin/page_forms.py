"""The forms of a page and of its parts."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.models import ContentFlag, Kind, Page, Tag, Topic
from articles.richtext import Profile
from desk.admin.page_layout import stored_order
from desk.admin.pin_fields import PinField, Pinnable
from desk.fields import RichTextField
from desk.widgets import SearchedSelect, SearchedSelectMultiple

# By form prefix and field: what the move refused in the last attempt to save.
PageFaults = dict[str, dict[str, list[ValidationError]]]


class FaultyForm(forms.ModelForm[Any]):
    """A form that also says what ``save_page`` refused in this request."""

    page_faults: PageFaults = {}
    pinnable = Pinnable({}, {})

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
        widget=SearchedSelect(Page._meta.get_field("topic"), admin.site),
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
    order = forms.CharField(widget=forms.HiddenInput, required=False)
    associations_notice = PinField(
        label="Notice over the associations",
        help_text="Such as that the page describes and does not diagnose.",
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    # The version that a writer chose to save over, having seen it beside their own.
    overwrite = forms.IntegerField(widget=forms.HiddenInput, required=False)

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
            "hero_image",
            "hero_caption",
            "seo_title",
            "seo_description",
            "translated_from",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "funding": forms.Textarea(attrs={"rows": 2}),
            "hero_caption": forms.Textarea(attrs={"rows": 2}),
            "seo_description": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "hero_image": "Picture at the top",
            "hero_caption": "Caption of the picture at the top",
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
            "hero_image": "Search by file name, alt text or credit. Upload it under Images first.",
            "hero_caption": "What stands under it. These words are signed with the page.",
            "seo_title": "Leave it empty to use the page's title.",
            "seo_description": "Leave it empty to use the summary.",
            "translated_from": "The page in another language whose words this one translates.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page, kind = self.instance, self._meta.model.KIND
        if kind != Kind.ARTICLE:
            self.fields.pop("article_type", None)
        if kind == Kind.ARTICLE:
            self.fields.pop("associations_notice", None)
        if "associations_notice" in self.fields:
            pin: Any = self.fields["associations_notice"]
            pin.offer(self.pinnable.notices, page.associations_notice_id)
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
            "order": " ".join(stored_order(page)),
            "associations_notice": page.associations_notice_id,
            "lock_version": page.lock_version,
        }

    def clean_lock_version(self) -> int:
        return self.cleaned_data["lock_version"] or 0
