"""Merging two works of the list that are the same."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from desk.requests import user_of
from desk.uniting import CHANGE, DELETE, check, compared, must_stay, unite
from references.models import Reference
from review.refusals import Refused


class KeepForm(forms.Form):
    """Which of the two stays."""

    kept = forms.ModelChoiceField(Reference.objects.none(), widget=forms.HiddenInput)

    def __init__(self, works: QuerySet[Reference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = works  # type: ignore[attr-defined]


class ReferenceUniting(admin.ModelAdmin[Reference]):
    actions = ["merge_selected"]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms([DELETE, CHANGE])

    @admin.action(description="Merge two that are the same work", permissions=["merge"])
    def merge_selected(
        self, request: HttpRequest, queryset: QuerySet[Reference]
    ) -> HttpResponse | None:
        works = list(queryset.order_by("pk")[:3])
        if len(works) != 2:
            messages.error(request, "Choose exactly two works to merge.")
            return None
        # The one on which public pages rest stays, and of two others the older.
        kept, gone = sorted(works, key=lambda work: (not must_stay(work), work.pk))
        form = KeepForm(queryset, request.POST if "kept" in request.POST else None)
        error = ""
        if form.is_bound and form.is_valid():
            kept, gone = sorted(works, key=lambda work: work != form.cleaned_data["kept"])
            if "swap" in request.POST:
                kept, gone = gone, kept
            elif "confirmed" in request.POST:
                error = self._united(request, kept, gone)
                if not error:
                    path = reverse("admin:references_reference_change", args=[kept.pk])
                    return HttpResponseRedirect(path)
        return self._confirmation(request, kept, gone, error)

    def _united(self, request: HttpRequest, kept: Reference, gone: Reference) -> str:
        name = str(gone)
        try:
            filled = unite(kept=kept, gone=gone, by=user_of(request), now=timezone.now())
        except Refused as refused:
            return refused.sentence
        except ValidationError as error:
            return " ".join(error.messages)
        named = ", ".join(column.replace("_", " ") for column in filled)
        said = f"“{name}” was merged into this work." + (f" Filled in: {named}." if named else "")
        self.log_change(request, kept, said)
        messages.success(request, said)
        return ""

    def _confirmation(
        self, request: HttpRequest, kept: Reference, gone: Reference, error: str
    ) -> HttpResponse:
        possible = not error
        try:
            check(kept, gone)
        except ValidationError as refused:
            error, possible = " ".join(refused.messages), False
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Merge two works",
            "kept": kept,
            "gone": gone,
            "rows": compared(kept, gone),
            "error": error,
            "possible": possible,
            "may_swap": possible and not must_stay(kept),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        status = 400 if "confirmed" in request.POST else 200
        return TemplateResponse(request, "desk/merge_works.html", context, status=status)
