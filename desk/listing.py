"""What a list of pages says of each, decided once: by the database, for badges and filters alike."""

from datetime import datetime

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce

from articles.models import Page
from delivery.models import EndingKind, Publication
from desk.fallen import pages_with_fallen_sources
from desk.states import TAKEN_AWAY
from review.models import SignOff, Submission, SubmissionState


class ListState(TextChoices):
    """A page may be in several: public, with changed words that wait for review."""

    PUBLIC = "public", "Public"
    CHANGED = "changed", "Public, changed since"
    SCHEDULED = "scheduled", "Scheduled"
    SIGNED = "signed", "Signed, not public"
    WAITING = "waiting", "In review"
    TO_ACCEPT = "to_accept", "Corrections to accept"
    SENT_BACK = "sent_back", "Sent back"
    RECALLED = "recalled", "Recalled"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DRAFT = "draft", "Draft"
    FALLEN = "fallen", "Source fell, re-review needed"


_SENT_BACK = Q(last_submission=SubmissionState.CHANGES_REQUESTED)
_RECALLED = Q(is_public=False, last_ending=EndingKind.RECALLED)
_WITHDRAWN = Q(is_public=False, last_ending__in=TAKEN_AWAY) & ~_RECALLED
_TO_ACCEPT = Q(is_to_accept=True, is_signed=False)
RULES = {
    ListState.PUBLIC: Q(is_public=True, words_are_public=True),
    ListState.CHANGED: Q(is_public=True, words_are_public=False),
    ListState.SCHEDULED: Q(is_scheduled=True),
    ListState.SIGNED: Q(is_public=False, is_signed=True),
    ListState.WAITING: Q(is_waiting=True),
    ListState.TO_ACCEPT: _TO_ACCEPT,
    ListState.SENT_BACK: _SENT_BACK,
    ListState.RECALLED: _RECALLED,
    ListState.WITHDRAWN: _WITHDRAWN,
    ListState.DRAFT: Q(is_public=False, is_signed=False, is_waiting=False, is_scheduled=False)
    & ~_SENT_BACK
    & ~_TO_ACCEPT
    & ~_RECALLED
    & ~_WITHDRAWN,
    ListState.FALLEN: Q(rests_on_fallen=True),
}


def with_states(pages: "QuerySet[Page]", at: datetime) -> "QuerySet[Page]":
    """Annotate what a list shows of each page, and whether it is in each ``ListState``."""
    of_page = {"page": OuterRef("pk")}
    live = Publication.objects.live(at).filter(**of_page)
    submissions = Submission.objects.filter(**of_page)
    waiting = submissions.filter(state=SubmissionState.IN_REVIEW)
    words = {**of_page, "fingerprint": OuterRef("fingerprint")}
    covering = SignOff.objects.in_force().filter(**words).unrecalled()
    facts = pages.annotate(
        is_public=Exists(live),
        words_are_public=Exists(live.filter(fingerprint=OuterRef("fingerprint"))),
        is_scheduled=Exists(Publication.objects.scheduled(at).filter(**of_page)),
        is_waiting=Exists(waiting),
        waiting_fingerprint=_first(waiting, "revision__fingerprint"),
        is_signed=Exists(covering),
        is_to_accept=Exists(SignOff.objects.to_accept().filter(**words)),
        rests_on_fallen=Exists(_fallen(at).filter(pk=OuterRef("pk"))),
        last_submission=_first(submissions.order_by("-submitted_at", "uuid"), "state"),
        last_ending=_first(Publication.objects.ended(at).filter(**of_page), "ending"),
        review_due=Coalesce(
            Subquery(live.values("review_due")[:1]),
            Subquery(covering.order_by("-signed_at", "uuid").values("review_due")[:1]),
        ),
    )
    return facts.annotate(
        **{
            f"is_in_state_{state}": ExpressionWrapper(rule, output_field=BooleanField())
            for state, rule in RULES.items()
        }
    )


def _fallen(at: datetime) -> "QuerySet[Page]":
    return Page.objects.filter(pk__in=pages_with_fallen_sources(at))


def states_of(page: object) -> list[ListState]:
    """Return the states of a page that ``with_states`` has annotated."""
    return [state for state in ListState if getattr(page, f"is_in_state_{state}")]


def in_state(pages: "QuerySet[Page]", state: str) -> "QuerySet[Page]":
    return pages.filter(**{f"is_in_state_{state}": True})


def _first(rows: "QuerySet[Submission] | QuerySet[Publication]", name: str) -> Coalesce:
    """The value in the first row, or nothing: a comparison with NULL is never true."""
    return Coalesce(Subquery(rows.values(name)[:1]), Value(""))
