"""The forms of a page's parts, and where they stand under the page's form."""

from typing import Any

from django import forms
from django.contrib import admin

from articles.models import (
    AboutEntry,
    AlternateName,
    Association,
    BylineEntry,
    CallToAction,
    Citation,
    Code,
    Faq,
    Kind,
    RelatedEntry,
    Section,
    TargetKind,
    Topic,
)
from articles.richtext import Profile
from desk.admin.page_forms import FaultyForm
from desk.fields import CellField, RichTextField
from desk.widgets import SearchedSelect
from references.identifiers import PMID


class PartForm(FaultyForm):
    """A part of a page; an empty position puts it behind the ones with a number."""

    position = forms.IntegerField(
        required=False, min_value=1, max_value=999, help_text="1 stands first."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["position"] = self.instance.position + 1


class SectionForm(PartForm):
    body = RichTextField(profile=Profile.BODY, required=False)

    class Meta:
        model = Section
        fields = ["heading", "aspect", "urgency", "body"]
        help_texts = {
            "aspect": "What the section is about, so that front ends can pick it.",
            "urgency": "Only for a section on when to seek help.",
        }


class FaqForm(PartForm):
    answer = RichTextField(profile=Profile.ANSWER)

    class Meta:
        model = Faq
        fields = ["question", "answer"]


class CitationForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = Citation
        fields = ["key", "note"]
        labels = {"key": "PMID or other identifier"}
        help_texts = {
            "key": "A PMID such as 30075356, or doi: and a DOI. Add the work under References "
            "first.",
            "note": "Why this page cites the work, in one sentence.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].strip()
        return f"pmid:{key}" if PMID.fullmatch(key) else key


class BylineForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = BylineEntry
        fields = ["person"]


class AssociationForm(PartForm):
    condition = forms.ModelChoiceField(
        Topic.objects.filter(kind=Kind.CONDITION),
        required=False,
        widget=SearchedSelect(Association._meta.get_field("condition"), admin.site),
        help_text="Leave it empty to make the condition as a name only, without a page.",
    )
    explanation = RichTextField(
        profile=Profile.ANSWER, help_text="How the symptom and the condition belong together."
    )
    explanation_on_condition = RichTextField(
        profile=Profile.ANSWER,
        required=False,
        help_text="Shown on the condition's page instead. Leave it empty to show the same words.",
    )

    class Meta:
        model = Association
        fields = ["condition", "name", "strength", "explanation", "explanation_on_condition"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The words belong to one condition: for another one they are written anew.
        self.fields["condition"].disabled = self.instance.pk is not None


class CallToActionForm(PartForm):
    text = RichTextField(profile=Profile.ANSWER, required=False)
    target_page = forms.ModelChoiceField(
        Topic.objects.all(),
        required=False,
        widget=SearchedSelect(RelatedEntry._meta.get_field("topic"), admin.site),
        help_text="For a page of this site.",
    )
    target = forms.CharField(
        required=False,
        max_length=500,
        help_text="For a web address, a telephone number or a mail address.",
    )

    class Meta:
        model = CallToAction
        fields = ["heading", "text", "label", "target_kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.target_kind == TargetKind.PAGE:
            topic = Topic.objects.filter(uuid=self.instance.target).first()
            self.initial.update(target_page=topic, target="")
        else:
            self.initial["target"] = self.instance.target

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        kind, page = cleaned.get("target_kind"), cleaned.get("target_page")
        if kind == TargetKind.PAGE and not page:
            self.add_error("target_page", "Choose the page that the button leads to.")
        if kind and kind != TargetKind.PAGE and not cleaned.get("target"):
            self.add_error("target", "Give the address or number that the button leads to.")
        return cleaned

    @property
    def target_chosen(self) -> str:
        """The target as a draft has it: the uuid of a topic, or what was typed."""
        if self.cleaned_data["target_kind"] == TargetKind.PAGE:
            return str(self.cleaned_data["target_page"].uuid)
        return str(self.cleaned_data["target"])


class AlternateNameForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = AlternateName
        fields = ["name"]


class CodeForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = Code
        fields = ["system", "code", "display", "version", "match"]


class AboutForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = AboutEntry
        fields = ["topic"]


class RelatedForm(PartForm):
    bound_field_class = CellField

    class Meta:
        model = RelatedEntry
        fields = ["topic"]
