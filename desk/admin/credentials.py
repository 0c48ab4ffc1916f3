"""Licences and certifications: entered by one administrator, verified by another than the holder."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin import KeptAdmin
from articles.language_tags import parse
from desk.lapsing import WATCHED_DAYS, lapsing
from desk.moving import MovePage, facts, show_move
from desk.requests import user_of
from review.credentialing import end_credential, verify_credential
from review.models import Credential, CredentialKind, CredentialStatus, EndedKind
from review.records import row_hash

FACTS = [
    "person",
    "kind",
    "authority",
    "specialty",
    "jurisdiction",
    "number",
    "issued",
    "expires",
    "evidence",
    "looked_up_by",
    "looked_up_on",
]


# What the moves say.
DECIDED = ["status", "verified_by", "verified_at", "ended_at", "ended_kind"]


class VerifyForm(forms.Form):
    # What the credential said when it was shown: it may be edited until it is verified.
    shown = forms.CharField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    kind = forms.ChoiceField(
        label="Why it ends",
        choices=EndedKind.choices,
        widget=forms.RadioSelect,
        help_text="After a suspension or revocation, what this person signed before leaves the "
        "public at once, unless somebody else has signed the same words. Otherwise pages stay for "
        "the site's days of grace when no other licence holds.",
    )


class CredentialForm(forms.ModelForm[Credential]):
    class Meta:
        model = Credential
        fields = FACTS
        help_texts = {
            "person": "Who holds it. Type the first letters of the name.",
            "kind": "A licence is needed to sign; the others are printed beside the name.",
            "issued": "The first day on which it holds.",
        }
        widgets = {"evidence": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("kind") == CredentialKind.LANGUAGE:
            self._clean_language()
        if self.instance.pk:
            # Locked, so that it is not verified between this question and the save.
            stored = Credential.objects.select_for_update().get(pk=self.instance.pk)
            if stored.status != CredentialStatus.ENTERED:
                raise ValidationError(
                    "This credential was verified after you opened it, and keeps its dates now: "
                    "a renewal is a new one.",
                    code="credential_verified",
                )
        return cleaned

    def _clean_language(self) -> None:
        try:
            self.cleaned_data["specialty"] = parse(self.cleaned_data.get("specialty", ""))
        except ValueError as error:
            self.add_error("specialty", ValidationError(str(error), code="bad_language"))


@admin.register(Credential)
class CredentialAdmin(KeptAdmin):
    form = CredentialForm
    fields = [*FACTS, *DECIDED]
    readonly_fields = DECIDED
    list_display = ["person", "kind", "jurisdiction", "specialty", "expires", "status"]
    list_filter = ["kind", "status"]
    list_select_related = ["person"]
    search_fields = ["person__name", "authority"]
    autocomplete_fields = ["person"]
    change_form_template = "desk/credential_change_form.html"
    change_list_template = "desk/credential_change_list.html"

    def has_change_permission(self, request: HttpRequest, obj: Credential | None = None) -> bool:
        """A verified credential keeps its dates: a renewal is a new row."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.status == CredentialStatus.ENTERED)

    def save_model(self, request: HttpRequest, obj: Credential, form: Any, change: bool) -> None:
        if not change:
            obj.entered_by = user_of(request)
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("lapsing/", view(self.lapsing), name="review_credential_lapsing"),
            path("<int:pk>/verify/", view(self.verify), name="review_credential_verify"),
            path("<int:pk>/end/", view(self.end), name="review_credential_end"),
            *super().get_urls(),
        ]

    def lapsing(self, request: HttpRequest) -> HttpResponse:
        """What ends soon or has ended, and the pages that hang on it."""
        if not request.user.has_perm("review.verify_credential"):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Credentials that lapse",
            "lapsing": lapsing(timezone.now()),
            "days": WATCHED_DAYS,
        }
        return TemplateResponse(request, "desk/lapsing.html", context)

    def verify(self, request: HttpRequest, pk: int) -> HttpResponse:
        credential = get_object_or_404(Credential, pk=pk)

        def perform(data: dict[str, Any]) -> str:
            verify_credential(
                credential=credential, by=user_of(request), now=timezone.now(), **data
            )
            return "The credential is verified and may be relied on."

        page = MovePage(
            title=f"Verify: {credential}",
            explanation="Confirm that the evidence holds: you have found this credential in its "
            "authority's own register, with the same name, number and dates. They cannot be edited "
            "afterwards.",
            button="Verify",
            perform=perform,
            form=VerifyForm,
            initial={"shown": row_hash(credential)},
            context={"facts": facts(credential, FACTS)},
        )
        return show_move(request, self, credential, page)

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        credential = get_object_or_404(Credential, pk=pk)

        def perform(data: dict[str, Any]) -> str:
            end_credential(
                credential=credential,
                by=user_of(request),
                now=timezone.now(),
                kind=EndedKind(data["kind"]),
            )
            return "The credential is ended: it is no longer printed or relied on."

        page = MovePage(
            title=f"End: {credential}",
            explanation="From now on nobody signs with this credential, and it leaves the "
            "reviewer line of every page.",
            button="End the credential",
            perform=perform,
            form=EndForm,
            danger=True,
        )
        return show_move(request, self, credential, page)
