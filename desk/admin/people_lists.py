"""The list of authors and reviewers: who of them may sign."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.admin import KeptAdmin
from articles.models import Person, Profession
from desk.badges import Look, badge
from review.models import Credential, CredentialKind, CredentialStatus


class SignsFilter(admin.SimpleListFilter):
    title = "right to sign"
    parameter_name = "signs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "May sign"), ("no", "May not sign")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        if self.value() not in ("yes", "no"):
            return queryset
        # By a mapping: the annotation is no field that the type checker knows.
        return queryset.filter(**{"may_sign": self.value() == "yes"})


class PeopleLists(KeptAdmin):
    list_display = ["printed_name", "profession", "shown_right", "user"]
    list_filter = ["profession", SignsFilter, ("user", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["name", "slug", "orcid", "user__name"]
    search_hint = "Name, slug or ORCID of the person, or name of the account."
    empty_text = "There is no author or reviewer yet."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        today = timezone.now().date()
        licences = (
            Credential.objects.verified_by_others()
            .filter(
                person=OuterRef("pk"),
                kind=CredentialKind.LICENCE,
                status=CredentialStatus.VERIFIED,
                issued__lte=today,
            )
            .filter(Q(expires__isnull=True) | Q(expires__gte=today))
        )
        signing = Q(profession=Profession.PHYSICIAN, user__is_active=True) & Q(Exists(licences))
        people: QuerySet[Person] = super().get_queryset(request)
        return people.annotate(may_sign=Case(When(signing, then=Value(True)), default=Value(False)))

    @admin.display(description="right to sign")
    def shown_right(self, person: Any) -> SafeString | str:
        return badge("May sign", Look.GOOD) if person.may_sign else "—"
