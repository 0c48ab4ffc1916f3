"""Where a physician reads, signs or sends back, and revokes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from delivery.presenting import present
from delivery.presenting.signing import texts_for_conditions
from desk.admin.bases import ReadOnlyAdmin
from desk.admin.reaffirming import reaffirm_address
from desk.admin.review_lists import SignOffLists, SubmissionLists
from desk.admin.submission_moves import SubmissionMoves
from desk.moves_table import SIGN_OFF_MOVES, offered
from desk.moving import MovePage, show_move
from desk.readiness import Report, revision_report
from desk.requests import user_of
from desk.signed_facts import signed_facts
from review.findings import Stage
from review.models import Revocation, Scope, SignOff, Submission
from review.resting import falling_with
from review.signoff import STATEMENTS, revoke, sign
from review.submitting import send_back


class SignForm(forms.Form):
    fingerprint = forms.CharField(widget=forms.HiddenInput)
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


class RevokeForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=2000
    )


@admin.register(Submission)
class SubmissionAdmin(SubmissionMoves, SubmissionLists):
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
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/sign/", view(self.sign), name="review_submission_sign"),
            path("<int:pk>/send-back/", view(self.send_back), name="review_submission_send_back"),
            *self.submission_urls(),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["report"] = _report(_submission(kwargs["obj"].pk), request)
        return super().render_change_form(request, context, *args, **kwargs)

    def sign(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = _submission(pk)

        def perform(data: dict[str, Any]) -> str:
            sign_off = sign(
                submission=submission,
                by=user_of(request),
                # The other scope is offered when a page shows the changes themselves.
                scope=Scope.WHOLE_PAGE,
                request=request,
                now=timezone.now(),
                **data,
            )
            return f"Signed. The next review is due on {sign_off.review_due:%B %-d, %Y}."

        page = MovePage(
            title=f"Review and sign: {submission.revision}",
            explanation="Read the page below. Your signature covers exactly these words.",
            button="Sign",
            perform=perform,
            form=SignForm,
            initial={"fingerprint": submission.revision.fingerprint},
            context={**_reading(submission), "report": _report(submission, request)},
            template="desk/sign.html",
        )
        return show_move(request, self, submission, page)

    def send_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = _submission(pk)

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


@admin.register(SignOff)
class SignOffAdmin(SignOffLists):
    fields = [
        "revision",
        "printed_name",
        "credential_lines",
        "scope",
        "statement",
        "signed_at",
        "review_due",
        "fingerprint",
    ]
    change_form_template = "desk/signoff_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/revoke/", view(self.revoke), name="review_signoff_revoke"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["reaffirm_address"] = reaffirm_address(kwargs["obj"])
        context["moves"] = offered(SIGN_OFF_MOVES, kwargs["obj"], user_of(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        sign_off = get_object_or_404(SignOff.objects.select_related("page"), pk=pk)

        def perform(data: dict[str, Any]) -> str:
            revoke(
                sign_off=sign_off, by=user_of(request), reason=data["reason"], now=timezone.now()
            )
            return "The sign-off is revoked."

        page = MovePage(
            title=f"Revoke the sign-off of {sign_off.page}",
            explanation="If no other sign-off covers these words, the page leaves the public at "
            "once.",
            button="Revoke",
            perform=perform,
            form=RevokeForm,
            context={"falling": falling_with(sign_off)},
            template="desk/signoff_revoke.html",
            danger=True,
        )
        return show_move(request, self, sign_off, page)


@admin.register(Revocation)
class RevocationAdmin(ReadOnlyAdmin):
    list_display = ["sign_off", "revoked_by", "revoked_at"]
    list_select_related = ["sign_off", "revoked_by"]


def _submission(pk: int) -> Submission:
    rows = Submission.objects.select_related("revision__page__changed_by")
    return get_object_or_404(rows, pk=pk)


def _report(submission: Submission, request: HttpRequest) -> Report:
    return revision_report(
        submission.revision, by=user_of(request), at=timezone.now(), stage=Stage.SUBMITTING
    )


def _reading(submission: Submission) -> dict[str, Any]:
    """What is signed: the document, what no reader sees of it, and what is stated by signing."""
    page = submission.revision.page
    clinical = submission.revision.snapshot.clinical
    presented = present(submission.revision.snapshot, at=timezone.now())
    return {
        "submission": submission,
        "document": presented.document,
        "statement": STATEMENTS[Scope.WHOLE_PAGE],
        "changed_since": page if page.fingerprint != submission.revision.fingerprint else None,
        "facts": signed_facts(clinical),
        "on_conditions": texts_for_conditions(submission.revision.snapshot, at=timezone.now()),
    }
