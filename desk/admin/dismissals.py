"""Where a physician says why a finding does not apply, and where that is looked up."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from desk.admin.bases import ReadOnlyAdmin
from desk.moving import MovePage, show_move
from desk.readiness import revision_report
from desk.requests import user_of
from review.dismissing import REASON_CHARACTERS, dismiss
from review.findings import Code, Stage
from review.models import Dismissal, Revision, SubmissionState


class DismissForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text=f"Why readers of these words need no crisis resources, in at least "
        f"{REASON_CHARACTERS} characters. Your name stands beside it.",
    )


@admin.register(Dismissal)
class DismissalAdmin(ReadOnlyAdmin):
    fields = ["page", "what", "fingerprint", "reason", "user", "at"]
    list_display = ["page", "what", "user", "at"]
    list_select_related = ["page", "user"]
    search_fields = ["page__title", "fingerprint"]

    @admin.display(description="finding", ordering="code")
    def what(self, dismissal: Dismissal) -> str:
        return str(Code(dismissal.code).label)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("of/<int:pk>/<slug:code>/", view(self.make), name="review_dismissal_make"),
            *super().get_urls(),
        ]

    def make(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        revision = get_object_or_404(Revision.objects.select_related("page"), pk=pk)
        by, now = user_of(request), timezone.now()

        def perform(data: dict[str, Any]) -> str:
            dismiss(revision=revision, code=code, by=by, reason=data["reason"], now=now)
            return "Dismissed for exactly these words."

        asked = MovePage(
            title=f"Dismiss a finding: {revision}",
            explanation="This holds for exactly the words of this revision: with the next changed "
            "word the finding is back. It does not sign anything.",
            button="Dismiss",
            perform=perform,
            form=DismissForm,
            context={
                "report": revision_report(
                    revision, by=by, at=now, stage=Stage.PUBLISHING, code=code
                )
            },
            template="desk/reported.html",
        )
        answer = show_move(request, self, revision, asked)
        waits = revision.page.submissions.filter(
            revision=revision, state=SubmissionState.IN_REVIEW
        ).first()
        if isinstance(answer, HttpResponseRedirect) and waits:
            return HttpResponseRedirect(reverse("admin:review_submission_sign", args=[waits.pk]))
        return answer
