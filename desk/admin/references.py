"""The library of works that pages cite."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from articles.form_fields import AuthorLinesField, CommaListField
from articles.models import Citation
from desk.admin.live_facts import LiveFactsAdmin
from desk.admin.reference_lists import ReferenceLists
from desk.admin.reference_lookups import ReferenceLookups
from desk.admin.reference_pages import ReferencePages
from desk.admin.reference_uniting import ReferenceUniting
from references.facts import work_changed
from references.models import Reference, WorkKind
from review.ledger import Turn
from review.models import CitedWork

IDENTIFIERS = ["pmid", "doi", "pmcid"]
USUAL = [
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
# What few works have, or an import fills.
FURTHER = {
    "Title and language": ["title_markup", "vernacular_title", "languages"],
    "Journal and date": [
        "article_number",
        "published_online",
        "season",
        "end_year",
        "end_month",
        "iso_abbreviation",
        "issn_print",
        "issn_electronic",
        "issn_linking",
        "nlm_unique_id",
    ],
    "Book, report or web page": [
        "kind",
        "container_title",
        "editors",
        "edition",
        "publisher",
        "publisher_place",
        "isbn",
        "report_number",
        "url",
        "accessed_on",
    ],
}


class ReferenceForm(forms.ModelForm[Reference]):
    # Left out, it is the default: an article in a journal.
    kind = forms.ChoiceField(
        choices=WorkKind,
        required=False,
        label="Sort of work",
        help_text="It decides how the work is printed in lists of sources.",
    )
    authors = AuthorLinesField(
        required=False,
        help_text="One author a line: Family, Given names, Suffix. A line without a comma is a "
        "group.",
    )
    editors = AuthorLinesField(required=False, help_text="As the authors are written.")
    languages = CommaListField(
        required=False, help_text="With the three letters that PubMed uses: eng, spa."
    )
    url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Web address",
        help_text="Of a work that has no DOI.",
    )
    publication_types = CommaListField(
        required=False, help_text="As PubMed names them: Journal Article, Meta-Analysis."
    )

    class Meta:
        model = Reference
        fields = [*USUAL, *(name for names in FURTHER.values() for name in names)]
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
            "pages": "Such as 123-145, or the number of the article.",
            "title_markup": "Only where words of the title are in italics, bold, raised or lowered: "
            "the same words with &lt;i&gt;, &lt;b&gt;, &lt;sup&gt; and &lt;sub&gt;.",
            "vernacular_title": "Of a work that is not in English.",
            "article_number": "Of a journal without pages, such as e0253035.",
            "published_online": "The day from which it could be read on the web.",
            "iso_abbreviation": "With full stops: J. Anxiety Disord.",
            "issn_print": "Of the printed edition.",
            "issn_electronic": "Of the edition on the web.",
            "issn_linking": "The one that stands for all editions.",
            "nlm_unique_id": "The number of the journal in the NLM Catalog, such as 8710131.",
            "end_year": "Of an issue of several months or years.",
            "end_month": "As a number, if the issue is of several months.",
            "season": "Such as Spring, in place of a month.",
            "edition": "Such as 2nd.",
            "publisher": "As it is printed on the title page.",
            "publisher_place": "The city, such as New York.",
            "isbn": "Of the book, such as 9781572309876.",
            "report_number": "As the report prints it.",
            "container_title": "Of the book, if the work is a chapter of one.",
            "accessed_on": "The day on which you read the web page.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("authors", "editors"):
            self.fields[name].stored = getattr(self.instance, name)  # type: ignore[attr-defined]


@admin.register(Reference)
class ReferenceAdmin(
    LiveFactsAdmin, ReferencePages, ReferenceLookups, ReferenceUniting, ReferenceLists
):
    form = ReferenceForm

    def tell(self, row: Reference, turn: Turn) -> None:
        work_changed(work=row, at=turn.at, turn=turn)

    def get_fieldsets(self, request: HttpRequest, obj: Reference | None = None) -> Any:
        read_only = self.get_readonly_fields(request, obj)
        shown = [name for name in read_only if name not in USUAL]
        further = [
            (heading, {"fields": names, "classes": ["collapse"]})
            for heading, names in FURTHER.items()
        ]
        return [(None, {"fields": [*USUAL, *shown]}), *further]

    def get_readonly_fields(self, request: HttpRequest, obj: Reference | None = None) -> list[str]:
        """Signed words cite a work by its identifiers: they stay as they were cited."""
        kept = IDENTIFIERS if obj and _is_in_a_revision(obj) else []
        return [*kept, "standing"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not _is_cited(obj)


def _is_in_a_revision(reference: Reference) -> bool:
    return CitedWork.objects.filter(key__in=reference.keys).exists()


def _is_cited(reference: Reference) -> bool:
    in_a_page = Citation.objects.filter(key__in=reference.keys).exists()
    return in_a_page or _is_in_a_revision(reference)
