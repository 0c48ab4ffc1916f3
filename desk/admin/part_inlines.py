"""Where the parts of a page stand under its form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from articles.models import (
    AboutEntry,
    AlternateName,
    Article,
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
from desk.admin.usual_sections import USUAL_SECTIONS

# What other words a section shows around its own.
PINS = (
    "Notice and treatment",
    {"classes": ["collapse"], "fields": ["notice", "treatment"]},
)


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

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        naming = {"fields": [("heading", "aspect"), "urgency"]}
        if self.parent_model is not Article:
            return [(None, {"fields": [*naming["fields"], "body"]}), PINS]
        # A blog post is one body, with neither.
        return [
            (None, {"fields": ["body"]}),
            ("Heading and aspect, for a part of its own", {"classes": ["collapse"], **naming}),
            PINS,
        ]

    def get_extra(self, request: HttpRequest, obj: Page | None = None, **kwargs: Any) -> int:
        model: Any = self.parent_model
        return 0 if obj else len(USUAL_SECTIONS[model.KIND])


class NoticePinInline(PinningInline, admin.TabularInline[NoticePin, Page]):
    model = NoticePin
    form = part_forms.NoticePinForm
    fields = ["version"]
    verbose_name = "notice"
    verbose_name_plural = "notices over the whole page"


class FaqInline(PartInline, admin.StackedInline[Faq, Page]):
    model = Faq
    form = part_forms.FaqForm
    fields = ["question", "answer"]


class AssociationInline(PartInline, admin.StackedInline[Association, Page]):
    model = Association
    form = part_forms.AssociationForm
    fieldsets = [
        (None, {"fields": ["condition", ("name", "strength"), "explanation"]}),
        (
            "Other words on the condition's page",
            {"classes": ["collapse"], "fields": ["explanation_on_condition"]},
        ),
    ]


class CallToActionInline(PartInline, admin.StackedInline[CallToAction, Page]):
    model = CallToAction
    form = part_forms.CallToActionForm
    fields = ["heading", "text", ("label", "target_kind"), "target_page", "target"]


class AlternateNameInline(PartInline, admin.TabularInline[AlternateName, Page]):
    model = AlternateName
    form = part_forms.AlternateNameForm
    fields = ["name"]


class CodeInline(PartInline, admin.TabularInline[Code, Page]):
    model = Code
    form = part_forms.CodeForm
    fields = ["system", "code", "display", "version", "match"]


class AboutInline(PartInline, admin.TabularInline[AboutEntry, Page]):
    model = AboutEntry
    form = part_forms.AboutForm
    fields = ["topic"]
    autocomplete_fields = ["topic"]
    verbose_name = "subject"
    verbose_name_plural = "about"


class RelatedInline(PartInline, admin.TabularInline[RelatedEntry, Page]):
    model = RelatedEntry
    form = part_forms.RelatedForm
    fields = ["topic"]
    autocomplete_fields = ["topic"]
    verbose_name = "related page"
    verbose_name_plural = "related pages"


class CitationInline(PartInline, admin.TabularInline[Citation, Page]):
    model = Citation
    form = part_forms.CitationForm
    fields = ["key", "note", "acknowledged_reason"]


class BylineInline(PartInline, admin.TabularInline[BylineEntry, Page]):
    model = BylineEntry
    form = part_forms.BylineForm
    fields = ["person"]
    autocomplete_fields = ["person"]
    verbose_name = "author"
    verbose_name_plural = "byline"
