"""The page of one work: what the sources said of it, what rests on it, and asking PubMed again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from desk.refreshing import Refreshed, refresh
from desk.requests import user_of
from desk.resting import pages_resting_on
from references.asking import SourceFailed
from references.models import Reference
from review.refusals import Refused


class ReferencePages(admin.ModelAdmin[Reference]):
    change_form_template = "desk/reference_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.refresh_view)
        refresh_path = path("<int:pk>/refresh/", view, name="references_reference_refresh")
        return [refresh_path, *super().get_urls()]

    def refresh_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask PubMed, and say what changed. Not inside the transaction of Django's own view."""
        work = get_object_or_404(Reference, pk=pk)
        if not self.has_change_permission(request, work):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            refreshed = refresh(work=work, by=user_of(request), now=timezone.now())
        except SourceFailed as failed:
            messages.error(request, f"PubMed gave no answer, and nothing changed. {failed}")
        except Refused as refused:
            messages.error(request, refused.sentence)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            self._tell_refreshed(request, work, refreshed)
        return HttpResponseRedirect(reverse("admin:references_reference_change", args=[pk]))

    def _tell_refreshed(self, request: HttpRequest, work: Reference, refreshed: Refreshed) -> None:
        if refreshed.changes:
            self.log_change(request, work, f"Refreshed from PubMed. {refreshed.sentence}")
        messages.success(request, refreshed.sentence)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        work = kwargs.get("obj")
        if work is not None:
            context |= {
                "answers": work.answers.all(),
                "events": work.standing_events.all(),
                "resting": pages_resting_on(work, timezone.now()),
                "may_refresh": self.has_change_permission(request, work)
                and bool(work.pmid or work.doi or work.pmcid),
            }
        return super().render_change_form(request, context, *args, **kwargs)
