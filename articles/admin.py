"""The admin of topics. Pages, with their moves, and people, with what they signed, are the desk's."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Tag, Topic


class KeptAdmin(admin.ModelAdmin[Any]):
    """Rows that signed words may name are never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    fields = ["kind", "working_name"]
    list_display = ["working_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["working_name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        # Addresses and pages hang on the kind.
        return ["kind"] if obj else []


@admin.register(Tag)
class TagAdmin(KeptAdmin):
    fields = ["name", "slug"]
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        # Signed pages and addresses hold the slug.
        return ["slug"] if obj else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Tag | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}
