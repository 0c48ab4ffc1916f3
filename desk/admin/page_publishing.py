"""Publishing a page: at once or later, until an instant or for good, and holding what is planned."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from articles.models import Page
from delivery.models import Publication
from delivery.publishing import publish, publish_presentation
from delivery.scheduling import hold, schedule
from desk.ends import meant_end
from desk.instants import UTCDateTimeField, in_words, what_time_it_is
from desk.moving import MovePage, show_move
from desk.readiness import revision_report
from desk.requests import user_of
from desk.states import PageState, page_state
from review.findings import Stage
from review.models import Revision

NOW, LATER = "now", "later"


class EndForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    until = UTCDateTimeField(
        required=False,
        label="Take it down at",
        help_text="If you like. Readers are told from then on that the page has expired. Empty: it "
        "stays until somebody withdraws it.",
    )


class PublishForm(EndForm):
    when = forms.ChoiceField(
        choices=[(NOW, "Publish now"), (LATER, "Publish at a later time")],
        widget=forms.RadioSelect,
        required=False,
    )
    at = UTCDateTimeField(required=False, label="Publish at")

    field_order = ["number", "when", "at", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = what_time_it_is(timezone.now())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        later, typed = data.get("when") == LATER, any(self["at"].data or [])
        if later and not typed:
            self.add_error("at", ValidationError("Choose the date and the time.", code="missing"))
        if typed and not later and "when" in data:
            text = "You chose a time below as well: publish at a later time, or empty it."
            self.add_error("when", ValidationError(text, code="now_and_later"))
        return data


class HoldForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Why, for your colleagues, if you like. Readers never see it.",
    )


class LockForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class PagePublishing(admin.ModelAdmin[Any]):
    def publishing_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        moves = {
            "publish": self.publish,
            "publish-presentation": self.publish_presentation,
            "plan-end": self.plan_end,
        }
        return [
            *(
                path(f"<int:pk>/{word}/", view(move), name=f"{name}_{word.replace('-', '_')}")
                for word, move in moves.items()
            ),
            path("<int:pk>/hold/<uuid:planned>/", view(self.hold), name=f"{name}_hold"),
        ]

    def page_of(self, request: HttpRequest, pk: int) -> Page:
        if not self.has_view_permission(request):
            raise PermissionDenied
        page: Page = get_object_or_404(self.model.objects.with_parts(), pk=pk)
        return page

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)
        state = page_state(page, timezone.now())
        newest = state.to_publish or get_object_or_404(page.revisions.order_by("-number")[:1])

        def perform(data: dict[str, Any]) -> str:
            _refuse_other_revision(data["number"], newest)
            by, now, until = user_of(request), timezone.now(), data["until"]
            if data["when"] == LATER:
                row = schedule(revision=newest, at=data["at"], by=by, now=now, until=until)
                return f"Scheduled: readers see it at {row.path} {_range(row)}."
            row = publish(revision=newest, by=by, now=now, until=until)
            return f"Published at {row.path}{_end(row)}."

        asked = MovePage(
            title=f"Publish: {newest}",
            explanation="Readers see this revision at once, or from the time that you choose.",
            button="Publish",
            perform=perform,
            form=PublishForm,
            initial={"number": newest.number, "when": NOW, "until": _planned_end(state)},
            context={"state": state, "report": _report(request, newest)},
            template="desk/publish.html",
        )
        return show_move(request, self, page, asked)

    def publish_presentation(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)

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

    def plan_end(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.page_of(request, pk)
        state = page_state(page, timezone.now())
        if state.live is None:
            raise Http404
        revision = state.live.revision

        def perform(data: dict[str, Any]) -> str:
            _refuse_other_revision(data["number"], revision)
            row = publish(
                revision=revision, by=user_of(request), now=timezone.now(), until=data["until"]
            )
            return f"Public at {row.path}{_end(row) or ', with no end'}."

        asked = MovePage(
            title=f"Plan the end: {page}",
            explanation="The page stays as it is, and leaves the public at the time that you "
            f"choose. {what_time_it_is(timezone.now())}",
            button="Plan the end",
            perform=perform,
            form=EndForm,
            initial={"number": revision.number, "until": _planned_end(state)},
            context={"state": state},
            template="desk/planned.html",
        )
        return show_move(request, self, page, asked)

    def hold(self, request: HttpRequest, pk: int, planned: UUID) -> HttpResponse:
        page = self.page_of(request, pk)
        rows = Publication.objects.select_related("revision")
        row = get_object_or_404(rows, page=page.pk, uuid=planned)

        def perform(data: dict[str, Any]) -> str:
            hold(publication=row, by=user_of(request), now=timezone.now(), **data)
            return "Held. It will not become public then."

        asked = MovePage(
            title=f"Hold: {row.revision}",
            explanation=f"This version shall become public at {row.path} {_range(row)}. Held, it "
            "does not, and what is public before it goes on.",
            button="Hold",
            perform=perform,
            form=HoldForm,
            danger=True,
        )
        return show_move(request, self, page, asked)


def _refuse_other_revision(number: int, revision: Revision) -> None:
    if number != revision.number:
        raise ValidationError(
            "Another revision has come since you opened this page: go back and look at it.",
            code="other_revision",
        )


def _report(request: HttpRequest, revision: Revision) -> object:
    return revision_report(revision, by=user_of(request), at=timezone.now(), stage=Stage.PUBLISHING)


def _planned_end(state: PageState) -> datetime | None:
    return state.live.planned_until if state.live else None


def _range(row: Publication) -> str:
    return f"from {in_words(row.live_from)}{_end(row)}"


def _end(row: Publication) -> str:
    until = meant_end(row)
    return f" until {in_words(until)}" if until else ""
