"""Where the parts of a page stand under its form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from articles.models import (
    AboutEntry,
    AlternateName,
    Association,
    BylineEntry,
    CallToAction,
    Citation,
    Code,
    Faq,
    NoticePin,
    Page,
    RelatedEntry,
    Section,
)
from desk.admin import part_forms
from desk.admin.part_formset import PartFormSet
from desk.admin.pin_fields import pinnable


class PartInline(InlineModelAdmin[Any, Page]):
    """Whoever may write the page may write its parts."""

    formset = PartFormSet
    extra = 0
    ordering = ["position"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_page")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_page")


class PinningInline(PartInline):
    """Hands its forms the versions that the page may pin: asked once, and not for each part."""

    def get_formset(self, request: HttpRequest, obj: Page | None = None, **kwargs: Any) -> Any:
        offered = {"pinnable": pinnable(request, obj)}
        kwargs["form"] = type(self.form.__name__, (self.form,), offered)
        return super().get_formset(request, obj, **kwargs)


class SectionInline(PinningInline, admin.StackedInline[Section, Page]):
    model = Section
    form = part_forms.SectionForm
    fields = ["position", "heading", "aspect", "urgency", "notice", "body", "treatment"]


class NoticePinInline(PinningInline, admin.TabularInline[NoticePin, Page]):
    model = NoticePin
    form = part_forms.NoticePinForm
    fields = ["position", "version"]
    verbose_name = "notice"
    verbose_name_plural = "notices over the whole page"


class FaqInline(PartInline, admin.StackedInline[Faq, Page]):
    model = Faq
    form = part_forms.FaqForm
    fields = ["position", "question", "answer"]


class AssociationInline(PartInline, admin.StackedInline[Association, Page]):
    model = Association
    form = part_forms.AssociationForm
    fields = [
        "position",
        "condition",
        "name",
        "strength",
        "explanation",
        "explanation_on_condition",
    ]
    autocomplete_fields = ["condition"]


class CallToActionInline(PartInline, admin.StackedInline[CallToAction, Page]):
    model = CallToAction
    form = part_forms.CallToActionForm
    fields = ["position", "heading", "text", "label", "target_kind", "target_page", "target"]


class AlternateNameInline(PartInline, admin.TabularInline[AlternateName, Page]):
    model = AlternateName
    form = part_forms.AlternateNameForm
    fields = ["position", "name"]


class CodeInline(PartInline, admin.TabularInline[Code, Page]):
    model = Code
    form = part_forms.CodeForm
    fields = ["position", "system", "code", "display", "version", "match"]


class AboutInline(PartInline, admin.TabularInline[AboutEntry, Page]):
    model = AboutEntry
    form = part_forms.AboutForm
    fields = ["position", "topic"]
    autocomplete_fields = ["topic"]
    verbose_name = "subject"
    verbose_name_plural = "about"


class RelatedInline(PartInline, admin.TabularInline[RelatedEntry, Page]):
    model = RelatedEntry
    form = part_forms.RelatedForm
    fields = ["position", "topic"]
    autocomplete_fields = ["topic"]
    verbose_name = "related page"
    verbose_name_plural = "related pages"


class CitationInline(PartInline, admin.TabularInline[Citation, Page]):
    model = Citation
    form = part_forms.CitationForm
    fields = ["position", "key", "note"]


class BylineInline(PartInline, admin.TabularInline[BylineEntry, Page]):
    model = BylineEntry
    form = part_forms.BylineForm
    fields = ["position", "person"]
    autocomplete_fields = ["person"]
    verbose_name = "author"
    verbose_name_plural = "byline"
