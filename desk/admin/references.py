"""The library of works that pages cite."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.form_fields import AuthorLinesField, CommaListField
from articles.models import Citation, Page
from desk.admin.live_facts import LiveFactsAdmin
from desk.admin.reference_lists import ReferenceLists
from references.facts import work_changed
from references.models import Reference
from review.ledger import Turn
from review.models import CitedWork

IDENTIFIERS = ["pmid", "doi", "pmcid"]


class ReferenceForm(forms.ModelForm[Reference]):
    authors = AuthorLinesField(
        required=False,
        help_text="One author a line: Family, Given names, Suffix. A line without a comma is a "
        "group.",
    )
    publication_types = CommaListField(
        required=False, help_text="As PubMed names them: Journal Article, Meta-Analysis."
    )

    class Meta:
        model = Reference
        fields = [
            *IDENTIFIERS,
            "title",
            "authors",
            "journal",
            "journal_abbreviation",
            "issn",
            "year",
            "month",
            "day",
            "volume",
            "issue",
            "pages",
            "publication_types",
        ]
        help_texts = {
            "pmid": "The number on PubMed, such as 30075356. Give it whenever there is one.",
            "doi": "Such as 10.1016/j.janxdis.2018.07.005; the whole address may be pasted.",
            "pmcid": "The number of the free full text, such as PMC6134338.",
            "title": "As the publisher prints it, without a full stop at the end.",
            "journal": "The full name.",
            "journal_abbreviation": "As PubMed abbreviates it: J Anxiety Disord.",
            "issn": "Of the journal, such as 0887-6185.",
            "month": "As a number, if the work has one.",
            "day": "As a number, if the work has one.",
            "pages": "Such as 123-45, or the number of the article.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authors"].stored = self.instance.authors  # type: ignore[attr-defined]


@admin.register(Reference)
class ReferenceAdmin(LiveFactsAdmin, ReferenceLists):
    form = ReferenceForm

    def tell(self, row: Reference, turn: Turn) -> None:
        work_changed(work=row, at=turn.at, turn=turn)

    def get_readonly_fields(self, request: HttpRequest, obj: Reference | None = None) -> list[str]:
        """Signed words cite a work by its identifiers: they stay as they were cited."""
        kept = IDENTIFIERS if obj and _is_in_a_revision(obj) else []
        return [*kept, "standing", *(["cited_by"] if obj else [])]

    @admin.display(description="cited by")
    def cited_by(self, reference: Reference) -> SafeString | str:
        """The pages whose working copies cite it, each with a link."""
        pages = Page.objects.filter(citations__key__in=reference.keys).order_by("title", "uuid")
        links = (
            (reverse(f"admin:articles_{page.kind}_change", args=[page.pk]), page.title)
            for page in pages.distinct()
        )
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "No page"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not _is_cited(obj)


def _is_in_a_revision(reference: Reference) -> bool:
    return CitedWork.objects.filter(key__in=reference.keys).exists()


def _is_cited(reference: Reference) -> bool:
    in_a_page = Citation.objects.filter(key__in=reference.keys).exists()
    return in_a_page or _is_in_a_revision(reference)
