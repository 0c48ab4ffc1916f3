"""Submissions, and sign-offs with their end."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from delivery.revoking_all import outcome_of
from desk.admin.accepting import Accepting
from desk.admin.bases import ReadOnlyAdmin
from desk.admin.correcting import Correcting
from desk.admin.reaffirming import reaffirm_address
from desk.admin.recalling import recall_address
from desk.admin.review_lists import SignOffLists, SubmissionLists
from desk.admin.signing import Signing, submission_of, submission_report
from desk.admin.sitting import Sittings
from desk.admin.submission_moves import SubmissionMoves
from desk.moves_table import SIGN_OFF_MOVES, offered
from desk.moving import MovePage, show_move
from desk.requests import user_of
from review.models import Revocation, SignOff, Submission
from review.resting import falling_with
from review.signoff import revoke


class RevokeForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000
    )


@admin.register(Submission)
class SubmissionAdmin(Signing, Correcting, Sittings, SubmissionMoves, SubmissionLists):
    fields = [
        "revision",
        "state",
        "assignee",
        "due",
        "submitted_by",
        "submitted_at",
        "decided_by",
        "decided_at",
        "reasons",
    ]
    change_form_template = "desk/submission_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        own = [*self.signing_urls(), *self.correcting_urls()]
        own += [*self.sitting_urls(), *self.submission_urls()]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["report"] = submission_report(submission_of(kwargs["obj"].pk), request)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(SignOff)
class SignOffAdmin(Accepting, SignOffLists):
    fields = [
        "revision",
        "printed_name",
        "credentials_then",
        "scope",
        "statement",
        "signed_at",
        "review_due",
        "fingerprint",
    ]
    change_form_template = "desk/signoff_change_form.html"

    @admin.display(description="Credentials on that day")
    def credentials_then(self, sign_off: SignOff) -> str:
        return "; ".join(sign_off.credential_lines)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/revoke/", view(self.revoke), name="review_signoff_revoke"),
            *self.accepting_urls(),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        sign_off, by = kwargs["obj"], user_of(request)
        context["reaffirm_address"] = reaffirm_address(sign_off)
        context["recall_address"] = recall_address(sign_off.page, by)
        context["moves"] = offered(SIGN_OFF_MOVES, sign_off, by)
        return super().render_change_form(request, context, *args, **kwargs)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        sign_off = get_object_or_404(SignOff.objects.select_related("page"), pk=pk)

        def perform(data: dict[str, Any]) -> str:
            revoke(
                sign_off=sign_off, by=user_of(request), reason=data["reason"], now=timezone.now()
            )
            return "The sign-off is revoked."

        falling = falling_with(sign_off)
        outcome = outcome_of(sign_off, *falling, at=timezone.now())
        page = MovePage(
            title=f"Revoke the sign-off of {sign_off.page}",
            explanation=f"What becomes of the page: {outcome.label}.",
            button="Revoke",
            perform=perform,
            form=RevokeForm,
            context={"falling": falling},
            template="desk/signoff_revoke.html",
            danger=True,
        )
        return show_move(request, self, sign_off, page)


@admin.register(Revocation)
class RevocationAdmin(ReadOnlyAdmin):
    list_display = ["sign_off", "revoked_by", "revoked_at"]
    list_select_related = ["sign_off", "revoked_by"]
