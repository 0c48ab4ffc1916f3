"""The plan that somebody confirms, as a page of the admin carries it to the move."""

import json
from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Page
from review.adopting import Outcome, Planned


class AdoptForm(forms.Form):
    plan = forms.CharField(widget=forms.HiddenInput)

    def clean_plan(self) -> list[Planned]:
        try:
            return _read(self.cleaned_data["plan"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValidationError(
                "This list cannot be read: go back and open it again.", code="bad_plan"
            ) from error


def plan_text(planned: Sequence[Planned]) -> str:
    """Return the plan as the form takes it back."""
    return json.dumps([[str(p.page.uuid), p.lock_version, p.outcome.value] for p in planned])


def _read(text: str) -> list[Planned]:
    rows = [(UUID(uuid), int(save), Outcome(outcome)) for uuid, save, outcome in json.loads(text)]
    pages = Page.objects.in_bulk([uuid for uuid, _, _ in rows], field_name="uuid")
    return [Planned(pages[uuid], save, outcome) for uuid, save, outcome in rows]
