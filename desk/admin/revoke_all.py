"""Where all the sign-offs of one person are revoked, after a list of what becomes of each page."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import User
from articles.models import Person
from delivery.revoking_all import PlannedPage, RevocationPlan, plan_revocation, revoke_all
from desk.moving import MovePage, show_move
from desk.requests import user_of


class RevokeAllForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text="Why, for your colleagues. It stands with each of the sign-offs.",
    )


class RevokeAll(admin.ModelAdmin[Any]):
    """A person with an account may have signed; who may revoke what they signed is asked here."""

    change_form_template = "desk/person_change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revoke_all)
        return [
            path("<int:pk>/revoke-all/", view, name="articles_person_revoke_all"),
            *super().get_urls(),
        ]

    def revoke_all(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(Person.objects.select_related("user"), pk=pk)
        signer = _account(person)
        plan = plan_revocation(signer, at=timezone.now())

        def perform(data: dict[str, Any]) -> str:
            # What the list said that was confirmed: the form shown again has the list of now.
            digest = request.POST.get("digest", "")
            done = revoke_all(
                signer=signer, by=user_of(request), digest=digest, now=timezone.now(), **data
            )
            return _said(done)

        asked = MovePage(
            title=f"Revoke all sign-offs of {person}",
            explanation="Every sign-off of this person ends at once, or none does. A page that no "
            "other signature covers leaves the public in the same moment.",
            button="Revoke all",
            perform=perform,
            form=RevokeAllForm,
            context={"plan": plan, "groups": _groups(plan)},
            template="desk/revoke_all.html",
            danger=True,
        )
        return show_move(request, self, person, asked)


def _account(person: Person) -> User:
    if person.user is None:
        raise Http404("Nobody signs as this person.")
    return person.user


def _groups(plan: RevocationPlan) -> list[tuple[str, list[PlannedPage]]]:
    """The pages by what becomes of them."""
    groups = groupby(plan.pages, key=lambda each: each.outcome)
    return [(str(outcome.label), list(pages)) for outcome, pages in groups]


def _said(plan: RevocationPlan) -> str:
    count = sum(len(each.revoked) for each in plan.pages)
    falling = sum(len(each.falling) for each in plan.pages)
    signatures = "1 sign-off is" if count == 1 else f"{count} sign-offs are"
    others = f", and {falling} of others that rested on them" if falling else ""
    return f"{signatures} revoked{others}."
