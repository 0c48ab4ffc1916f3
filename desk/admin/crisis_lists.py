"""The list of crisis resources: what readers see of each, and what waits for a second person."""

from typing import Any

from django.contrib import admin
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.admin import KeptAdmin
from articles.models import CrisisResource, CrisisResourceVersion
from desk.badges import Look, badges


class CrisisState(TextChoices):
    SERVED = "served", "Readers see it"
    WAITS = "waits", "Waits for verification"
    RETIRED = "retired", "Retired"
    EMPTY = "empty", "Says nothing yet"


LOOKS = {
    CrisisState.SERVED: Look.GOOD,
    CrisisState.WAITS: Look.WAITING,
    CrisisState.RETIRED: Look.PLAIN,
    CrisisState.EMPTY: Look.WARNING,
}
_IN_USE = Q(retired_at__isnull=True)
RULES = {
    CrisisState.SERVED: _IN_USE & Q(verified__gt=0),
    CrisisState.WAITS: _IN_USE & Q(newest__gt=F("verified")),
    CrisisState.RETIRED: ~_IN_USE,
    CrisisState.EMPTY: _IN_USE & Q(newest=0),
}


class CrisisStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return CrisisState.choices

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[CrisisResource]
    ) -> QuerySet[CrisisResource]:
        value = self.value()
        if value not in CrisisState.values:
            return queryset
        return queryset.filter(**{f"is_{value}": True})


class CrisisLists(KeptAdmin):
    list_display = ["slug", "name", "shown_state", "country", "position"]
    list_filter = [CrisisStateFilter, "country"]
    search_fields = ["slug", "versions__name", "versions__phone", "versions__label"]
    search_hint = "Slug, or name, number or words of any version."
    empty_text = "There is no crisis resource yet."

    def get_queryset(self, request: HttpRequest) -> QuerySet[CrisisResource]:
        resources: QuerySet[CrisisResource] = super().get_queryset(request)
        numbers = Max("versions__number", filter=Q(versions__verified_at__isnull=False))
        newest = CrisisResourceVersion.objects.filter(resource=OuterRef("pk")).order_by("-number")
        facts = resources.annotate(
            verified=Coalesce(numbers, 0),
            newest=Coalesce(Max("versions__number"), 0),
            newest_name=Subquery(newest.values("name")[:1]),
        )
        return facts.annotate(
            **{
                f"is_{state}": ExpressionWrapper(rule, output_field=BooleanField())
                for state, rule in RULES.items()
            }
        )

    @admin.display(description="name")
    def name(self, resource: Any) -> str:
        return resource.newest_name or "—"

    @admin.display(description="state")
    def shown_state(self, resource: Any) -> SafeString:
        states = [state for state in CrisisState if getattr(resource, f"is_{state}")]
        return badges((state.label, LOOKS[state]) for state in states)
