"""The admin of topics. What public pages show as it is today, and pages with their moves, is the desk's."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from articles.models import Kind, Page, Topic


class KeptAdmin(admin.ModelAdmin[Any]):
    """Rows that signed words may name are never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class WithPageFilter(admin.SimpleListFilter):
    title = "pages"
    parameter_name = "pages"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has a page"), ("no", "A name only")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Topic]) -> QuerySet[Topic]:
        if self.value() not in ("yes", "no"):
            return queryset
        has_page = Exists(Page.objects.filter(topic=OuterRef("pk")))
        return queryset.filter(has_page if self.value() == "yes" else ~has_page)


@admin.register(Topic)
class TopicAdmin(KeptAdmin):
    fields = ["kind", "working_name"]
    list_display = ["working_name", "kind", "languages"]
    list_filter = ["kind", WithPageFilter]
    search_fields = ["working_name", "pages__title", "pages__slug"]
    search_hint = "The working name, or title or address of a page about it."
    empty_text = "There is no topic yet. One is made with each new page."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request).prefetch_related("pages")
        return topics

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Topic], search_term: str
    ) -> tuple[QuerySet[Topic], bool]:
        """Where a condition is chosen, symptoms and articles are not offered."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.GET.get("field_name") == "condition":
            found = found.filter(kind=Kind.CONDITION)
        return found, duplicates

    @admin.display(description="pages")
    def languages(self, topic: Topic) -> str:
        return ", ".join(sorted(page.locale for page in topic.pages.all())) or "A name only"

    def get_form(
        self, request: HttpRequest, obj: Topic | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["help_texts"] = {"kind": "What its pages are. It stays as it is."}
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Topic | None = None) -> list[str]:
        # Addresses and pages hang on the kind.
        return ["kind"] if obj else []
