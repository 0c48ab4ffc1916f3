"""Where a page is taken out of the public in an emergency, and where that is looked up."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Page
from delivery.models import Publication
from delivery.presenting import present
from delivery.recalling import Why, may_recall, recall
from desk.admin.bases import ReadOnlyAdmin
from desk.moving import MovePage, show_move
from desk.requests import user_of
from desk.states import PageState, page_state
from review.models import Recall, RecallSeverity
from review.models.recalls import RECALL_NOTICE_CHARACTERS


class RecallForm(forms.Form):
    severity = forms.ChoiceField(
        choices=RecallSeverity,
        widget=forms.RadioSelect,
        label="What may come of it for a reader who acts on these words",
    )
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": RECALL_NOTICE_CHARACTERS}),
        required=False,
        label="What readers are told",
        help_text="They see it at the old address: what was wrong, and what they should do now.",
    )
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text="Why, for your colleagues. Readers never see it.",
    )


class PageRecalling(admin.ModelAdmin[Any]):
    def recall_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_recall"
        return [path("<int:pk>/recall/", self.admin_site.admin_view(self.recall), name=name)]

    def recall(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model, pk=pk)
        state = page_state(page, timezone.now())

        def perform(data: dict[str, Any]) -> str:
            why = Why(RecallSeverity(data["severity"]), data["notice"], data["reason"])
            recall(page=page, by=user_of(request), why=why, now=timezone.now())
            return "Recalled. The page is no longer public, and readers see your notice."

        asked = MovePage(
            title=f"Recall: {page}",
            explanation="For an emergency. The page leaves the public at once, and what is "
            "scheduled of it is cancelled. It can only come back when a physician has read the "
            "whole page and signed it anew. If nothing is wrong with it, withdraw it instead.",
            button="Recall",
            perform=perform,
            form=RecallForm,
            context={"state": state, "document": _public_words(state)},
            template="desk/recall.html",
            danger=True,
        )
        return show_move(request, self, page, asked)


def recall_address(page: Page, by: User) -> str:
    """Where a page is recalled; empty when it is not public, or somebody may not."""
    live = Publication.objects.live(timezone.now()).of_page(page.uuid)
    if not may_recall(page, by) or not live.exists():
        return ""
    return reverse(f"admin:articles_{page.kind}_recall", args=[page.pk])


def _public_words(state: PageState) -> dict[str, Any] | None:
    if state.live is None:
        return None
    snapshot = state.live.revision.snapshot
    return present(snapshot, publication=state.live, at=timezone.now()).document


@admin.register(Recall)
class RecallAdmin(ReadOnlyAdmin):
    fields = ["page", "severity", "notice", "reason", "by", "at", "fingerprint"]
    list_display = ["page", "severity", "by", "at"]
    list_filter = ["severity"]
    list_select_related = ["page", "by"]
    search_fields = ["page__title", "notice", "reason"]
    search_hint = "Title of the page, or words of the notice or reason."
    empty_text = "Nothing was ever recalled."
