"""The one row about the site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.canonical import canonical_value
from articles.facts import site_changed
from articles.form_fields import CommaListField
from articles.models import Site
from articles.models.site import MOST_GRACE_DAYS, validate_countries
from delivery.covering import change_grace
from delivery.crisis import change_countries
from desk.admin.live_facts import LiveFactsAdmin
from desk.fields import TypedJSONField
from desk.moving import MovePage, show_move
from desk.requests import user_of
from review.ledger import Turn

# They change by moves of their own.
ASKED_APART = ["countries", "lapse_grace_days"]


class LabelsField(TypedJSONField):
    """The labels as JSON. Nothing typed is no labels."""

    def to_python(self, value: Any) -> Any:
        return canonical_value(super().to_python(value) or {})


class SiteForm(forms.ModelForm[Site]):
    labels = LabelsField(
        required=False,
        help_text='What the parts of a page are called, by language: {"en": {"key_points": '
        '"TL;DR"}}. What you leave out keeps its usual name, in English or Spanish; another language '
        "takes the names of the language that stands in for it.",
    )
    feedback_url = forms.URLField(
        label="Feedback address",
        assume_scheme="https",
        required=False,
        help_text="The page on which readers can report a mistake, if there is one.",
    )

    class Meta:
        model = Site
        fields = ["name", "legal_name", "telephone", "feedback_url", "feedback_email", "labels"]
        help_texts = {
            "name": "As readers see it.",
            "legal_name": "Of the organisation that answers for the site, if it has another name.",
            "telephone": "Of the organisation, for readers who want to call. No crisis line.",
            "feedback_email": "Where readers can report a mistake.",
        }


class CountriesForm(forms.Form):
    countries = CommaListField(
        validators=[validate_countries],
        help_text="Where your readers are, as capital letters: US, CA. They decide which crisis "
        "resources are shown.",
    )


class GraceForm(forms.Form):
    days = forms.IntegerField(
        label="Days of grace",
        min_value=0,
        max_value=MOST_GRACE_DAYS,
        help_text=Site._meta.get_field("lapse_grace_days").help_text,
    )


@admin.register(Site)
class SiteAdmin(LiveFactsAdmin):
    form = SiteForm
    change_form_template = "desk/site_change_form.html"
    shown_when_added = True

    def tell(self, row: Site, turn: Turn) -> None:
        site_changed(at=turn.at, turn=turn)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Site.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Site | None = None) -> list[Any]:
        fields = SiteForm.Meta.fields
        return [*fields, *ASKED_APART] if obj else [*fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Site | None = None) -> list[str]:
        return ASKED_APART if obj else []

    def save_model(self, request: HttpRequest, obj: Site, form: Any, change: bool) -> None:
        # Only what the form has: the countries may have changed since the row was read.
        obj.save(update_fields=list(form.fields) if change else None)

    def response_add(
        self, request: HttpRequest, obj: Site, post_url_continue: str | None = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_site_countries", args=[obj.pk]))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/countries/", view(self.countries), name="articles_site_countries"),
            path("<int:pk>/grace/", view(self.grace), name="articles_site_grace"),
            *super().get_urls(),
        ]

    def countries(self, request: HttpRequest, pk: int) -> HttpResponse:
        site = get_object_or_404(Site, pk=pk)

        def perform(content: dict[str, Any]) -> str:
            change_countries(site=site, by=user_of(request), now=timezone.now(), **content)
            return "Readers see the crisis resources of these countries now."

        page = MovePage(
            title=f"The countries of {site}",
            explanation="On a page that speaks of suicide or self-harm readers see the crisis "
            "resources of these countries. While such a page is public, each country needs one "
            "that is verified.",
            button="Change the countries",
            perform=perform,
            form=CountriesForm,
            initial={"countries": site.countries},
        )
        return show_move(request, self, site, page)

    def grace(self, request: HttpRequest, pk: int) -> HttpResponse:
        site = get_object_or_404(Site, pk=pk)

        def perform(content: dict[str, Any]) -> str:
            change_grace(site=site, by=user_of(request), now=timezone.now(), **content)
            return "The ends of all public and scheduled pages were reckoned anew."

        page = MovePage(
            title=f"The days of grace of {site}",
            explanation="When the last licence of a physician ends, the pages that they signed stay "
            "public for so many days and say that the reviewer has lapsed; then they leave the "
            "public, unless a renewal was verified or somebody else has signed. With fewer days, "
            "some pages may leave at once.",
            button="Change the days of grace",
            perform=perform,
            form=GraceForm,
            initial={"days": site.lapse_grace_days},
        )
        return show_move(request, self, site, page)
