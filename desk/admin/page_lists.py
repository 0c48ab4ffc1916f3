"""The lists of conditions, symptoms and articles."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Page
from desk.admin.page_filters import (
    ChangedByFilter,
    CitesFilter,
    FlagFilter,
    IntervalFilter,
    LanguageFilter,
    StateFilter,
    TagFilter,
)
from desk.badges import Look, badge, badges
from desk.listing import ListState, states_of, with_states

LOOKS = {
    ListState.PUBLIC: Look.GOOD,
    ListState.CHANGED: Look.WARNING,
    ListState.SCHEDULED: Look.WAITING,
    ListState.SIGNED: Look.GOOD,
    ListState.WAITING: Look.WAITING,
    ListState.TO_ACCEPT: Look.WAITING,
    ListState.SENT_BACK: Look.WARNING,
    ListState.RECALLED: Look.WARNING,
    ListState.WITHDRAWN: Look.WARNING,
    ListState.DRAFT: Look.PLAIN,
    ListState.FALLEN: Look.WARNING,
}


class PageList(ChangeList):
    """Knows the state of each page. The form, which asks for one page, has no use for it."""

    @property
    def root_queryset(self) -> QuerySet[Page]:
        return self._pages

    @root_queryset.setter
    def root_queryset(self, pages: QuerySet[Page]) -> None:
        self._pages = with_states(pages, timezone.now())


class PageLists(admin.ModelAdmin[Any]):
    list_display = ["title", "state", "language", "next_review", "changed"]
    list_filter = [
        StateFilter,
        LanguageFilter,
        FlagFilter,
        TagFilter,
        IntervalFilter,
        ChangedByFilter,
        CitesFilter,
    ]
    list_select_related = ["changed_by"]
    list_per_page = 50
    search_fields = [
        "title",
        "alternate_names__name",
        "slug",
        "topic__working_name",
        "summary",
    ]
    search_hint = "Title, other names, address, topic or summary."
    ordering = ["title", "uuid"]
    empty_text = "There is no page of this kind yet."

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PageList

    @admin.display(description="state")
    def state(self, page: Any) -> SafeString:
        return badges((state.label, LOOKS[state]) for state in states_of(page))

    @admin.display(description="language", ordering="locale")
    def language(self, page: Any) -> str:
        return str(page.locale)

    @admin.display(description="next review", ordering="review_due")
    def next_review(self, page: Any) -> SafeString | str:
        return review_day(page.review_due, timezone.now())

    @admin.display(description="last changed", ordering="changed_at")
    def changed(self, page: Any) -> str:
        day = date_format(timezone.localtime(page.changed_at), "N j, Y, H:i")
        return f"{day} by {page.changed_by}"


def review_day(due: datetime | None, at: datetime) -> SafeString | str:
    """Return the day of the next review, and that it has passed."""
    if due is None:
        return "—"
    day = date_format(timezone.localtime(due), "N j, Y")
    if due > at:
        return day
    return format_html("{} {}", day, badge("Overdue", Look.WARNING))
