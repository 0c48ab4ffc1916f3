"""Changes of standing, and the pages that have to be looked at again because of them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from desk.admin.bases import ReadOnlyAdmin
from desk.fallen import fallen_sources
from references.models import Reference, StandingEvent


@admin.register(StandingEvent)
class StandingEventAdmin(ReadOnlyAdmin):
    fields = ["work", "before", "after", "at", "source", "raw", "notice"]
    list_display = ["work", "before", "after", "at", "source", "raw"]
    list_filter = ["after", "source"]
    search_fields = ["raw"]
    search_hint = "What the source said."
    empty_text = "The standing of no work has changed yet."
    change_list_template = "desk/standing_change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # The work may have been deleted since.
        works = Reference.objects.filter(uuid=OuterRef("reference"))
        events = super().get_queryset(request)
        named: QuerySet[Any] = events.annotate(title=Subquery(works.values("title")[:1]))
        return named

    @admin.display(description="work")
    def work(self, event: Any) -> str:
        return event.title or "No longer among the references"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("references.view_reference")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.pages_view)
        return [path("pages/", view, name="references_standingevent_pages"), *super().get_urls()]

    def pages_view(self, request: HttpRequest) -> HttpResponse:
        """The pages whose sources fell after they were signed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Pages whose sources fell",
            "sources": fallen_sources(timezone.now()),
        }
        return TemplateResponse(request, "desk/fallen.html", context)
