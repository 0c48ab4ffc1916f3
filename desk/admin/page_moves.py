"""The moves of a page, each on a page of the admin that asks first."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.models import Topic
from articles.snapshots import freeze
from delivery.models import Publication
from delivery.presenting import present
from delivery.publishing import withdraw
from desk.admin.page_publishing import PagePublishing
from desk.moving import MovePage, row_address, show_move
from desk.readiness import page_report
from desk.requests import user_of
from desk.widgets import SearchedSelect
from review.attesting import STATEMENT, attest_translation
from review.submitting import submit


class LockForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class SubmitForm(LockForm):
    change_note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text="What you changed, for the physician.",
    )


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


class PageMoves(PagePublishing):
    """Submit, look as a reader, publish, withdraw."""

    def move_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        moves = {
            "submit": self.submit,
            "preview": self.preview,
            "withdraw": self.withdraw,
            "attest_translation": self.attest_translation,
        }
        return [
            *(
                path(f"<int:pk>/{word}/", view(move), name=f"{name}_{word}")
                for word, move in moves.items()
            ),
            *self.publishing_urls(),
        ]

    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)

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

    def attest_translation(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)

        def perform(data: dict[str, Any]) -> str:
            attest_translation(page=page, by=user_of(request), now=timezone.now(), **data)
            return "Attested, for exactly these words of the translation and of its original."

        asked = MovePage(
            title=f"Attest the translation: {page}",
            explanation=f"By attesting you state: “{STATEMENT}” You cannot sign these words yourself "
            "then, unless you review in both languages. Changed words need another attestation.",
            button="Attest the translation",
            perform=perform,
            form=LockForm,
            initial={"lock_version": page.lock_version},
            context={
                "original": page.translated_from,
                "document": present(freeze(page), at=timezone.now()).document,
            },
            template="desk/attest.html",
        )
        return show_move(request, self, page, asked)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)
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

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)

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
