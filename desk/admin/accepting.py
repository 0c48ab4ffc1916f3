"""Where an editor sees what a signer corrected, and accepts it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import User
from desk.moving import Made, MovePage, show_move
from desk.readiness import page_address
from desk.redline import redline
from desk.requests import user_of
from review.accepting import accept
from review.authorship import corrected_by
from review.models import SignOff
from review.refusals import Refusal


class AcceptForm(forms.Form):
    fingerprint = forms.CharField(widget=forms.HiddenInput)


class Accepting(admin.ModelAdmin[SignOff]):
    def accepting_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.accept)
        return [path("<int:pk>/accept/", view, name="review_signoff_accept")]

    def accept(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = SignOff.objects.select_related("page", "revision__page", "person", "signer")
        sign_off = get_object_or_404(rows, pk=pk)

        def perform(data: dict[str, Any]) -> Made:
            accept(sign_off=sign_off, by=user_of(request), now=timezone.now(), **data)
            said = "Accepted. The signature covers these words: a publisher can now publish them."
            return Made(said, page_address(sign_off.page))

        before = corrected_by(sign_off.signer, sign_off.revision)
        stopped = _why_not(sign_off, by=user_of(request))
        page = MovePage(
            title=f"Accept the corrections: {sign_off.page}",
            explanation=stopped or _explanation(sign_off),
            button="Accept these words",
            perform=perform,
            form=AcceptForm,
            initial={"fingerprint": sign_off.fingerprint},
            context={
                "sign_off": sign_off,
                "before": before,
                "changes": before and redline(before.snapshot, sign_off.revision.snapshot),
                "page_address": page_address(sign_off.page),
            },
            template="desk/accept.html",
            is_closed=bool(stopped),
        )
        return show_move(request, self, sign_off, page)


def _why_not(sign_off: SignOff, *, by: User) -> str:
    """Say why ``by`` cannot accept, in a sentence; nothing if they can."""
    if hasattr(sign_off, "revocation"):
        return str(Refusal.ALREADY_REVOKED.label)
    if hasattr(sign_off, "acceptance"):
        return str(Refusal.ALREADY_ACCEPTED.label)
    if not sign_off.waits_for_acceptance:
        return str(Refusal.NOTHING_TO_ACCEPT.label)
    if by.pk in (sign_off.signer_id, sign_off.person.user_id):
        return str(Refusal.OWN_CORRECTION.label)
    if not by.has_perm("articles.change_page"):
        return "Somebody who edits pages accepts these words; your account does not."
    if sign_off.page.fingerprint != sign_off.fingerprint:
        return (
            "The page was edited after these words were signed, and what it says now is not what "
            "is shown below: there is nothing to accept. To accept these words after all, restore "
            f"revision {sign_off.revision.number} first."
        )
    return ""


def _explanation(sign_off: SignOff) -> str:
    return (
        f"{sign_off.printed_name} corrected these words and signed them as shown below. The "
        "signature covers nothing before somebody who edits pages has accepted exactly these words."
    )
