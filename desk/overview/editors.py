"""What editors and publishers look after."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from articles.models import Page
from delivery.models import Publication
from desk.badges import Look
from desk.listing import with_states
from desk.overview.panels import ROWS_AT_MOST, Panel, Row, day, panel
from desk.overview.reviewers import due_panel
from desk.readiness import page_address
from review.models import Correction, SignOff, Submission, SubmissionState


def editor_panels(user: User, at: datetime) -> Iterator[Panel]:
    yield _to_accept(user)
    yield _sent_back()
    yield _drafts(user, at)
    yield _waiting()
    yield due_panel("Re-review due: submit these again", at)


def publisher_panels(user: User, at: datetime) -> Iterator[Panel]:
    yield _signed(at)
    yield _scheduled(at)


def _to_accept(user: User) -> Panel:
    """Return what signers corrected, and somebody else has to accept."""
    found = SignOff.objects.to_accept().exclude(signer=user).select_related("page")
    rows = (
        Row(
            title=str(sign_off.page),
            link=reverse("admin:review_signoff_accept", args=[sign_off.pk]),
            badges=[("Corrected and signed", Look.WAITING)],
            said=f"{sign_off.printed_name} signed it with corrections on "
            f"{day(sign_off.signed_at)}: it counts once you accept them.",
        )
        for sign_off in found.order_by("signed_at", "uuid")[:ROWS_AT_MOST]
    )
    return panel("to-accept", "Corrections to accept", found, rows)


def _sent_back() -> Panel:
    last = Submission.objects.filter(page=OuterRef("page"))
    later = last.filter(submitted_at__gt=OuterRef("submitted_at"))
    sent = Submission.objects.filter(~Exists(later), state=SubmissionState.CHANGES_REQUESTED)
    found: QuerySet[Submission] = sent.select_related("revision__page", "decided_by")
    rows = (
        Row(
            title=str(submission.revision.page),
            link=page_address(submission.revision.page),
            badges=[("Sent back", Look.WARNING)],
            said=f"{submission.decided_by}: {submission.reasons}",
        )
        for submission in found.order_by("-decided_at", "uuid")[:ROWS_AT_MOST]
    )
    return panel("sent-back", "Sent back by a physician", found, rows)


def _drafts(user: User, at: datetime) -> Panel:
    """Return the pages that this editor changed last, with words that nobody signed or submitted.

    A reviewer who corrects words is the last to change them, and leaves them the editor's who had
    submitted them.
    """
    submitted = Submission.objects.filter(page=OuterRef("pk"), submitted_by=user)
    corrected = Correction.objects.filter(revision__page=OuterRef("pk"), by=OuterRef("changed_by"))
    own = Q(changed_by=user) | Q(Exists(submitted), Exists(corrected))
    pages = with_states(Page.objects.filter(own).select_related("changed_by"), at)
    drafts = pages.filter(Q(is_signed=False, is_waiting=False, is_to_accept=False)).exclude(
        Q(last_submission=SubmissionState.CHANGES_REQUESTED)
    )
    rows = (
        Row(
            title=str(page),
            link=page_address(page),
            badges=[("Public, changed since", Look.WARNING)] if page.is_public else [],  # type: ignore[attr-defined]
            said=f"{_changer(page, user)} changed it on {day(page.changed_at)}.",
        )
        for page in drafts.order_by("-changed_at", "uuid")[:ROWS_AT_MOST]
    )
    return panel("drafts", "Your drafts", drafts, rows, empty="You have no draft.")


def _changer(page: Page, user: User) -> str:
    return "You" if page.changed_by_id == user.pk else str(page.changed_by)


def _waiting() -> Panel:
    waiting = Submission.objects.filter(state=SubmissionState.IN_REVIEW)
    rows = (
        Row(
            title=str(submission.revision.page),
            link=reverse("admin:review_submission_change", args=[submission.pk]),
            badges=[("In review", Look.WAITING)],
            said=f"Submitted on {day(submission.submitted_at)} by {submission.submitted_by}, "
            f"for {submission.assignee or 'anybody qualified'}.",
        )
        for submission in waiting.select_related(
            "revision__page", "submitted_by", "assignee"
        ).order_by("submitted_at", "uuid")[:ROWS_AT_MOST]
    )
    more = reverse("admin:review_submission_changelist")
    return panel("in-review", "Waits for a physician", waiting, rows, more=more)


def _signed(at: datetime) -> Panel:
    pages = with_states(Page.objects.all(), at)
    signed = pages.filter(Q(is_signed=True, words_are_public=False, is_scheduled=False))
    rows = (
        Row(str(page), page_address(page), [("Signed, not public", Look.GOOD)])
        for page in signed.order_by("changed_at", "uuid")[:ROWS_AT_MOST]
    )
    title, empty = "Signed: to be published", "Nothing that is signed waits for you."
    return panel("signed-pages", title, signed, rows, empty=empty)


def _scheduled(at: datetime) -> Panel:
    planned = Publication.objects.scheduled(at).select_related("page")
    rows = (
        Row(
            str(row.page),
            page_address(row.page),
            [("Scheduled", Look.WAITING)],
            f"{day(row.live_from)}.",
        )
        for row in planned.order_by("live_from", "uuid")[:ROWS_AT_MOST]
    )
    return panel("scheduled", "Scheduled", planned, rows)
