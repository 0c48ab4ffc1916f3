"""The forms of a page's parts, and where they stand under the page's form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

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
    NoticePin,
    RelatedEntry,
    Section,
    TargetKind,
    Topic,
)
from articles.richtext import Profile
from desk.admin.page_forms import FaultyForm
from desk.admin.pin_fields import PinField
from desk.fields import CellField, RichTextField
from desk.widgets import SearchedSelect
from references.identifiers import canonical_key, typed_key
from references.models import Reference, Standing

NOT_FALLEN = "Nothing is known against this work: leave this empty."
NAMELESS = "Choose a condition, or write the name of a new one."


class SectionForm(FaultyForm):
    body = RichTextField(profile=Profile.BODY, required=False)
    notice = PinField(help_text="Stands over the section's text.")
    treatment = PinField(help_text="Stands below it, with disclosure, risks and other ways.")

    class Meta:
        model = Section
        fields = ["heading", "aspect", "urgency", "body", "notice", "treatment"]
        help_texts = {
            "aspect": "What the section is about, so that front ends can pick it.",
            "urgency": "Only for a section on when to seek help.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notice: Any = self.fields["notice"]
        notice.offer(self.pinnable.notices, self.instance.notice_id)
        treatment: Any = self.fields["treatment"]
        treatment.offer(self.pinnable.treatments, self.instance.treatment_id)


class FaqForm(FaultyForm):
    answer = RichTextField(profile=Profile.ANSWER)

    class Meta:
        model = Faq
        fields = ["question", "answer"]


class CitationForm(FaultyForm):
    bound_field_class = CellField
    acknowledged_reason = forms.CharField(
        label="Why it is cited although it fell",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For a work that was retracted, questioned or superseded. A physician signs it.",
    )

    class Meta:
        model = Citation
        fields = ["key", "note"]
        labels = {"key": "PMID or other identifier"}
        help_texts = {
            "key": "A PMID such as 30075356, a DOI, or the address of either. Add the work under "
            "References first.",
            "note": "Why this page cites the work, in one sentence.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["acknowledged_reason"] = (self.instance.acknowledged or {}).get("reason", "")

    def clean_key(self) -> str:
        return typed_key(self.cleaned_data["key"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        cleaned["acknowledged"] = self._acknowledged(cleaned)
        return cleaned

    def _acknowledged(self, cleaned: dict[str, Any]) -> dict[str, str] | None:
        """What the page says of the work's fall; it speaks of one work and of one standing."""
        reason = cleaned.get("acknowledged_reason", "").strip()
        if not reason or "key" not in cleaned:
            return None
        if self.instance.pk and not {"key", "acknowledged_reason"} & set(self.changed_data):
            kept: dict[str, str] = self.instance.acknowledged
            return kept
        work = _work(cleaned["key"])
        if work is None:
            # What the key lacks is said at the key.
            return None
        if work.standing in (Standing.CURRENT, Standing.UNKNOWN):
            self.add_error("acknowledged_reason", NOT_FALLEN)
            return None
        return {"standing": work.standing, "reason": reason}


def _work(key: str) -> Reference | None:
    try:
        canonical = canonical_key(key)
    except ValidationError:
        return None
    return Reference.objects.by_keys([canonical]).get(canonical)


class BylineForm(FaultyForm):
    bound_field_class = CellField

    class Meta:
        model = BylineEntry
        fields = ["person"]


class NoticePinForm(FaultyForm):
    bound_field_class = CellField
    version = PinField(label="Notice", required=True)

    class Meta:
        model = NoticePin
        fields = ["version"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: Any = self.fields["version"]
        version.offer(self.pinnable.notices, self.instance.version_id)


class AssociationForm(FaultyForm):
    condition = forms.ModelChoiceField(
        Topic.objects.filter(kind=Kind.CONDITION),
        required=False,
        widget=SearchedSelect(Association._meta.get_field("condition"), admin.site),
        help_text="Leave it empty to make the condition as a name only, without a page.",
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        help_text="As readers see it. Leave it empty for the condition's own name.",
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

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        condition = cleaned.get("condition")
        if not cleaned.get("name") and "name" not in self.errors:
            if condition is None and "condition" not in self.errors:
                self.add_error("name", ValidationError(NAMELESS, code="required"))
            cleaned["name"] = condition.working_name if condition else ""
        return cleaned


class CallToActionForm(FaultyForm):
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


class AlternateNameForm(FaultyForm):
    bound_field_class = CellField

    class Meta:
        model = AlternateName
        fields = ["name"]


class CodeForm(FaultyForm):
    bound_field_class = CellField

    class Meta:
        model = Code
        fields = ["system", "code", "display", "version", "match"]


class AboutForm(FaultyForm):
    bound_field_class = CellField

    class Meta:
        model = AboutEntry
        fields = ["topic"]


class RelatedForm(FaultyForm):
    bound_field_class = CellField

    class Meta:
        model = RelatedEntry
        fields = ["topic"]
