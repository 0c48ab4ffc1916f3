"""The list of the works that pages cite."""

import json
import re
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.models import Citation
from desk.badges import standing_badge
from references.models import Reference
from review.models import CitedWork

# What people paste along with an identifier.
AROUND_IDENTIFIERS = re.compile(
    r"(?<=[0-9])/(?=\s|$)|https?://(?:dx\.)?doi\.org/|https?://pubmed\.ncbi\.nlm\.nih\.gov/|\b(?:pmid|doi|pmcid)\b\s*:?",
    re.IGNORECASE,
)


class CitedFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Cited"), ("no", "Cited by no page, nor in any revision")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reference]) -> QuerySet[Reference]:
        if self.value() not in ("yes", "no"):
            return queryset
        cited = queryset.alias(
            pmid_key=Concat(Value("pmid:"), F("pmid")), doi_key=Concat(Value("doi:"), F("doi"))
        ).filter(_is_cited())
        pks = cited.values("pk")
        return (
            queryset.filter(pk__in=pks) if self.value() == "yes" else queryset.exclude(pk__in=pks)
        )


class ReferenceLists(admin.ModelAdmin[Reference]):
    list_display = ["title", "pmid", "shown_authors", "journal", "year", "shown_standing"]
    list_filter = ["standing", CitedFilter]
    list_per_page = 50
    search_fields = [
        "title",
        "pmid",
        "doi",
        "pmcid",
        "authors",
        "journal",
        "journal_abbreviation",
        "year",
    ]
    search_hint = "Title, PMID, DOI, PMCID, an author's name, journal or year."
    empty_text = "There is no work yet."
    change_list_template = "desk/reference_change_list.html"

    @admin.display(description="authors")
    def shown_authors(self, reference: Reference) -> str:
        names = [author.get("family") or author.get("group", "") for author in reference.authors]
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)

    @admin.display(description="standing", ordering="standing")
    def shown_standing(self, reference: Reference) -> SafeString:
        return standing_badge(reference.standing)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Reference], search_term: str
    ) -> tuple[QuerySet[Reference], bool]:
        words = AROUND_IDENTIFIERS.sub(" ", search_term)
        found, duplicates = super().get_search_results(request, queryset, words)
        escaped = json.dumps(words)[1:-1]
        if escaped != words:
            # SQLite holds the authors as JSON, in which letters beyond ASCII are written as codes.
            found |= super().get_search_results(request, queryset, escaped)[0]
        return found, duplicates


def _is_cited() -> Q:
    """Whether a page or a revision names the work, by whichever of its keys."""
    by_uuid = [
        model._default_manager.filter(key__startswith="uuid:").order_by().values_list("key")
        for model in (Citation, CitedWork)
    ]
    uuids = [UUID(key.removeprefix("uuid:")) for (key,) in by_uuid[0].union(by_uuid[1])]
    named = Q(uuid__in=uuids)
    for known in (Citation.objects.values("key"), CitedWork.objects.values("key")):
        named |= Q(pmid_key__in=known) | Q(doi_key__in=known)
    return named
