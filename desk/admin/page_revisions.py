"""The history of a page: its revisions, each to be looked at and to be restored."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Page
from delivery.presenting import present
from desk.differences import presentation_differences
from desk.moving import MovePage, row_address, show_move
from desk.redline import redline
from desk.requests import user_of
from desk.revisions import restoring, revision_rows
from desk.states import page_state
from review.models import Revision
from review.restoring import Restored, restore


class RestoreForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """Two revisions of one page; a number that it does not have is refused."""

    def __init__(self, *args: Any, page: Page) -> None:
        super().__init__(*args)
        revisions = page.revisions.select_related("created_by").order_by("-number")
        for name, label in (("from", "From revision"), ("to", "To revision")):
            self.fields[name] = RevisionField(
                revisions, label=label, to_field_name="number", empty_label=None
            )


class RevisionField(forms.ModelChoiceField[Revision]):
    def label_from_instance(self, obj: Revision) -> str:
        made = date_format(timezone.localtime(obj.created_at), "N j, Y")
        return f"{obj.number}, {made} by {obj.created_by}"


class PageRevisions(admin.ModelAdmin[Any]):
    """The list of a page's revisions, one of them as a reader would see it, and restoring it."""

    def revision_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        one = "<int:pk>/revisions/<int:number>/"
        return [
            path("<int:pk>/revisions/", view(self.revisions), name=f"{name}_revisions"),
            path(one, view(self.revision), name=f"{name}_revision"),
            path(f"{one}restore/", view(self.restore), name=f"{name}_restore"),
            path("<int:pk>/revisions/compare/", view(self.compare), name=f"{name}_compare"),
        ]

    def revisions(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._seen_page(request, pk)
        context = {
            **self._around(request, page),
            "title": f"Revisions: {page}",
            "rows": revision_rows(page),
        }
        return TemplateResponse(request, "desk/revisions.html", context)

    def revision(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        page = self._seen_page(request, pk)
        revision = _revision(page, number)
        context = {
            **self._around(request, page),
            "title": f"As a reader would see it: {revision}",
            "revision": revision,
            "document": present(revision.snapshot, at=timezone.now()).document,
        }
        return TemplateResponse(request, "desk/revision.html", context)

    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is signed in two revisions side by side; ``?from=1&to=3``, either way round."""
        page = self._seen_page(request, pk)
        form = CompareForm(request.GET or None, page=page)
        context = {
            **self._around(request, page),
            "title": f"Compare revisions: {page}",
            "form": form,
        }
        if form.is_valid():
            before, after = form.cleaned_data["from"], form.cleaned_data["to"]
            context |= {
                "before": before,
                "after": after,
                "changes": redline(before.snapshot, after.snapshot),
                "presentation": presentation_differences(before.snapshot, after.snapshot),
            }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "desk/compare.html", context, status=status)

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        page = self._seen_page(request, pk)
        revision = _revision(page, number)

        def perform(data: dict[str, Any]) -> str:
            now = timezone.now()
            restored = restore(revision=revision, by=user_of(request), now=now, **data)
            return _said(restored, revision, now)

        asked = MovePage(
            title=f"Restore: {revision}",
            explanation="The working copy gets the words, relations and address of this revision "
            "back. What readers see does not change until it is published.",
            button="Restore this revision",
            perform=perform,
            form=RestoreForm,
            initial={"lock_version": page.lock_version},
            context={"restoring": restoring(page, revision), "revision": revision},
            template="desk/restore.html",
        )
        return show_move(request, self, page, asked)

    def _around(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": page,
            "row_address": row_address(page),
            "may_restore": self.has_change_permission(request, page),
        }

    def _seen_page(self, request: HttpRequest, pk: int) -> Page:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model.objects.with_parts(), pk=pk)
        return page


def _revision(page: Page, number: int) -> Revision:
    return get_object_or_404(page.revisions.select_related("page", "created_by"), number=number)


def _said(restored: Restored, revision: Revision, at: datetime) -> str:
    kept = restored.kept
    said = [f"Revision {revision.number} is the working copy again."]
    if kept:
        said.append(f"What stood there before is kept as revision {kept.number}.")
    return " ".join([*said, said_of_signature(restored, at)])


def said_of_signature(restored: Restored, at: datetime) -> str:
    """Return what the restored words need before they are public, in a sentence."""
    sign_off = restored.sign_off
    if sign_off is None:
        return "Nobody has signed these words: submit the page for review."
    if page_state(restored.revision.page, at).words_are_public:
        return f"These words are public, signed by {sign_off}."
    if sign_off.review_due <= at:
        return f"The review date of their sign-off ({sign_off}) has passed: submit the page again."
    return f"A physician signed these words ({sign_off}): a publisher can publish them as they are."
