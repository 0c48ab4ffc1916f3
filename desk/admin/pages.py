"""The admin of condition, symptom and article pages."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.models import (
    Article,
    Condition,
    Kind,
    Page,
    Section,
    Symptom,
)
from desk.admin.comments import PageComments
from desk.admin.condition_associations import ConditionAssociations
from desk.admin.page_bulk import PageActions
from desk.admin.page_faults import faults_in
from desk.admin.page_forms import PageFaults, PageForm
from desk.admin.page_layout import fieldsets_of, page_layout
from desk.admin.page_lists import PageLists
from desk.admin.page_moves import PageMoves
from desk.admin.page_revisions import PageRevisions
from desk.admin.page_saving import PostedPage
from desk.admin.part_inlines import (
    AboutInline,
    AlternateNameInline,
    AssociationInline,
    BylineInline,
    CallToActionInline,
    CitationInline,
    CodeInline,
    FaqInline,
    NoticePinInline,
    RelatedInline,
    SectionInline,
)
from desk.admin.pin_fields import pinnable
from desk.admin.reaffirming import PageReaffirming
from desk.admin.recalling import PageRecalling
from desk.admin.usual_sections import usual_sections
from desk.comparison import compared
from desk.csp import NonceMediaMixin
from desk.fallen import fallen_sources
from desk.moves_table import PAGE_MOVES, offered
from desk.part_kinds import PRESENTATION
from desk.readiness import page_report
from desk.requests import user_of
from desk.session import still_here
from desk.states import page_state
from desk.widgets import editor_choices, page_form_media

# What somebody sees who may not edit. The parts they read as a reader does: here they would be JSON.
SEEN = ["title", "slug", "summary", "content_flags", "risk_class", "overdue_policy"]


# Parts that pages of one kind alone have.
ONLY_FOR = {AssociationInline: Kind.SYMPTOM, AboutInline: Kind.ARTICLE}


class PageAdmin(
    NonceMediaMixin,
    PageMoves,
    PageRevisions,
    PageComments,
    PageReaffirming,
    PageRecalling,
    PageLists,
    PageActions,
    admin.ModelAdmin[Any],
):
    """Writes through ``save_page`` alone: Django's own saving is never reached."""

    form = PageForm
    inlines = [
        NoticePinInline,
        SectionInline,
        AssociationInline,
        FaqInline,
        CallToActionInline,
        CitationInline,
        AlternateNameInline,
        CodeInline,
        AboutInline,
        BylineInline,
        RelatedInline,
    ]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["hero_image"]
    change_form_template = "desk/page_change_form.html"

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Page | None = None
    ) -> dict[str, Any]:
        # A new title does not move a page that has an address.
        return {} if obj else {"slug": ["title"]}

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": SEEN})]
        return fieldsets_of(self.model.KIND, new=obj is None)

    def get_inlines(self, request: HttpRequest, obj: Page | None) -> list[Any]:
        if not self.has_change_permission(request, obj):
            return []
        others = {inline for inline, kind in ONLY_FOR.items() if kind != self.model.KIND}
        return [inline for inline in self.inlines if inline not in others]

    def get_form(
        self, request: HttpRequest, obj: Page | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        # The declared fields are the form's own; Django would ask the model for all of them.
        kwargs["fields"] = PageForm.Meta.fields
        form = super().get_form(request, obj, change, **kwargs)
        offered = {"page_faults": _faults(request), "pinnable": pinnable(request, obj)}
        return type(form.__name__, (form,), offered)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None and inline.model is Section:
            kwargs["initial"] = usual_sections(self.model.KIND)
        return {**kwargs, "form_kwargs": {"page_faults": _faults(request)}}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Hand the rich-text editors what they may link to and name."""
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        context["faults"] = faults_in(form, inlines)
        context["comparison"] = getattr(request, "page_comparison", None)
        if self._writes(request, context["original"]):
            context["presentation"] = PRESENTATION
            context["media"] += page_form_media()
            context["layout"] = page_layout(
                self.model.KIND, context["original"], context["adminform"], inlines
            )
        context["media"] += editor_choices(
            locale=context["original"].locale if context.get("original") else None,
            # The sections of an article need no headings of their own.
            first_heading=2 if self.model.KIND == Kind.ARTICLE else 3,
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        page = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method == "POST" and self._may_save(request, object_id, page):
            posted = self._posted(request, page)
            saved = self._saved(request, posted) if posted.is_valid() else None
            if saved:
                return self._answer(request, saved, new=page is None)
        state = self._standing(request, page) if page else {}
        # Whatever was posted has faults here: Django shows the forms again with them.
        response: HttpResponse = super().changeform_view(
            request, object_id, form_url, {**state, **(extra_context or {})}
        )
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        raise RuntimeError("Pages are written by save_page.")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_page")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_page")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_still_here"
        # For whoever is logged out too: that is what the form asks.
        asked = path("still-here/", still_here, name=name)
        own = [*self.move_urls(), *self.revision_urls(), *self.comment_urls()]
        own += [*self.reaffirm_urls(), *self.recall_urls()]
        return [asked, *own, *super().get_urls()]

    def _writes(self, request: HttpRequest, page: Page | None) -> bool:
        return self.has_change_permission(request, page) if page else True

    def _may_save(self, request: HttpRequest, object_id: str | None, page: Page | None) -> bool:
        if object_id is None:
            return self.has_add_permission(request)
        return page is not None and self.has_change_permission(request, page)

    def _standing(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        """Where the page stands, and what stands against it."""
        by, now = user_of(request), timezone.now()
        state = page_state(page, now)
        return {
            "state": state,
            "moves": offered(PAGE_MOVES, state, by),
            "fallen": fallen_sources(now, page=page),
            "report": page_report(page, by=by, at=now),
        }

    def _posted(self, request: HttpRequest, page: Page | None) -> PostedPage:
        row = page or self.model()
        form = self.get_form(request, page, change=page is not None)
        formsets = {}
        for formset, inline in self.get_formsets_with_inlines(request, page):
            prefix = formset.get_default_prefix()
            formsets[prefix] = formset(**self.get_formset_kwargs(request, row, inline, prefix))
        return PostedPage(
            kind=self.model.KIND,
            page=page,
            form=form(request.POST, instance=row),
            formsets=formsets,
        )

    def _saved(self, request: HttpRequest, posted: PostedPage) -> Page | None:
        try:
            return posted.save(by=user_of(request), at=timezone.now())
        except ValidationError as error:
            request.page_faults = posted.faults(error)  # type: ignore[attr-defined]
            if posted.page and "stale_lock_version" in _codes_of(error):
                page = Page.objects.get(pk=posted.page.pk)
                request.page_comparison = compared(page, posted.draft)  # type: ignore[attr-defined]
            return None

    def _answer(self, request: HttpRequest, page: Page, *, new: bool) -> HttpResponse:
        page = self.model.objects.get(pk=page.pk)
        if new:
            self.log_addition(request, page, [{"added": {}}])
            return self.response_add(request, page)
        self.log_change(request, page, f"Save {page.lock_version} of this page.")
        return self.response_change(request, page)


def _codes_of(error: ValidationError) -> set[str | None]:
    placed = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
    return {fault.code for faults in placed for fault in faults}


def _faults(request: HttpRequest) -> PageFaults:
    return getattr(request, "page_faults", {})


@admin.register(Condition)
class ConditionAdmin(ConditionAssociations, PageAdmin):
    pass


@admin.register(Symptom)
class SymptomAdmin(PageAdmin):
    pass


@admin.register(Article)
class ArticleAdmin(PageAdmin):
    pass
