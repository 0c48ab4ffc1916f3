"""The forms of notices and treatments: a changed text is saved as a new version."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from articles.form_fields import CommaListField
from articles.models import Notice, RegulatoryStatus, Treatment
from articles.notices import CONTENT, checked_content, locked_newest
from articles.richtext import Profile
from desk.fields import RichTextField


class VersionedForm(forms.ModelForm[Any]):
    """What the newest version says, and the name by which editors know it."""

    locale = forms.ChoiceField(
        label="Language", choices=[(tag, tag) for tag in settings.CONTENT_LOCALES]
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        # Pages in its language have pinned it.
        self.fields.pop("locale", None)
        newest = self.instance.versions.order_by("-number").first()
        if newest:
            said = {name: getattr(newest, name) for name in CONTENT[self._meta.model]}
            self.initial = dict(self.initial) | said | {"based_on": newest.number}

    def clean_based_on(self) -> int:
        return self.cleaned_data["based_on"] or 0

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self._check(cleaned)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CONTENT[self._meta.model]}

    def _check(self, cleaned: dict[str, Any]) -> None:
        # Locked until the form is saved: nobody enters a version in between.
        if self.instance.pk is not None:
            locked_newest(self.instance, based_on=cleaned["based_on"])
        checked_content(cast(Any, self._meta.model), self.content)


class NoticeForm(VersionedForm):
    heading = forms.CharField(required=False, max_length=200)
    text = RichTextField(
        profile=Profile.NOTICE, help_text="What readers read on every page that has this notice."
    )

    class Meta:
        model = Notice
        fields = ["name", "slug"]
        help_texts = {"slug": "A short name of its own, such as not-a-diagnosis."}


class TreatmentForm(VersionedForm):
    title = forms.CharField(
        max_length=200, help_text="As readers see it, such as “Ketamine for depression”."
    )
    alternate_names = CommaListField(
        label="Other names", required=False, help_text="With commas between them."
    )
    regulatory_status = forms.ChoiceField(
        choices=RegulatoryStatus.choices, help_text="How the FDA stands to this use."
    )
    off_label = forms.BooleanField(
        required=False, help_text="Used otherwise than the approved labelling says."
    )
    disclosure = RichTextField(
        profile=Profile.NOTICE,
        required=False,
        help_text="What readers must be told. Needed for a use that is not approved, as are risks "
        "and other ways.",
    )
    risks = RichTextField(profile=Profile.NOTICE, required=False)
    alternatives = RichTextField(profile=Profile.NOTICE, required=False, label="Other ways")

    class Meta:
        model = Treatment
        fields = ["name", "slug"]
        help_texts = {"slug": "A short name of its own, such as ketamine-depression."}
