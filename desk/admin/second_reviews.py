"""Second reviews by psychologists and nurse practitioners, and attestations of translations."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from delivery.presenting import present
from desk.admin.bases import ReadOnlyAdmin
from desk.moving import MovePage, show_move
from desk.requests import user_of
from review.models import Revision, SecondReview, TranslationAttestation
from review.second_reviews import STATEMENT, add_second_review, withdraw_second_review


class SecondReviewForm(forms.Form):
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Your log-in password again: it makes this your signature.",
    )


@admin.register(SecondReview)
class SecondReviewAdmin(ReadOnlyAdmin):
    fields = [
        "page",
        "printed_name",
        "credentials_then",
        "statement",
        "signed_at",
        "withdrawn_at",
        "fingerprint",
    ]
    list_display = ["page", "printed_name", "signed_at", "withdrawn_at"]
    list_select_related = ["page"]
    search_fields = ["page__title", "printed_name", "fingerprint"]
    change_form_template = "desk/secondreview_change_form.html"

    @admin.display(description="Credentials on that day")
    def credentials_then(self, review: SecondReview) -> str:
        return "; ".join(review.credential_lines)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("of/<int:pk>/", view(self.make), name="review_secondreview_make"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="review_secondreview_withdraw"),
            *super().get_urls(),
        ]

    def make(self, request: HttpRequest, pk: int) -> HttpResponse:
        revision = get_object_or_404(Revision.objects.select_related("page"), pk=pk)

        def perform(data: dict[str, Any]) -> str:
            add_second_review(
                revision=revision,
                by=user_of(request),
                request=request,
                now=timezone.now(),
                **data,
            )
            return "Signed. Your name stands beside the physician's."

        asked = MovePage(
            title=f"Second review: {revision}",
            explanation="A physician has signed these words. By signing too you state: "
            f"“{STATEMENT}”",
            button="Sign a second review",
            perform=perform,
            form=SecondReviewForm,
            initial={"fingerprint": revision.fingerprint},
            context={"document": present(revision.snapshot, at=timezone.now()).document},
            template="desk/attest.html",
        )
        return show_move(request, self, revision, asked)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = get_object_or_404(SecondReview.objects.select_related("page"), pk=pk)

        def perform(_: dict[str, Any]) -> str:
            withdraw_second_review(review=review, by=user_of(request), now=timezone.now())
            return "The second review is withdrawn."

        asked = MovePage(
            title=f"Withdraw the second review of {review.page}",
            explanation="The name leaves the page at once. The page stays: the physician's "
            "signature carries it.",
            button="Withdraw",
            perform=perform,
            danger=True,
        )
        return show_move(request, self, review, asked)


@admin.register(TranslationAttestation)
class TranslationAttestationAdmin(ReadOnlyAdmin):
    fields = [
        "page",
        "fingerprint",
        "source",
        "source_fingerprint",
        "translator",
        "statement",
        "at",
    ]
    list_display = ["page", "translator", "source", "at"]
    list_select_related = ["page", "source", "translator"]
    search_fields = ["page__title", "fingerprint"]
