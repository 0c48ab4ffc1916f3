"""Where a page stands: what is public, what waits for whom, and what a change would unsign."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef, QuerySet

from articles.models import Page
from delivery.models import Publication
from review.models import Revision, SignOff, Submission, SubmissionState


@dataclass(frozen=True)
class PageState:
    """``words_are_public`` and ``words_are_signed`` speak of the working copy's words."""

    live: Publication | None
    waiting: Submission | None
    sent_back: Submission | None
    sign_off: SignOff | None
    to_publish: Revision | None
    words_are_public: bool

    @property
    def words_are_signed(self) -> bool:
        return self.sign_off is not None


def page_state(page: Page, at: datetime) -> PageState:
    """Return where one page stands at an instant."""
    live = (
        Publication.objects.live(at)
        .filter(page=page)
        .select_related("revision", "sign_off")
        .first()
    )
    submissions = Submission.objects.filter(page=page).select_related("revision", "submitted_by")
    last = submissions.order_by("-submitted_at").first()
    return PageState(
        live=live,
        waiting=last if last and last.state == SubmissionState.IN_REVIEW else None,
        sent_back=last if last and last.state == SubmissionState.CHANGES_REQUESTED else None,
        sign_off=SignOff.objects.covering(page=page, fingerprint=page.fingerprint).first(),
        to_publish=_to_publish(page, live),
        words_are_public=live is not None and live.fingerprint == page.fingerprint,
    )


def _to_publish(page: Page, live: Publication | None) -> Revision | None:
    """Return the newest signed revision with other words than the public ones.

    Of a public page only one that these words have not replaced: a new presentation of them has a
    higher number than words that were signed before it and never published.
    """
    signed = Revision.objects.filter(page=page).covered().order_by("-number")
    if live is None:
        return signed.first()
    same_words = Revision.objects.filter(page=page, fingerprint=live.fingerprint)
    since = same_words.aggregate(number=Min("number"))["number"]
    return (
        signed.exclude(fingerprint=live.fingerprint)
        .filter(number__gt=since, publications__isnull=True)
        .first()
    )


def with_states(pages: "QuerySet[Page]", at: datetime) -> "QuerySet[Page]":
    """Annotate what a list shows of each page: ``is_public``, ``is_waiting``, ``is_signed``."""
    return pages.annotate(
        is_public=Exists(Publication.objects.live(at).filter(page=OuterRef("pk"))),
        is_waiting=Exists(
            Submission.objects.filter(page=OuterRef("pk"), state=SubmissionState.IN_REVIEW)
        ),
        is_signed=Exists(
            SignOff.objects.filter(
                page=OuterRef("pk"), fingerprint=OuterRef("fingerprint"), revocation__isnull=True
            )
        ),
    )
