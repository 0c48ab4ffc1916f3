"""Signing together what waits for one new version of a notice or treatment."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.models import User
from desk.overview.waiting import open_to
from desk.requests import user_of
from desk.sitting import Signable, Sitting, sittings
from review.models import Meaning, Scope, Submission
from review.refusals import Refusal, Refused
from review.signoff import Reading, sign, statement_of


class SittingForm(forms.Form):
    """Which of the pages, and the password once for all."""

    pages = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one page.",
            "invalid_choice": Refusal.PLAN_CHANGED.label,
        },
    )
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Your log-in password again: it makes these your signatures.",
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.value, str(each.submission.revision)) for each in sitting.signable]
        self.fields["pages"].choices = choices  # type: ignore[attr-defined]
        self.initial["pages"] = [value for value, _ in choices]


class Sittings(admin.ModelAdmin[Submission]):
    def sitting_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.sitting)
        return [path("sitting/<str:key>/", view, name="review_submission_sitting")]

    def sitting(self, request: HttpRequest, key: str) -> HttpResponse:
        by = user_of(request)
        if not by.has_perm("review.review_page"):
            raise PermissionDenied
        sitting = _sitting(by, key)
        if sitting is None:
            messages.info(request, "Nothing waits any more that could be signed together.")
            return HttpResponseRedirect(reverse("admin:index"))
        form = SittingForm(request.POST or None, sitting=sitting)
        if form.is_valid() and self._signed(request, form, sitting, by):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Sign together: {sitting.name}",
            "sitting": sitting,
            "statement": statement_of(Scope.CHANGES, Meaning.REVIEW),
            "form": form,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "desk/sitting.html", context, status=status)

    def _signed(self, request: HttpRequest, form: SittingForm, sitting: Sitting, by: User) -> bool:
        """Sign each page in a move of its own; what is refused for one leaves the others alone."""
        chosen = set(form.cleaned_data["pages"])
        signed = 0
        for each in sitting.signable:
            if each.value not in chosen:
                continue
            try:
                _sign(each, by, form.cleaned_data["password"], request)
            except Refused as refused:
                if refused.code == Refusal.WRONG_PASSWORD:
                    form.add_error("password", ValidationError(refused.sentence, refused.code))
                    return False
                messages.error(request, f"{each.submission.revision}: {refused.sentence}")
            else:
                signed += 1
        if signed:
            messages.success(request, f"Signed {signed} page{'' if signed == 1 else 's'}.")
        return True


def _sign(each: Signable, by: User, password: str, request: HttpRequest) -> None:
    sign(
        submission=each.submission,
        by=by,
        password=password,
        reading=Reading(each.submission.revision.fingerprint, Scope.CHANGES, each.base.uuid),
        request=request,
        now=timezone.now(),
    )


def _sitting(by: User, key: str) -> Sitting | None:
    found = {each.adopted.key: each for each in sittings(open_to(by), by=by)}
    return found.get(key)
