"""Where a physician corrects the words under review, and goes on to sign them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Kind
from articles.wording import AFTER, Wording, wordings
from desk.admin.submission_moves import submission_of
from desk.csp import with_nonce
from desk.fields import RichTextField
from desk.moving import Made, MovePage, show_move
from desk.redline import names_in, part_titles
from desk.requests import user_of
from desk.widgets import correction_media, editor_choices
from review.correcting import correct
from review.models import Revision, Submission, SubmissionState
from review.refusals import Refusal
from review.signoff import prospect

LABELS: Mapping[str, str] = {
    "title": "Title",
    "summary": "Summary",
    "key_points": "Key points",
    "heading": "Heading",
    "body": "Text",
    "text": "Text",
    "question": "Question",
    "answer": "Answer",
    "name": "Name as readers see it",
    "explanation": "How they belong together",
    "explanation_on_condition": "On the condition's page instead",
    "label": "Button",
    "note": "Why it is cited",
    "hero_caption": "Caption of the picture at the top",
    "funding": "Funding",
    "seo_title": "Title for search engines",
    "seo_description": "Description for search engines",
}
# Words of a part that has none to read on the page itself.
UNREAD = "facts"
LINES = ("title", "heading", "name", "question", "label", "seo_title")


class CorrectionForm(forms.Form):
    """One field for each text of the page; its name is the place of the text."""

    texts: Sequence[Wording] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in self.texts:
            self.fields[text.place] = _field(text)
            self.initial[text.place] = text.words

    def clean(self) -> dict[str, Any]:
        """Keep what was changed: the rest is saved as it is, whatever a browser made of it."""
        cleaned = super().clean() or {}
        return {place: words for place, words in cleaned.items() if place in self.changed_data}


@dataclass(frozen=True)
class Correctable:
    """One part with its fields. It stands open when it was asked for, or has a fault."""

    key: str
    title: str
    fields: Sequence[forms.BoundField]
    is_asked_for: bool

    @property
    def is_open(self) -> bool:
        return self.is_asked_for or any(field.errors for field in self.fields)


class Correcting(admin.ModelAdmin[Submission]):
    def correcting_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.correct)
        return [path("<int:pk>/correct/", view, name="review_submission_correct")]

    def correct(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = submission_of(pk)
        stopped = why_not(submission, by=user_of(request))
        # What was typed is shown again, whatever became of the submission meanwhile.
        is_closed = bool(stopped) and request.method != "POST"
        texts = [] if is_closed else wordings(submission.revision.snapshot.clinical)

        def perform(data: dict[str, Any]) -> Made:
            made = correct(
                submission=submission, by=user_of(request), words=data, now=timezone.now()
            )
            said = "Saved. Read what you corrected, and sign it."
            return Made(said, reverse("admin:review_submission_sign", args=[made.pk]))

        page = MovePage(
            title=f"Correct the words: {submission.revision}",
            explanation=stopped
            or "What you change is saved as a new revision, which you read and sign then. Your "
            "signature covers it once somebody else who edits pages has accepted exactly your words.",
            button="Save the corrections",
            perform=perform,
            form=type("CorrectionForm", (CorrectionForm,), {"texts": texts}),
            template="desk/correct.html",
            context={"later": _later(submission)} if is_closed else {},
            is_closed=is_closed,
        )
        response = show_move(request, self, submission, page)
        if (context := getattr(response, "context_data", None)) and not is_closed:
            asked = request.GET.get("part", "")
            context["parts"] = _parts(context["form"], submission.revision, asked)
            context["media"] = with_nonce(request, context["media"] + _media(submission.revision))
        return response


def why_not(submission: Submission, *, by: User) -> str:
    """Say why ``by`` cannot correct what waits, in a sentence; nothing if they can."""
    if submission.state != SubmissionState.IN_REVIEW:
        return str(Refusal.NOT_IN_REVIEW.label)
    if submission.revision.page.fingerprint != submission.revision.fingerprint:
        return str(Refusal.EDITED_SINCE.label)
    return prospect(submission.revision, by=by, at=timezone.now()).obstacle


def _later(submission: Submission) -> Submission | None:
    """Return what waits in place of this submission: by now its corrections, perhaps."""
    waiting = Submission.objects.filter(page=submission.page_id, state=SubmissionState.IN_REVIEW)
    return waiting.exclude(pk=submission.pk).select_related("revision").first()


def correctable_parts(revision: Revision) -> set[str]:
    """Return the paths of the parts that have words to correct."""
    return {_key(text) for text in wordings(revision.snapshot.clinical)}


def _parts(form: CorrectionForm, revision: Revision, asked: str) -> list[Correctable]:
    titles = part_titles(revision.snapshot.clinical, names_in(revision.snapshot))
    by_part: dict[str, list[forms.BoundField]] = {}
    for text in form.texts:
        by_part.setdefault(_key(text), []).append(form[text.place])
    return [Correctable(key, titles[key], fields, key == asked) for key, fields in by_part.items()]


def _key(text: Wording) -> str:
    return UNREAD if text.part in AFTER else text.part


def _field(text: Wording) -> forms.Field:
    label = LABELS[text.field]
    if text.profile:
        return RichTextField(profile=text.profile, required=False, label=label)
    widget = forms.TextInput() if text.field in LINES else forms.Textarea(attrs={"rows": 3})
    return forms.CharField(required=False, label=label, widget=widget)


def _media(revision: Revision) -> forms.Media:
    heading = 2 if revision.page.kind == Kind.ARTICLE else 3
    return correction_media() + editor_choices(locale=revision.page.locale, first_heading=heading)
