"""The moves of what waits for review, beside signing and sending back: whose turn it is, and no more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import User
from desk.moves_table import SUBMISSION_MOVES, offered
from desk.moving import MovePage, show_move
from desk.requests import user_of
from review.assigning import assign, candidates, give_back, take
from review.models import Submission
from review.submitting import take_back


class AssignForm(forms.Form):
    """``offered`` are those who could sign the words; whoever has them now is offered too."""

    offered: Sequence[User] = ()

    to = forms.ModelChoiceField(
        User.objects.all(),
        required=False,
        label="For whom",
        empty_label="Anybody who is qualified",
        help_text="Only those who could sign these words are offered: no writer of them.",
    )
    due = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The day by which it should be read, if there is one.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["to"]
        choice.queryset = User.objects.filter(pk__in=[user.pk for user in self.offered])


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
        help_text="Why, for your colleagues and the physicians, if you like.",
    )


class SubmissionMoves(admin.ModelAdmin[Any]):
    """Assign, take, give back, take back from review."""

    def submission_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        moves = {
            "assign": self.assign,
            "take": self.take,
            "give-back": self.give_back,
            "take-back": self.take_back,
        }
        return [
            path(
                f"<int:pk>/{word}/", view(move), name=f"review_submission_{word.replace('-', '_')}"
            )
            for word, move in moves.items()
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["moves"] = offered(SUBMISSION_MOVES, kwargs["obj"], user_of(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def assign(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)

        def perform(data: dict[str, Any]) -> str:
            assign(submission=submission, by=user_of(request), now=timezone.now(), **data)
            whom = data["to"] or "anybody who is qualified"
            until = f", until {data['due']:%B %-d, %Y}" if data["due"] else ""
            return f"It now waits for {whom}{until}."

        page = MovePage(
            title=f"Assign: {submission.revision}",
            explanation="Whoever it is assigned to sees that it waits for them. Others who are "
            "qualified can still sign it.",
            button="Assign",
            perform=perform,
            form=_assigning(submission),
            initial={"to": submission.assignee, "due": submission.due},
        )
        return show_move(request, self, submission, page)

    def take(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)

        def perform(data: dict[str, Any]) -> str:
            take(submission=submission, by=user_of(request), now=timezone.now())
            return "It now waits for you."

        page = MovePage(
            title=f"Take: {submission.revision}",
            explanation="The others see that you read it. You can give it back at any time.",
            button="Take it",
            perform=perform,
        )
        return show_move(request, self, submission, page)

    def give_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)

        def perform(data: dict[str, Any]) -> str:
            give_back(submission=submission, by=user_of(request), now=timezone.now())
            return "It waits for anybody who is qualified again."

        page = MovePage(
            title=f"Give back: {submission.revision}",
            explanation="It waits for anybody who is qualified again.",
            button="Give it back",
            perform=perform,
        )
        return show_move(request, self, submission, page)

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)

        def perform(data: dict[str, Any]) -> str:
            take_back(submission=submission, by=user_of(request), now=timezone.now(), **data)
            return "Taken back. No physician is asked to read it any more."

        page = MovePage(
            title=f"Take back from review: {submission.revision}",
            explanation="The physicians no longer see it. The page and what is public of it stay "
            "as they are; submit it again when it is ready.",
            button="Take back",
            perform=perform,
            form=TakeBackForm,
        )
        return show_move(request, self, submission, page)


def submission_of(pk: int) -> Submission:
    return get_object_or_404(Submission.objects.select_related("revision__page", "assignee"), pk=pk)


def _assigning(submission: Submission) -> type[AssignForm]:
    offered = candidates(submission.revision, at=timezone.now())
    had = [submission.assignee] if submission.assignee else []
    return type("AssignForm", (AssignForm,), {"offered": [*offered, *had]})
