"""Adding works from PubMed: a list is pasted, looked up, compared and confirmed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from desk.adding import add_found, discard, is_stale
from desk.found_works import LOOK_INTO, found_works, summary
from desk.requests import user_of
from references.asking import SourceFailed
from references.importing import Imported
from references.lookups import MOST_LINES, MOST_RECORDS, look_up_file, look_up_pasted
from references.models import LineState, Lookup, LookupState, Reference
from review.refusals import Refused

MOST_CHARACTERS = 200_000
MOST_BYTES = 20_000_000
OPEN_SHOWN = 20

LIST = "admin:references_reference_changelist"
PASTE = "admin:references_reference_lookup"
FOUND = "admin:references_reference_found"


class PasteForm(forms.Form):
    works = forms.CharField(
        label="Works",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="PMIDs, DOIs, PMCIDs or addresses of PubMed, one in a line or parted by commas; "
        f"up to {MOST_LINES:,}. Whole citations may be pasted, one in a line: what stands beside "
        "the number is compared with what PubMed says.",
    )


class FileForm(forms.Form):
    upload = forms.FileField(
        label="File",
        help_text="RIS, .nbib (PubMed), BibTeX, CSL-JSON or PubMed's XML, whatever its name; up to "
        f"{MOST_RECORDS:,} works and {MOST_BYTES // 1_000_000} MB.",
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_BYTES:
            raise ValidationError(
                "The file is larger than %(most)s MB.",
                code="too_large",
                params={"most": MOST_BYTES // 1_000_000},
            )
        return upload


class ReferenceLookups(admin.ModelAdmin[Reference]):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("lookup/", view(self.lookup_view), name="references_reference_lookup"),
            path("import/", view(self.file_view), name="references_reference_import"),
            path("lookup/<uuid:uuid>/", view(self.found_view), name="references_reference_found"),
            *super().get_urls(),
        ]

    def lookup_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for works. Nothing is added before what was found is confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PasteForm(request.POST or None, initial={"works": _again(request)})
        if request.method == "POST" and form.is_valid():
            lookup = _looked_up(request, form)
            if lookup:
                return HttpResponseRedirect(reverse(FOUND, args=[lookup.uuid]))
        context = {
            "title": "Add from PubMed",
            "form": form,
            "open": Lookup.objects.open().select_related("asked_by")[:OPEN_SHOWN],
        }
        return self._page(request, "desk/lookup.html", context, 400 if form.errors else 200)

    def file_view(self, request: HttpRequest) -> HttpResponse:
        """Read a file. Nothing is added before what was found is confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = FileForm()
        if request.method == "POST":
            form = FileForm(request.POST, request.FILES)
            lookup = _read(request, form) if form.is_valid() else None
            if lookup:
                return HttpResponseRedirect(reverse(FOUND, args=[lookup.uuid]))
        context = {"title": "Import a file", "form": form}
        return self._page(request, "desk/lookup_file.html", context, 400 if form.errors else 200)

    def found_view(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        """What was found, for confirmation; before that how far it is, after that what became of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        lookup = get_object_or_404(Lookup, uuid=uuid)
        error = ""
        if request.method == "POST":
            error = self._posted(request, lookup)
            if not error:
                forgotten = "discard" in request.POST
                return HttpResponseRedirect(reverse(LIST) if forgotten else request.path)
        if lookup.state == LookupState.WAITING:
            return self._progress(request, lookup, error)
        found = found_works(lookup, _chosen(request) if error else None)
        context = {
            "title": f"Found in {lookup.file_name}" if lookup.file_name else "Found at PubMed",
            "lookup": lookup,
            "found": found,
            "summary": summary(found),
            "error": error,
            "may_choose": any(each.may_be_chosen for each in found),
            "is_open": lookup.state == LookupState.READY,
            "is_stale": is_stale(lookup, timezone.now()),
            "may_try_again": any(each.line.state in LOOK_INTO for each in found),
        }
        return self._page(request, "desk/lookup_found.html", context, 400 if error else 200)

    def _progress(self, request: HttpRequest, lookup: Lookup, error: str) -> HttpResponse:
        count = lookup.lines.count()
        context = {
            "title": "Looking up",
            "lookup": lookup,
            "count": count,
            "error": error,
            "done": count - lookup.lines.filter(state=LineState.WAITING).count(),
        }
        return self._page(request, "desk/lookup_progress.html", context, 400 if error else 200)

    def _posted(self, request: HttpRequest, lookup: Lookup) -> str:
        """Confirm or discard; return why not, if so."""
        by, now = user_of(request), timezone.now()
        try:
            if "discard" in request.POST:
                discard(lookup=lookup, by=by)
                messages.success(request, "Nothing was added.")
            else:
                imported = add_found(lookup=lookup, chosen=_chosen(request), by=by, now=now)
                self._tell_added(request, imported)
        except Refused as refused:
            return refused.sentence
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def _tell_added(self, request: HttpRequest, imported: Imported) -> None:
        for work in imported.added:
            self.log_addition(request, work, "Added from what was looked up.")
        for work in imported.refreshed:
            self.log_change(request, work, "Brought up to date from what was looked up.")
        messages.success(request, _said(imported))

    def _page(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int
    ) -> HttpResponse:
        page = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, page, status=status)


def _looked_up(request: HttpRequest, form: PasteForm) -> Lookup | None:
    text, by = form.cleaned_data["works"], user_of(request)
    try:
        return look_up_pasted(text=text, by=by, at=timezone.now())
    except ValidationError as error:
        form.add_error("works", error)
    except SourceFailed as failed:
        sentence = f"PubMed gave no answer, and nothing was looked up. {failed}"
        form.add_error(None, ValidationError(sentence, failed.code.value))
    return None


def _chosen(request: HttpRequest) -> set[int]:
    """The positions of the lines that are ticked; a lookup has thousands of lines at most."""
    sent = request.POST.getlist("line")
    return {int(line) for line in sent if line.isascii() and line.isdecimal() and len(line) < 9}


def _read(request: HttpRequest, form: FileForm) -> Lookup | None:
    upload = form.cleaned_data["upload"]
    by, now = user_of(request), timezone.now()
    try:
        return look_up_file(content=upload.read(), name=upload.name, by=by, at=now)
    except ValidationError as error:
        form.add_error("upload", error)
    return None


def _again(request: HttpRequest) -> str:
    """What was typed in the lines that found nothing, or in all of a lookup that is too old."""
    try:
        uuid = UUID(request.GET.get("again", ""))
    except ValueError:
        return ""
    lookup = Lookup.objects.filter(uuid=uuid, file_name="").first()
    if lookup is None:
        return ""
    lines = lookup.lines.all()
    if not is_stale(lookup, timezone.now()):
        lines = lines.filter(state__in=LOOK_INTO)
    return "\n".join(lines.values_list("typed", flat=True))


def _said(imported: Imported) -> str:
    known = len(imported.refreshed) + len(imported.unchanged) + len(imported.older)
    there = f" {known} were there already." if known else ""
    return f"Works added: {len(imported.added)}.{there}"
