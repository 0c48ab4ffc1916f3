"""What can be done with several pages of a list at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.models import Page, Tag
from articles.saving import save_page
from articles.thawing import draft_of
from delivery.publishing import withdraw
from desk.bulk import BulkMove, Outlook, show_bulk
from desk.requests import user_of
from desk.widgets import SearchedSelect
from review.submitting import submit

Change = Callable[[list[Tag], Tag], list[Tag]]


class NoteForm(forms.Form):
    change_note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text="What you changed, for the physician: the same note for each page.",
    )


class TagForm(forms.Form):
    tag = forms.ModelChoiceField(
        Tag.objects.all(),
        widget=SearchedSelect(Page.tags.field, admin.site),
        help_text="Type the first letters of its name.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why, for your colleagues: the same for each page. Readers never see it.",
    )
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="What readers are told at each of the old addresses, if anything.",
    )


class PageActions(admin.ModelAdmin[Any]):
    """Each action is offered to those alone who may make its move of a single page."""

    actions = ["submit_selected", "tag_selected", "untag_selected", "withdraw_selected"]

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("review.submit_page")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delivery.withdraw_page")

    @admin.action(description="Submit for review", permissions=["submit"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Page]) -> Any:
        def perform(page: Page, lock_version: int, data: dict[str, Any]) -> None:
            now = timezone.now()
            submit(page=page, by=user_of(request), lock_version=lock_version, now=now, **data)

        return show_bulk(
            request,
            self,
            queryset,
            BulkMove(
                action="submit_selected",
                title="Submit several pages for review",
                explanation="A physician gets exactly the words of each page as they stand now.",
                button="Submit for review",
                done="Submitted for review",
                outlook=_submitting,
                perform=perform,
                form=NoteForm,
            ),
        )

    @admin.action(description="Add a tag", permissions=["change"])
    def tag_selected(self, request: HttpRequest, queryset: QuerySet[Page]) -> Any:
        def change(tags: list[Tag], tag: Tag) -> list[Tag]:
            if tag in tags:
                raise ValidationError("It has this tag already.", code="has_tag")
            return [*tags, tag]

        move = BulkMove(
            action="tag_selected",
            title="Add a tag to several pages",
            explanation="Each page gets the tag beside those that it has. No new signature is "
            "needed; a public page shows it once its presentation is published.",
            button="Add the tag",
            done="Tagged",
            outlook=lambda page: Outlook(_tags(page)),
            perform=self._tagging(request, change),
            form=TagForm,
        )
        return self._show_tagging(request, queryset, move)

    @admin.action(description="Remove a tag", permissions=["change"])
    def untag_selected(self, request: HttpRequest, queryset: QuerySet[Page]) -> Any:
        def change(tags: list[Tag], tag: Tag) -> list[Tag]:
            if tag not in tags:
                raise ValidationError("It does not have this tag.", code="has_no_tag")
            return [kept for kept in tags if kept != tag]

        move = BulkMove(
            action="untag_selected",
            title="Remove a tag from several pages",
            explanation="Each page loses the tag. No new signature is needed; a public page shows "
            "the tag until its presentation is published.",
            button="Remove the tag",
            done="No longer tagged",
            outlook=_untagging,
            perform=self._tagging(request, change),
            form=TagForm,
        )
        return self._show_tagging(request, queryset, move)

    @admin.action(description="Withdraw from the public", permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Page]) -> Any:
        def perform(page: Page, _: int, data: dict[str, Any]) -> None:
            withdraw(page=page, by=user_of(request), now=timezone.now(), **data)

        return show_bulk(
            request,
            self,
            queryset,
            BulkMove(
                action="withdraw_selected",
                title="Withdraw several pages",
                explanation="Each page leaves the public at once, and whatever was scheduled of it "
                "is cancelled.",
                button="Withdraw",
                done="Withdrawn",
                outlook=_withdrawing,
                perform=perform,
                form=ReasonForm,
                danger=True,
            ),
        )

    def _show_tagging(
        self, request: HttpRequest, queryset: QuerySet[Page], move: BulkMove
    ) -> HttpResponse | None:
        return show_bulk(request, self, queryset.prefetch_related("tags"), move)

    def _tagging(
        self, request: HttpRequest, change: Change
    ) -> Callable[[Page, int, dict[str, Any]], None]:
        def perform(page: Page, lock_version: int, data: dict[str, Any]) -> None:
            draft = draft_of(page)
            saved = save_page(
                draft=replace(draft, tags=change(draft.tags, data["tag"])),
                by=user_of(request),
                at=timezone.now(),
                page=page,
                lock_version=lock_version,
            )
            self.log_change(request, page, f"Save {saved.lock_version} of this page: tags.")

        return perform


def _submitting(page: Any) -> Outlook:
    if page.is_signed:
        return Outlook("Left out: a physician has signed these very words.", possible=False)
    if page.waiting_fingerprint == page.fingerprint:
        return Outlook("Left out: these very words wait for review already.", possible=False)
    if page.is_waiting:
        return Outlook("Takes the place of its older words, which wait for review.")
    return Outlook("Is put before the physicians.")


def _tags(page: Page) -> str:
    names = ", ".join(tag.name for tag in page.tags.all())
    return f"Has now: {names}." if names else "Has no tag now."


def _untagging(page: Page) -> Outlook:
    if page.tags.all():
        return Outlook(_tags(page))
    return Outlook("Left out: it has no tag.", possible=False)


def _withdrawing(page: Any) -> Outlook:
    if page.is_public:
        return Outlook("Leaves the public at once.")
    if page.is_scheduled:
        return Outlook("What is scheduled of it is cancelled.")
    return Outlook("Left out: it is not public.", possible=False)
