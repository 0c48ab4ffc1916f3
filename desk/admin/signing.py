"""The screen on which a physician reads, and signs or sends back."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from delivery.models import Publication
from desk.admin.correcting import correctable_parts
from desk.comments import commented_parts, commenting, gone
from desk.moving import Made, MovePage, show_move
from desk.readiness import Report, revision_report
from desk.reading import ReadingPage, reading_of
from desk.requests import user_of
from review.findings import Stage
from review.models import Meaning, Scope, SignOff, Submission
from review.signoff import Reading, sign
from review.submitting import send_back

# In the address: the whole page is asked for although the changes alone would do.
WHOLE = "whole"


class SignForm(forms.Form):
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    compared_with = forms.UUIDField(widget=forms.HiddenInput, required=False)
    meaning = forms.TypedChoiceField(
        choices=Meaning.choices,
        coerce=Meaning,
        empty_value=Meaning.REVIEW,
        required=False,
        widget=forms.HiddenInput,
    )
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Your log-in password again: it makes this your signature.",
    )


class SendBackForm(forms.Form):
    reasons = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=4000,
        help_text="What the editors should change. They see this text.",
    )


class Signing(admin.ModelAdmin[Submission]):
    """Reading a submission against what was signed last; signing it, sending it back."""

    def signing_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/sign/", view(self.sign), name="review_submission_sign"),
            path("<int:pk>/send-back/", view(self.send_back), name="review_submission_send_back"),
        ]

    def sign(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)
        whole = request.GET.get("read") == WHOLE
        shown = reading_of(submission, by=user_of(request), whole=whole, at=timezone.now())

        def perform(data: dict[str, Any]) -> Made:
            sign_off = sign(
                submission=submission,
                by=user_of(request),
                password=data["password"],
                reading=Reading(
                    data["fingerprint"],
                    shown.scope,
                    data["compared_with"],
                    data["meaning"],
                ),
                request=request,
                now=timezone.now(),
            )
            return Made(said_of(sign_off), reverse("admin:index"))

        comments = commenting(submission, by=user_of(request), next=request.get_full_path())
        if shown.may_correct:
            comments = replace(
                comments,
                correct=reverse("admin:review_submission_correct", args=[submission.pk]),
                correctable=correctable_parts(submission.revision),
            )
        page = MovePage(
            title=f"Review and sign: {submission.revision}",
            explanation=_explanation(shown),
            button="Sign",
            perform=perform,
            form=SignForm,
            initial={
                "fingerprint": submission.revision.fingerprint,
                "compared_with": shown.compared_with and shown.compared_with.uuid,
                "meaning": shown.meaning,
            },
            context={
                "shown": shown,
                "document": shown.document,
                "submission": submission,
                "report": submission_report(submission, request),
                "send_back_form": SendBackForm(),
                "commenting": comments,
                "other_comments": commented_parts(gone(comments.threads)),
            },
            template="desk/sign.html",
            is_closed=shown.is_closed,
            is_barred=bool(shown.obstacle) and request.method == "GET",
        )
        return show_move(request, self, submission, page)

    def send_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)

        def perform(data: dict[str, Any]) -> str:
            send_back(
                submission=submission,
                by=user_of(request),
                reasons=data["reasons"],
                now=timezone.now(),
            )
            return "Sent back to the editors with your reasons."

        page = MovePage(
            title=f"Send back: {submission.revision}",
            explanation="The page goes back to its editors. Nothing public changes.",
            button="Send back",
            perform=perform,
            form=SendBackForm,
        )
        return show_move(request, self, submission, page)


def said_of(sign_off: SignOff) -> str:
    """Say what was signed, and what comes next."""
    due = f"The next review is due on {sign_off.review_due:%B %-d, %Y}."
    if sign_off.meaning == Meaning.CORRECTED_REVIEW:
        return (
            "Signed, with your corrections. Your signature covers these words once somebody else "
            f"who edits pages has accepted them. {due}"
        )
    live = Publication.objects.live(timezone.now()).filter(page=sign_off.page_id)
    if live.filter(fingerprint=sign_off.fingerprint).exists():
        return f"Signed. {due} Readers have these words already."
    return f"Signed. {due} A publisher can publish these words now."


def submission_of(pk: int) -> Submission:
    rows = Submission.objects.select_related("revision__page__changed_by")
    return get_object_or_404(rows, pk=pk)


def submission_report(submission: Submission, request: HttpRequest) -> Report:
    return revision_report(
        submission.revision, by=user_of(request), at=timezone.now(), stage=Stage.SUBMITTING
    )


def _explanation(shown: ReadingPage) -> str:
    if shown.is_closed:
        state = shown.submission.get_state_display().lower()
        return (
            f"This submission no longer waits for review ({state}): there is nothing to sign here."
        )
    if shown.scope == Scope.CHANGES:
        return (
            "Read the changes below. Your signature covers exactly these words, on the ground of "
            "the earlier reading of the whole page."
        )
    return "Read the page below. Your signature covers exactly these words."
