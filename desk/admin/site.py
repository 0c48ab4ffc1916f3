"""The one row about the site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from articles.canonical import canonical_value
from articles.form_fields import CommaListField
from articles.models import CrisisResourceVersion, Site
from delivery.crisis import countries_without_help, flagged_pages_are_live
from desk.fields import TypedJSONField


class LabelsField(TypedJSONField):
    """The labels as JSON. Nothing typed is no labels."""

    def to_python(self, value: Any) -> Any:
        return canonical_value(super().to_python(value) or {})


class SiteForm(forms.ModelForm[Site]):
    countries = CommaListField(
        help_text="Where your readers are, as capital letters: US, CA. They decide which crisis "
        "resources are shown."
    )
    labels = LabelsField(
        required=False,
        help_text='What the parts of a page are called, by language: {"en": {"key_points": '
        '"TL;DR"}}. What you leave out keeps its usual name.',
    )
    feedback_url = forms.URLField(label="Feedback address", assume_scheme="https", required=False)

    class Meta:
        model = Site
        fields = [
            "name",
            "legal_name",
            "telephone",
            "countries",
            "feedback_url",
            "feedback_email",
            "labels",
        ]

    def clean_countries(self) -> list[str]:
        """Refuse a country in which readers of a public page would find no help."""
        countries: list[str] = self.cleaned_data["countries"]
        without = countries_without_help(countries, CrisisResourceVersion.objects.served())
        if (without or not countries) and flagged_pages_are_live(timezone.now()):
            raise ValidationError(
                "Public pages speak of suicide or self-harm: verify a crisis resource for "
                "%(countries)s first.",
                code="crisis_resources_missing",
                params={"countries": ", ".join(sorted(without)) or "your countries"},
            )
        return countries


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin[Site]):
    form = SiteForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Site.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
