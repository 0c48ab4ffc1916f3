"""What people have declared of their interests, and where each declares their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.models import Person
from desk.admin.bases import ReadOnlyAdmin
from desk.moving import MovePage, show_move
from desk.requests import user_of
from review.declaring import NONE_TO_DECLARE, declare_interests
from review.models import InterestDeclaration


class DeclareForm(forms.Form):
    none = forms.BooleanField(
        label="I have no interests to declare",
        required=False,
    )
    statement = forms.CharField(
        label="My interests",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        help_text="Employers, payments by makers of drugs or devices, shares, patents. Readers see "
        "this beside your name.",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("none") and self.cleaned_data.get("statement"):
            self.add_error("statement", "Either say which, or that there are none.")
        return cleaned


@admin.register(InterestDeclaration)
class InterestDeclarationAdmin(ReadOnlyAdmin):
    fields = ["person", "statement", "declared_by", "declared_at"]
    list_display = ["person", "statement", "declared_at"]
    list_select_related = ["person"]
    search_fields = ["person__name"]
    change_list_template = "desk/declaration_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.declare)
        return [
            path("declare/", view, name="review_interestdeclaration_declare"),
            *super().get_urls(),
        ]

    def declare(self, request: HttpRequest) -> HttpResponse:
        by = user_of(request)
        person = Person.objects.filter(user=by).first()
        if person is None:
            raise Http404("The account is not linked to a person.")

        def perform(data: dict[str, Any]) -> str:
            statement = NONE_TO_DECLARE if data["none"] else data["statement"]
            declare_interests(person=person, by=by, statement=statement, now=timezone.now())
            return "Thank you. Readers see your declaration, and you may sign for a year."

        page = MovePage(
            title="My declarations",
            explanation="Who signs pages declares interests once a year. Earlier declarations stay "
            "on record.",
            button="Declare",
            perform=perform,
            form=DeclareForm,
            initial={"statement": _said(person)},
        )
        answer = show_move(request, self, person, page)
        if isinstance(answer, HttpResponseRedirect):
            return HttpResponseRedirect(reverse("admin:review_interestdeclaration_changelist"))
        return answer


def _said(person: Person) -> str:
    return "" if person.interests == NONE_TO_DECLARE else person.interests
