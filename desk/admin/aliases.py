"""Addresses that pages had elsewhere: looked at here, and imported from a file."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from delivery.alias_files import Fault
from delivery.aliases import FaultyFile, Imported, import_aliases
from delivery.models import Alias
from desk.admin.bases import ReadOnlyAdmin
from desk.requests import user_of
from review.refusals import Refused

# More would not be read, and the page would be slow.
FAULTS_SHOWN = 200


class ImportForm(forms.Form):
    upload = forms.FileField(
        label="CSV file",
        help_text="In UTF-8. The first line is path,target. Each other line has the old path, and "
        "the path of the page that it leads to: /blog/old-name/,/articles/living-with-shame/",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


@admin.register(Alias)
class AliasAdmin(ReadOnlyAdmin):
    fields = ["path", "topic", "locale", "entered_by", "entered_at"]
    list_display = ["path", "topic", "locale", "entered_by", "entered_at"]
    list_filter = ["locale"]
    list_select_related = ["topic", "entered_by"]
    search_fields = ["path", "topic__working_name"]
    search_hint = "The path, or the working name of the topic."
    empty_text = "No address has been imported yet."
    add_label = "Import addresses"
    change_list_template = "desk/alias_change_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delivery.add_alias")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Import a file. Not Django's own view, which opens a transaction around the move."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        posted = request.method == "POST"
        form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
        faults: list[Fault] = []
        if posted and form.is_valid():
            imported = _imported(request, form, faults)
            if imported:
                messages.success(request, _said(imported))
                return HttpResponseRedirect(reverse("admin:delivery_alias_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.add_label,
            "form": form,
            "media": self.media + form.media,
            "faults": faults[:FAULTS_SHOWN],
            "further": max(0, len(faults) - FAULTS_SHOWN),
        }
        status = 400 if form.errors or faults else 200
        return TemplateResponse(request, "desk/alias_import.html", context, status=status)


def _imported(request: HttpRequest, form: ImportForm, faults: list[Fault]) -> Imported | None:
    data = form.cleaned_data["upload"].read()
    try:
        return import_aliases(data=data, by=user_of(request), now=timezone.now())
    except Refused as refused:
        form.add_error(None, ValidationError(refused.sentence, refused.code))
    except FaultyFile as faulty:
        faults += faulty.faults
    return None


def _said(imported: Imported) -> str:
    if not imported.added:
        return "All of these addresses were imported before: nothing has changed."
    known = f" {imported.known} were known already." if imported.known else ""
    return f"Imported addresses: {imported.added}.{known}"
