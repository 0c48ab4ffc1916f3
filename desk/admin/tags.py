"""Tags: readers see the name of today on every page that has one."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.admin import KeptAdmin
from articles.facts import tag_changed
from articles.models import Tag
from desk.admin.live_facts import LiveFactsAdmin
from review.ledger import Turn


@admin.register(Tag)
class TagAdmin(LiveFactsAdmin, KeptAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "slug", "page_count"]
    search_fields = ["name", "slug"]
    search_hint = "Name or slug."
    empty_text = "There is no tag yet."
    prepopulated_fields = {"slug": ["name"]}

    def tell(self, row: Tag, turn: Turn) -> None:
        tag_changed(tag=row, at=turn.at, turn=turn)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        tags: QuerySet[Tag] = super().get_queryset(request)
        return tags.annotate(count=Count("pages"))

    @admin.display(description="pages", ordering="count")
    def page_count(self, tag: Any) -> int:
        return int(tag.count)

    def get_form(
        self, request: HttpRequest, obj: Tag | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["help_texts"] = {"name": "As readers see it. You may change it later."}
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        # Signed pages and addresses hold the slug.
        return ["slug"] if obj else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Tag | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}
