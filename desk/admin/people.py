"""Authors and reviewers. Whose account a person is stays, once a signature may rest on it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.facts import person_changed
from articles.form_fields import CommaListField
from articles.models import Person
from delivery.models import Document
from desk.admin.live_facts import LiveFactsAdmin
from desk.admin.people_lists import PeopleLists
from desk.admin.revoke_all import RevokeAll
from review.ledger import Turn
from review.models import CredentialStatus


class PersonForm(forms.ModelForm[Person]):
    degrees = CommaListField(required=False, help_text="With commas between them: MD, PhD.")
    languages = CommaListField(required=False, help_text="Language tags: en, es.")

    class Meta:
        model = Person
        fields = [
            "name",
            "suffixes",
            "slug",
            "user",
            "profession",
            "degrees",
            "biography",
            "orcid",
            "languages",
            "interests",
            "interests_declared_on",
        ]
        help_texts = {
            "profession": "Only a physician signs pages.",
            "biography": "A few sentences for readers: training, work, what the person is known for.",
            "orcid": "Sixteen places in four groups, such as 0000-0002-1825-0097.",
            "interests_declared_on": "The day on which the person told you.",
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and "user" in self.cleaned_data:
            # Locked, so that no credential is verified between this question and the save.
            stored = Person.objects.select_for_update().get(pk=self.instance.pk)
            if self.cleaned_data["user"] != stored.user and account_is_fixed(stored):
                raise ValidationError(
                    "A credential of this person was verified after you opened this page: "
                    "the account stays as it is.",
                    code="account_is_fixed",
                )
        return cleaned


@admin.register(Person)
class PersonAdmin(RevokeAll, LiveFactsAdmin, PeopleLists):
    form = PersonForm
    autocomplete_fields = ["user"]

    def tell(self, row: Person, turn: Turn) -> None:
        person_changed(person=row, at=turn.at, turn=turn)

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        if obj is None:
            return []
        kept = ["user"] if account_is_fixed(obj) else []
        # Who has an account declares them alone.
        kept += ["interests", "interests_declared_on"] if obj.user_id else []
        return [*kept, "slug"] if address_is_known(obj) else kept

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Person | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ["name"]}


def address_is_known(person: Person) -> bool:
    """Whether readers may hold the address: it would lead to nobody, or later to somebody else."""
    return Document.objects.filter(person=person).exists()


def account_is_fixed(person: Person) -> bool:
    """Whether another account could sign, or seem to have signed, as this person."""
    verified = person.credentials.exclude(status=CredentialStatus.ENTERED)
    return verified.exists() or person.sign_offs.exists()
