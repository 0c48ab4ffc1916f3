"""The admin of condition, symptom and article pages."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone

from articles.models import Article, Condition, CrisisResourceVersion, Kind, Page, Symptom, Topic
from desk.admin.condition_associations import ConditionAssociations
from desk.admin.page_bulk import PageActions
from desk.admin.page_faults import faults_in
from desk.admin.page_forms import PageFaults, PageForm
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
    RelatedInline,
    SectionInline,
)
from desk.csp import NonceMediaMixin
from desk.requests import user_of
from desk.states import page_state
from desk.widgets import rich_text_choices

# What somebody sees who may not edit. The parts they read as a reader does: here they would be JSON.
SEEN = ["title", "slug", "summary", "content_flags", "risk_class", "overdue_policy"]


# Parts that pages of one kind alone have.
ONLY_FOR = {AssociationInline: Kind.SYMPTOM, AboutInline: Kind.ARTICLE}


class PageAdmin(
    NonceMediaMixin, PageMoves, PageRevisions, PageLists, PageActions, admin.ModelAdmin[Any]
):
    """Writes through ``save_page`` alone: Django's own saving is never reached."""

    form = PageForm
    inlines = [
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
    change_form_template = "desk/page_change_form.html"

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Page | None = None
    ) -> dict[str, Any]:
        # A new title does not move a page that has an address.
        return {} if obj else {"slug": ["title"]}

    def get_fields(self, request: HttpRequest, obj: Page | None = None) -> list[Any]:
        if obj and not self.has_change_permission(request, obj):
            return SEEN
        new = [] if obj else ["topic", "locale"]
        return [
            "title",
            "slug",
            *new,
            "summary",
            "key_points",
            "content_flags",
            "risk_class",
            "overdue_policy",
            *(["article_type"] if self.model.KIND == Kind.ARTICLE else []),
            "purpose",
            "funding",
            "tags",
            "seo_title",
            "seo_description",
            "translated_from",
            "translation_is_current",
            "outline",
            "lock_version",
        ]

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
        return type(form.__name__, (form,), {"page_faults": _faults(request)})

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "form_kwargs": {"page_faults": _faults(request)}}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Hand the rich-text editors what they may link to and name."""
        served = CrisisResourceVersion.objects.served()
        context["faults"] = faults_in(context["adminform"].form, context["inline_admin_formsets"])
        context["media"] += rich_text_choices(
            topics=[(str(topic.uuid), str(topic)) for topic in Topic.objects.all()],
            crisis_lines=[
                (str(item.resource.uuid), f"{item.name}: {item.label}") for item in served
            ],
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
        state = {"state": page_state(page, timezone.now())} if page else {}
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
        return [*self.move_urls(), *self.revision_urls(), *super().get_urls()]

    def _may_save(self, request: HttpRequest, object_id: str | None, page: Page | None) -> bool:
        if object_id is None:
            return self.has_add_permission(request)
        return page is not None and self.has_change_permission(request, page)

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
            return None

    def _answer(self, request: HttpRequest, page: Page, *, new: bool) -> HttpResponse:
        page = self.model.objects.get(pk=page.pk)
        if new:
            self.log_addition(request, page, [{"added": {}}])
            return self.response_add(request, page)
        self.log_change(request, page, f"Save {page.lock_version} of this page.")
        return self.response_change(request, page)


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
