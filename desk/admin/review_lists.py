"""The lists of submissions and of sign-offs."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from desk.admin.bases import ReadOnlyAdmin
from desk.admin.page_lists import review_day
from desk.badges import Look, badge
from review.models import SignOff, Submission, SubmissionState

LOOKS = {
    SubmissionState.IN_REVIEW: Look.WAITING,
    SubmissionState.CHANGES_REQUESTED: Look.WARNING,
    SubmissionState.SIGNED: Look.GOOD,
    SubmissionState.WITHDRAWN: Look.PLAIN,
    SubmissionState.TAKEN_BACK: Look.PLAIN,
}
ALL = "all"


class WaitingFirstFilter(admin.SimpleListFilter):
    """Shows what waits, unless something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*SubmissionState.choices, (ALL, "All")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            # What waits is what the list shows without a parameter, too.
            query = {} if value == SubmissionState.IN_REVIEW else {self.parameter_name: value}
            yield {
                "selected": self._shown() == value,
                "query_string": changelist.get_query_string(query, [self.parameter_name]),
                "display": label,
            }

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Submission]
    ) -> QuerySet[Submission]:
        shown = self._shown()
        return queryset if shown == ALL else queryset.filter(state=shown)

    def _shown(self) -> str:
        value = self.value() or ""
        return value if value in [*SubmissionState.values, ALL] else SubmissionState.IN_REVIEW


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("stands", "Stands"),
            ("to_accept", "Corrections to accept"),
            ("overdue", "Review overdue"),
            ("revoked", "Revoked"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SignOff]) -> QuerySet[SignOff]:
        if self.value() == "revoked":
            return queryset.filter(revocation__isnull=False)
        if self.value() == "to_accept":
            return queryset.filter(pk__in=SignOff.objects.to_accept())
        standing = queryset.filter(revocation__isnull=True)
        if self.value() == "overdue":
            return standing.filter(review_due__lte=timezone.now())
        return standing if self.value() == "stands" else queryset


class SubmissionLists(ReadOnlyAdmin):
    list_display = ["revision", "shown_state", "submitted_by", "submitted", "decided_by"]
    list_filter = [WaitingFirstFilter]
    list_select_related = ["revision__page", "submitted_by", "decided_by"]
    search_fields = ["page__title", "page__alternate_names__name", "page__slug"]
    search_hint = "Title, other names or address of the page."
    ordering = ["submitted_at", "uuid"]
    empty_text = "Nothing waits for review. Choose “All” beside the list to see what was decided."

    @admin.display(description="state", ordering="state")
    def shown_state(self, submission: Submission) -> SafeString:
        state = SubmissionState(submission.state)
        return badge(state.label, LOOKS[state])

    @admin.display(description="submitted", ordering="submitted_at")
    def submitted(self, submission: Submission) -> str:
        return date_format(timezone.localtime(submission.submitted_at), "N j, Y, H:i")


class SignOffLists(ReadOnlyAdmin):
    list_display = ["page", "standing", "printed_name", "scope", "signed", "next_review"]
    list_filter = [StandingFilter, "scope"]
    list_select_related = ["page", "revocation__revoked_by"]
    search_fields = ["page__title", "printed_name", "fingerprint"]
    search_hint = "Title of the page, name of the signer, or fingerprint."
    empty_text = "Nobody has signed anything yet."

    @admin.display(description="standing")
    def standing(self, sign_off: SignOff) -> SafeString:
        revocation = getattr(sign_off, "revocation", None)
        if revocation is None:
            return badge("Stands", Look.GOOD)
        day = date_format(timezone.localtime(revocation.revoked_at), "N j, Y")
        return badge(f"Revoked on {day} by {revocation.revoked_by}", Look.WARNING)

    @admin.display(description="signed", ordering="signed_at")
    def signed(self, sign_off: SignOff) -> str:
        return date_format(timezone.localtime(sign_off.signed_at), "N j, Y, H:i")

    @admin.display(description="next review", ordering="review_due")
    def next_review(self, sign_off: SignOff) -> SafeString | str:
        if getattr(sign_off, "revocation", None):
            return "—"
        return review_day(sign_off.review_due, timezone.now())
