"""Licences and certifications: entered by one administrator, verified by another than the holder."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin import KeptAdmin
from desk.moving import MovePage, facts, show_move
from desk.requests import user_of
from review.credentialing import end_credential, verify_credential
from review.models import Credential, CredentialStatus, EndedKind
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

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
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
            path("<int:pk>/verify/", view(self.verify), name="review_credential_verify"),
            path("<int:pk>/end/", view(self.end), name="review_credential_end"),
            *super().get_urls(),
        ]

    def verify(self, request: HttpRequest, pk: int) -> HttpResponse:
        credential = get_object_or_404(Credential, pk=pk)

        def perform(data: dict[str, Any]) -> str:
            verify_credential(
                credential=credential, by=user_of(request), now=timezone.now(), **data
            )
            return "The credential is verified and may be relied on."

        page = MovePage(
            title=f"Verify: {credential}",
            explanation="Confirm that you have found this credential in its authority's own "
            "register, with the same name, number and dates. They cannot be edited afterwards.",
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
