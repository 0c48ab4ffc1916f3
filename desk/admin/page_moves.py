"""The moves of a page, each on a page of the admin that asks first."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.models import Page, Topic
from articles.snapshots import freeze
from delivery.models import Publication
from delivery.presenting import present
from delivery.publishing import publish, publish_presentation, withdraw
from desk.moving import MovePage, row_address, show_move
from desk.readiness import page_report, revision_report
from desk.requests import user_of
from desk.states import page_state
from desk.widgets import SearchedSelect
from review.findings import Stage
from review.submitting import submit


class SubmitForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    change_note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text="What you changed, for the physician.",
    )


class PublishForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)


class LockForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Why, for your colleagues. Readers never see it.",
    )
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="What readers are told at the old address, if anything.",
    )
    successor = forms.ModelChoiceField(
        Topic.objects.all(),
        required=False,
        widget=SearchedSelect(Publication._meta.get_field("successor"), admin.site),
        help_text="The topic that readers should see instead. Type the first letters of its name.",
    )


class PageMoves(admin.ModelAdmin[Any]):
    """Submit, look as a reader, publish, withdraw."""

    def move_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        moves = {
            "submit": self.submit,
            "preview": self.preview,
            "publish": self.publish,
            "publish-presentation": self.publish_presentation,
            "withdraw": self.withdraw,
        }
        return [
            path(f"<int:pk>/{word}/", view(move), name=f"{name}_{word.replace('-', '_')}")
            for word, move in moves.items()
        ]

    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page(request, pk)

        def perform(data: dict[str, Any]) -> str:
            submit(page=page, by=user_of(request), now=timezone.now(), **data)
            return "Submitted. The page now waits for a physician."

        asked = MovePage(
            title=f"Submit for review: {page}",
            explanation="A physician gets exactly the words as they stand now. You can go on "
            "writing: later changes are not part of this submission.",
            button="Submit for review",
            perform=perform,
            form=SubmitForm,
            initial={"lock_version": page.lock_version},
            context={
                "report": page_report(
                    page, by=user_of(request), at=timezone.now(), form=row_address(page)
                )
            },
            template="desk/reported.html",
        )
        return show_move(request, self, page, asked)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page(request, pk)
        presented = present(freeze(page), at=timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": page,
            "row_address": row_address(page),
            "title": f"As a reader sees it: {page}",
            "document": presented.document,
        }
        return TemplateResponse(request, "desk/preview.html", context)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page(request, pk)
        revision = page_state(page, timezone.now()).to_publish
        newest = revision or get_object_or_404(page.revisions.order_by("-number")[:1])

        def perform(data: dict[str, Any]) -> str:
            if data["number"] != newest.number:
                raise ValidationError(
                    "Another revision has come since you opened this page: go back and look at it.",
                    code="other_revision",
                )
            row = publish(revision=newest, by=user_of(request), now=timezone.now())
            return f"Published at {row.path}."

        asked = MovePage(
            title=f"Publish: {newest}",
            explanation="Readers see this revision at once.",
            button="Publish",
            perform=perform,
            form=PublishForm,
            initial={"number": newest.number},
            context={
                "report": revision_report(
                    newest, by=user_of(request), at=timezone.now(), stage=Stage.PUBLISHING
                )
            },
            template="desk/reported.html",
        )
        return show_move(request, self, page, asked)

    def publish_presentation(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page(request, pk)

        def perform(data: dict[str, Any]) -> str:
            row = publish_presentation(page=page, by=user_of(request), now=timezone.now(), **data)
            return f"Published at {row.path}."

        asked = MovePage(
            title=f"Publish the presentation: {page}",
            explanation="Address, byline and overdue policy become public as they stand now. The "
            "signed words stay as they are.",
            button="Publish the presentation",
            perform=perform,
            form=LockForm,
            initial={"lock_version": page.lock_version},
        )
        return show_move(request, self, page, asked)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self._page(request, pk)

        def perform(data: dict[str, Any]) -> str:
            withdraw(page=page, by=user_of(request), now=timezone.now(), **data)
            return "Withdrawn. The page is no longer public."

        asked = MovePage(
            title=f"Withdraw: {page}",
            explanation="The page leaves the public at once, and whatever was scheduled of it is "
            "cancelled.",
            button="Withdraw",
            perform=perform,
            form=WithdrawForm,
            danger=True,
        )
        return show_move(request, self, page, asked)

    def _page(self, request: HttpRequest, pk: int) -> Page:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model.objects.with_parts(), pk=pk)
        return page
