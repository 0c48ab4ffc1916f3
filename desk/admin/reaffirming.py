"""Where a physician reads the public words of a page again and signs them anew."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.models import Page
from delivery.models import Publication
from delivery.presenting import present
from delivery.presenting.signing import texts_for_conditions
from delivery.reaffirming import reaffirm
from desk.moving import MovePage, show_move
from desk.readiness import revision_report
from desk.reading import line_of
from desk.requests import user_of
from desk.signed_facts import signed_facts
from review.findings import Stage
from review.models import Meaning, Scope, SignOff
from review.signoff import Reading, prospect, review_due_of, statement_of
from review.threads import open_threads


class ReaffirmForm(forms.Form):
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    sign_off = forms.ModelChoiceField(
        SignOff.objects.all(), to_field_name="uuid", widget=forms.HiddenInput
    )
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


class PageReaffirming(admin.ModelAdmin[Any]):
    def reaffirm_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_reaffirm"
        view = self.admin_site.admin_view
        return [path("<int:pk>/reaffirm/", view(self.reaffirm), name=name)]

    def reaffirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model, pk=pk)
        live = _live(page)

        def perform(data: dict[str, Any]) -> str:
            signed = reaffirm(
                page=page,
                by=user_of(request),
                password=data["password"],
                reading=Reading(data["fingerprint"], Scope.WHOLE_PAGE, meaning=data["meaning"]),
                sign_off=data["sign_off"],
                request=request,
                now=timezone.now(),
            )
            return _said_of(signed)

        meaning = prospect(live.revision, by=user_of(request), at=timezone.now()).meaning
        asked = MovePage(
            title=f"Sign anew: {live.revision}",
            explanation="Read the whole page below, as it is public. Your signature covers exactly "
            "these words and gives them a new review date; nobody has to submit or publish them.",
            button="Sign anew",
            perform=perform,
            form=ReaffirmForm,
            initial={
                "fingerprint": live.fingerprint,
                "sign_off": live.sign_off.uuid,
                "meaning": meaning,
            },
            context={
                **_reading(live, page, request),
                "statement": statement_of(Scope.WHOLE_PAGE, meaning),
                "line": line_of(live.revision, by=user_of(request), at=timezone.now()),
                "review_due": review_due_of(live.revision, timezone.now()),
                "open_comments": open_threads(page),
            },
            template="desk/reaffirm.html",
        )
        return show_move(request, self, page, asked)


def _said_of(signed: SignOff) -> str:
    due = f"The next review is due on {signed.review_due:%B %-d, %Y}"
    if signed.meaning == Meaning.CORRECTED_REVIEW:
        return f"Signed anew. {due}, as soon as somebody accepts your corrections once more."
    return f"Signed anew. {due}."


def reaffirm_address(sign_off: SignOff) -> str:
    """Where the words of a sign-off are signed anew; empty when they are not public under it."""
    page = sign_off.page
    live = Publication.objects.live(timezone.now()).of_page(page.uuid)
    if not any(row.sign_off_id == sign_off.pk for row in live.without_bytes()):
        return ""
    return reverse(f"admin:articles_{page.kind}_reaffirm", args=[page.pk])


def _live(page: Page) -> Publication:
    rows = Publication.objects.live(timezone.now()).of_page(page.uuid)
    live = rows.select_related("revision__page", "sign_off").first()
    if live is None:
        raise Http404("This page is not public.")
    return live


def _reading(live: Publication, page: Page, request: HttpRequest) -> dict[str, Any]:
    snapshot, now = live.revision.snapshot, timezone.now()
    return {
        "live": live,
        "document": present(snapshot, publication=live, at=now).document,
        "words_differ": page.fingerprint != live.fingerprint,
        "facts": signed_facts(snapshot.clinical),
        "on_conditions": texts_for_conditions(snapshot, at=now),
        "report": revision_report(
            live.revision, by=user_of(request), at=now, stage=Stage.SUBMITTING
        ),
    }
