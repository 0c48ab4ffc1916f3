"""Notices and treatments: a change is a new version, which pages adopt in a move of its own."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from articles import richtext
from articles.admin import KeptAdmin
from articles.models import (
    Notice,
    NoticeVersion,
    Treatment,
    TreatmentVersion,
)
from articles.notices import CONTENT, enter_version
from articles.pinning import pages_behind, with_pages
from desk.admin.adoption_forms import AdoptForm, plan_text
from desk.admin.version_forms import NoticeForm, TreatmentForm, VersionedForm
from desk.csp import NonceMediaMixin
from desk.moving import MovePage, row_address, show_move
from desk.requests import user_of
from desk.widgets import editor_choices
from review.adopting import Adopted, adopt, plan_adoption

NOTICE_FACTS = ("number", "heading", "says", "entered_by", "at", "pages")
TREATMENT_FACTS = (
    "number",
    "title",
    "regulatory_status",
    "off_label",
    "says",
    "entered_by",
    "at",
    "pages",
)


class VersionInline(admin.TabularInline[Any, Any]):
    """Every version as it was entered, the newest first, and how many pages pin it."""

    extra = 0
    can_delete = False
    ordering = ["-number"]
    verbose_name_plural = "versions: they never change"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        of = self.model.OF
        return with_pages(super().get_queryset(request).select_related("entered_by", of))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="pages")
    def pages(self, version: Any) -> int:
        return int(version.pages)


class NoticeVersionInline(VersionInline):
    model = NoticeVersion
    fields = NOTICE_FACTS
    readonly_fields = NOTICE_FACTS

    @admin.display(description="text")
    def says(self, version: NoticeVersion) -> str:
        return richtext.plain_text(version.text)


class TreatmentVersionInline(VersionInline):
    model = TreatmentVersion
    fields = TREATMENT_FACTS
    readonly_fields = TREATMENT_FACTS

    @admin.display(description="disclosure, risks and other ways")
    def says(self, version: TreatmentVersion) -> str:
        texts = (version.disclosure, version.risks, version.alternatives)
        return "\n".join(filter(None, map(richtext.plain_text, texts)))


class VersionedAdmin(NonceMediaMixin, KeptAdmin):
    """The form says what the newest version says; saving other words makes the next one."""

    form: type[VersionedForm]
    list_display = ["name", "locale", "slug", "newest"]
    list_filter = ["locale"]
    prepopulated_fields = {"slug": ["name"]}
    change_form_template = "desk/versioned_change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        newest: QuerySet[Any] = rows.annotate(newest=Max("versions__number"))
        return newest

    @admin.display(description="newest version", ordering="newest")
    def newest(self, row: Any) -> int | None:
        number: int | None = row.newest
        return number

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        names = ["name", "slug", "locale"]
        if obj and not self.has_change_permission(request, obj):
            return names
        return [*names, *CONTENT[self.model], "based_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug", "locale"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(super().get_inlines(request, obj)) if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.save(update_fields=["name"] if change else None)
        enter_version(
            subject=obj,
            content=form.content,
            by=user_of(request),
            at=timezone.now(),
            based_on=form.cleaned_data["based_on"],
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        newest = _newest(context["original"]) if context.get("original") else None
        if newest and _may_adopt(request):
            context |= {"newest": newest, "behind": pages_behind(newest).count()}
        context["media"] += editor_choices()
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.adopt)
        name = f"{self.opts.app_label}_{self.opts.model_name}_adopt"
        # The number keeps what is adopted to what was looked at.
        return [path("<int:pk>/adopt/<int:number>/", view, name=name), *super().get_urls()]

    def adopt(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        subject = get_object_or_404(self.model, pk=pk)
        version = get_object_or_404(subject.versions, number=number)
        planned = plan_adoption(version)
        if request.method == "GET" and not planned:
            self.message_user(request, "No page has an older version.")
            return HttpResponseRedirect(row_address(subject))
        adopted: list[Adopted] = []

        def perform(data: dict[str, Any]) -> str:
            adopted.extend(
                adopt(
                    version=version, planned=data["plan"], by=user_of(request), now=timezone.now()
                )
            )
            return "What happened to each page stands below."

        page = MovePage(
            title=f"Adopt {version}",
            explanation="Each page below gets this version. No page is published by it: a "
            "physician signs first.",
            button="Adopt the new version",
            perform=perform,
            form=AdoptForm,
            initial={"plan": plan_text(planned)},
            context={"planned": planned, "adopted": adopted},
            template="desk/adopt.html",
            result="desk/adopted.html",
        )
        return show_move(request, self, subject, page)


def _newest(subject: Notice | Treatment) -> NoticeVersion | TreatmentVersion | None:
    newest: NoticeVersion | TreatmentVersion | None = subject.versions.order_by("-number").first()
    return newest


def _may_adopt(request: HttpRequest) -> bool:
    return request.user.has_perms(["articles.change_page", "review.submit_page"])


@admin.register(Notice)
class NoticeAdmin(VersionedAdmin):
    form = NoticeForm
    inlines = [NoticeVersionInline]
    search_fields = ["name", "slug", "versions__heading"]


@admin.register(Treatment)
class TreatmentAdmin(VersionedAdmin):
    form = TreatmentForm
    inlines = [TreatmentVersionInline]
    search_fields = ["name", "slug", "versions__title"]
