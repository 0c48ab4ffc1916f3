"""Crisis resources: an edit is a new version, which a second person verifies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from articles.crisis import enter_version
from articles.facts import crisis_resources_changed
from articles.form_fields import CommaListField
from articles.models import CrisisResource, CrisisResourceVersion
from delivery.crisis import retire_crisis_resource, verify_crisis_version
from desk.admin.crisis_lists import CrisisLists
from desk.admin.live_facts import LiveFactsAdmin
from desk.moving import MovePage, facts, show_move
from desk.requests import user_of
from review.ledger import Turn

CONTENT = [
    "name",
    "label",
    "phone",
    "sms",
    "sms_body",
    "chat_url",
    "hours",
    "audience",
    "languages",
]
VERSION_FACTS = ("number", "name", "phone", "sms", "entered_by", "verified_by", "verified_at")


class VersionForm(forms.ModelForm[CrisisResourceVersion]):
    chat_url = forms.URLField(
        label="Chat address",
        assume_scheme="https",
        required=False,
        help_text="The web page of the chat, if there is one.",
    )
    languages = CommaListField(help_text="Language tags: en, es.")

    class Meta:
        model = CrisisResourceVersion
        fields = CONTENT
        help_texts = {
            "name": "As the service calls itself.",
            "phone": "As it is dialled, such as 988 or +1 800 555 0100.",
            "sms": "The number to text, if there is one.",
        }


class VersionInline(admin.TabularInline[CrisisResourceVersion, CrisisResource]):
    model = CrisisResourceVersion
    fields = VERSION_FACTS
    readonly_fields = VERSION_FACTS
    extra = 0
    can_delete = False
    verbose_name_plural = "versions: readers see the newest that is verified"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CrisisResource)
class CrisisResourceAdmin(LiveFactsAdmin, CrisisLists):
    fields = ["slug", "country", "position", "retired_at"]
    readonly_fields = ["retired_at"]
    inlines = [VersionInline]
    change_form_template = "desk/crisis_change_form.html"

    def tell(self, row: CrisisResource, turn: Turn) -> None:
        crisis_resources_changed(at=turn.at, turn=turn)

    def get_form(
        self,
        request: HttpRequest,
        obj: CrisisResource | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        kwargs["help_texts"] = {
            "slug": "A short name for you and your colleagues, such as us-988. It stays.",
            "country": "Two capital letters, such as US. It stays.",
        }
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(
        self, request: HttpRequest, obj: CrisisResource | None = None
    ) -> list[str]:
        # The country decides which pages are safe to publish: another one is another resource.
        return ["slug", "country", "retired_at"] if obj else ["retired_at"]

    def save_model(
        self, request: HttpRequest, obj: CrisisResource, form: Any, change: bool
    ) -> None:
        # Only what the form has: a retirement since the row was read stays.
        obj.save(update_fields=list(form.fields) if change else None)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = "articles_crisisresource"
        return [
            path("<int:pk>/enter/", view(self.enter), name=f"{name}_enter"),
            # The number keeps what is verified to what was looked at.
            path("<int:pk>/verify/<int:number>/", view(self.verify), name=f"{name}_verify"),
            path("<int:pk>/retire/", view(self.retire), name=f"{name}_retire"),
            *super().get_urls(),
        ]

    def enter(self, request: HttpRequest, pk: int) -> HttpResponse:
        resource = get_object_or_404(CrisisResource, pk=pk)
        newest = resource.versions.order_by("-number").first()

        def perform(content: dict[str, Any]) -> str:
            enter_version(
                resource=resource, content=content, by=user_of(request), at=timezone.now()
            )
            return "The new version waits for another person to verify it."

        page = MovePage(
            title=f"What {resource.slug} says",
            explanation="Readers see what you write here once another person has verified it. "
            "Until then they see the version verified before.",
            button="Enter this version",
            perform=perform,
            form=VersionForm,
            initial={name: getattr(newest, name) for name in CONTENT} if newest else {},
        )
        return show_move(request, self, resource, page)

    def verify(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        resource = get_object_or_404(CrisisResource, pk=pk)
        version = get_object_or_404(resource.versions, number=number)

        def perform(_: dict[str, Any]) -> str:
            verify_crisis_version(version=version, by=user_of(request), now=timezone.now())
            return "Readers see this version now."

        page = MovePage(
            title=f"Verify {version}",
            explanation="Confirm that you have tried the number, the text line and the address "
            "yourself, and that name and hours are right.",
            button="Verify",
            perform=perform,
            context={"facts": facts(version, CONTENT)},
        )
        return show_move(request, self, resource, page)

    def retire(self, request: HttpRequest, pk: int) -> HttpResponse:
        resource = get_object_or_404(CrisisResource, pk=pk)

        def perform(_: dict[str, Any]) -> str:
            retire_crisis_resource(resource=resource, by=user_of(request), now=timezone.now())
            return "The resource is no longer shown."

        page = MovePage(
            title=f"Retire {resource.slug}",
            explanation="Readers will no longer see this resource.",
            button="Retire",
            perform=perform,
            danger=True,
        )
        return show_move(request, self, resource, page)
