"""Who was written to, and how the library was watched: read only."""

from typing import Any

from django.contrib import admin

from desk.admin.bases import ReadOnlyAdmin
from desk.models import LibraryCheck, Message, MessageState
from references.models import Source


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    fields = [
        "to",
        "kind",
        "subject",
        "text",
        "state",
        "created_at",
        "sent_at",
        "attempts",
        "next_try",
        "last_error",
    ]
    list_display = ["subject", "to", "state", "created_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["to"]
    search_fields = ["subject", "to__email", "to__name"]
    search_hint = "The subject, or whom it is to."
    empty_text = "Nobody has been written to yet."

    @admin.display(description="next try at")
    def next_try(self, message: Message) -> Any:
        waits = message.state == MessageState.WAITING
        return message.next_try_at if waits else self.get_empty_value_display()


@admin.register(LibraryCheck)
class LibraryCheckAdmin(ReadOnlyAdmin):
    fields = [
        "started_at",
        "works_checked",
        "standings_changed",
        "silent_sources",
        "alive_at",
        "finished_at",
    ]
    list_display = [
        "started_at",
        "works_checked",
        "standings_changed",
        "silent_sources",
        "finished_at",
    ]
    empty_text = "The sources have not been asked yet. It needs NCBI_EMAIL, and a worker."

    @admin.display(description="works checked", ordering="checked")
    def works_checked(self, check: LibraryCheck) -> int:
        return check.checked

    @admin.display(description="standings changed", ordering="changed")
    def standings_changed(self, check: LibraryCheck) -> int:
        return check.changed

    @admin.display(description="sources that were silent")
    def silent_sources(self, check: LibraryCheck) -> str:
        said = (f"{Source(name).label}: {failure}" for name, failure in check.silent.items())
        return "\n".join(said) or "None"
