"""What happened: read only."""

from django.contrib import admin

from accounts.models import User
from articles.models import Person
from delivery.models import Change, Publication
from desk.admin.bases import ReadOnlyAdmin
from review.models import AuditEntry, Revision


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    fields = [
        "page",
        "number",
        "fingerprint",
        "format",
        "change_note",
        "who_may_not_sign",
        "created_by",
        "created_at",
    ]
    list_display = ["page", "number", "created_by", "created_at"]
    list_select_related = ["page", "created_by"]
    search_fields = ["page__title", "fingerprint"]

    @admin.display(description="Who wrote these words, or stands in the byline")
    def who_may_not_sign(self, revision: Revision) -> str:
        people = Person.objects.filter(uuid__in=revision.contributors).select_related("user")
        accounts = User.objects.filter(uuid__in=revision.contributors, person=None)
        return ", ".join(sorted([str(each) for each in [*people, *accounts]]))


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    fields = [
        "path",
        "revision",
        "sign_off",
        "live_from",
        "live_until",
        "planned_until",
        "cancelled_at",
        "ending",
        "ending_reason",
        "ending_notice",
        "successor",
        "last_reviewed",
        "review_due",
    ]
    list_display = ["path", "revision", "live_from", "live_until", "ending"]
    list_filter = ["kind", "locale", "ending"]
    list_select_related = ["revision__page"]
    search_fields = ["path"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["number", "at", "kind", "publication", "document"]
    list_filter = ["kind"]
    list_select_related = ["publication", "document__reference", "document__person"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["number", "at", "action", "refusal", "subject_type", "subject", "actor"]
    list_filter = ["action", "refusal"]
    search_fields = ["subject", "actor", "fingerprint"]
