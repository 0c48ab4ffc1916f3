"""On a condition's page: what symptom pages say about it, each to be edited where it stands.

The words are those of the symptom page: to save one here is an edit of that page.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.models import (
    Association,
    Page,
    Strength,
    Symptom,
)
from articles.richtext import Profile
from articles.saving import save_page
from articles.thawing import draft_of
from desk.associations import said_of
from desk.csp import with_nonce
from desk.fields import RichTextField
from desk.moving import MovePage, show_move
from desk.requests import user_of
from desk.states import page_state
from desk.widgets import editor_choices

GONE = (
    "The symptom page no longer says anything about this condition. Copy what you wrote, and add "
    "it on that page again."
)
STALE = (
    "Somebody else saved the symptom page after you opened this, so yours is not saved yet. Copy "
    "what you wrote, open this page again and put it in."
)
FIELDS = ("name", "strength", "explanation", "explanation_on_condition")


class StatementForm(forms.Form):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        max_length=200, help_text="The condition as it is printed on the symptom's page."
    )
    strength = forms.ChoiceField(
        choices=Strength.choices, help_text="How firmly the symptom belongs to the condition."
    )
    explanation = RichTextField(
        profile=Profile.ANSWER, help_text="How the symptom and the condition belong together."
    )
    explanation_on_condition = RichTextField(
        profile=Profile.ANSWER,
        required=False,
        label="Explanation on the condition's page",
        help_text="Shown on the condition's page instead. Leave it empty to show the same words.",
    )


class ConditionAssociations(admin.ModelAdmin[Any]):
    """For the admin of conditions."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.edit_association)
        name = "articles_condition_association"
        return [
            path("<int:pk>/associations/<uuid:uuid>/", view, name=name),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        condition = context.get("original")
        if condition:
            context["associations"] = said_of(condition, timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    def edit_association(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        condition: Page = get_object_or_404(self.model, pk=pk)
        rows = Association.objects.filter(
            condition=condition.topic_id, page__locale=condition.locale
        )
        association = rows.select_related("page").filter(uuid=uuid).first()
        if association is None and request.method != "POST":
            raise Http404
        asked = self._asked(request, association) if association else _gone()
        response = show_move(request, self, condition, asked)
        if isinstance(response, TemplateResponse):
            _give_the_editors_what_they_need(request, response)
        return response

    def _asked(self, request: HttpRequest, association: Association) -> MovePage:
        page = association.page

        def perform(data: dict[str, Any]) -> str:
            now = timezone.now()
            saved = _save(association, data, by=user_of(request), at=now)
            symptom = Symptom.objects.get(pk=saved.pk)
            said = f"Save {saved.lock_version} of this page, from the page of a condition."
            self.log_change(request, symptom, said)
            return f"Saved on the page “{saved}”. {_signature(saved, now)}"

        return MovePage(
            title=f"What “{page}” says about this condition",
            explanation=f"These words belong to the symptom page “{page}”. Saving them here is an "
            "edit of that page: it needs a new sign-off before readers see them, here or there.",
            button=f"Save on the page “{page}”",
            perform=perform,
            form=StatementForm,
            initial={
                "lock_version": page.lock_version,
                **{name: getattr(association, name) for name in FIELDS},
            },
        )


def _gone() -> MovePage:
    """What is shown to somebody who wrote while the symptom page lost these words."""

    def refuse(_: dict[str, Any]) -> str:
        raise ValidationError(GONE, code="association_is_gone")

    return MovePage(
        title="What a symptom page said about this condition",
        explanation="Somebody took this association out while you were writing.",
        button="Save",
        perform=refuse,
        form=StatementForm,
    )


def _save(association: Association, data: dict[str, Any], *, by: Any, at: datetime) -> Page:
    """Save the symptom page as it stands, but for this association."""
    page = Page.objects.get(pk=association.page_id)
    draft = draft_of(page)
    places = {item.uuid: place for place, item in enumerate(draft.associations)}
    if association.uuid not in places:
        raise ValidationError(GONE, code="association_is_gone")
    place = places[association.uuid]
    changed = {name: data[name] for name in FIELDS}
    associations = list(draft.associations)
    associations[place] = replace(associations[place], **changed)
    try:
        return save_page(
            draft=replace(draft, associations=associations),
            by=by,
            at=at,
            page=page,
            lock_version=data["lock_version"],
        )
    except ValidationError as error:
        raise _at_fields(error, f"associations.{place}.") from error


def _at_fields(error: ValidationError, prefix: str) -> ValidationError:
    """Sort what is wrong with the association to its fields, and the rest above the form."""
    if not hasattr(error, "error_dict"):
        stale = [fault.code for fault in error.error_list] == ["stale_lock_version"]
        return ValidationError(STALE, code="stale_lock_version") if stale else error
    faults: dict[str, list[ValidationError]] = {}
    for place, errors in error.error_dict.items():
        field = place.removeprefix(prefix)
        faults.setdefault(field if field in FIELDS else NON_FIELD_ERRORS, []).extend(errors)
    return ValidationError(faults)


def _signature(page: Page, at: datetime) -> str:
    state = page_state(page, at)
    if state.words_are_signed:
        return "A physician has signed exactly these words."
    if state.live:
        return "It needs a new sign-off: until then readers see the words that were signed."
    return "Nobody has signed that page yet: submit it for review before readers can see it."


def _give_the_editors_what_they_need(request: HttpRequest, response: TemplateResponse) -> None:
    context = response.context_data or {}
    context["media"] = with_nonce(request, context["media"] + editor_choices())
