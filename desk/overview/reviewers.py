"""What else a physician looks after: pages that come due, what fell, what was sent back and signed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import User
from articles.models import Person
from delivery.models import Publication
from desk.badges import Look
from desk.fallen import fallen_sources
from desk.lapsing import lapsing
from desk.overview.panels import ROWS_AT_MOST, Panel, Row, day, due_badge, panel
from desk.overview.waiting import sitting_panel, waiting_panel
from desk.readiness import page_address
from review.declaring import declaration_due
from review.models import (
    SignOff,
    Submission,
    SubmissionState,
)

SOON = timedelta(days=30)


def reviewer_panels(user: User, at: datetime) -> Iterator[Panel]:
    yield sitting_panel(user)
    yield waiting_panel(user, at)
    yield _fallen(user, at)
    yield due_panel("Due for re-review, and not submitted yet", at)
    yield _own_licences(user, at)
    yield _own_declaration(user, at)
    yield _came_back(user)
    yield _signed(user)


def due_panel(title: str, at: datetime) -> Panel:
    """Return the public pages that are to be read again soon, or should have been."""
    waiting = Submission.objects.filter(page=OuterRef("page"), state=SubmissionState.IN_REVIEW)
    due = Publication.objects.live(at).filter(~Exists(waiting), review_due__lte=at + SOON)
    found: QuerySet[Publication] = due.select_related("page", "sign_off")
    rows = (
        Row(
            title=str(row.page),
            link=page_address(row.page),
            badges=[due_badge(row.review_due.date(), at.date())],
            said=f"Signed by {row.sign_off.printed_name} on {day(row.sign_off.signed_at)}.",
        )
        for row in found.order_by("review_due", "uuid")[:ROWS_AT_MOST]
    )
    return panel("due", title, found, rows)


def _fallen(user: User, at: datetime) -> Panel:
    sources = [each for each in fallen_sources(at) if each.fall.sign_off.signer_id == user.pk]
    rows = [
        Row(str(each.page), each.address, [(each.label, Look.WARNING)], each.reason)
        for each in sources[:ROWS_AT_MOST]
    ]
    more = reverse("admin:references_standingevent_pages")
    title = "Sources that fell under your signature"
    return Panel(key="fallen", title=title, rows=rows, more=more, total=len(sources))


def _own_licences(user: User, at: datetime) -> Panel:
    own = [
        item.credential
        for item in lapsing(at)
        if item.is_licence and item.credential.person.user_id == user.pk
    ]
    rows = [
        Row(
            title=str(licence),
            link=reverse("admin:review_credential_change", args=[licence.pk]),
            badges=[due_badge(licence.expires, at.date())] if licence.expires else [],
            said="Ask an administrator to enter the renewal.",
        )
        for licence in own
    ]
    return Panel(key="licences", title="Your licences that lapse", rows=rows, total=len(rows))


def _own_declaration(user: User, at: datetime) -> Panel:
    """Return that interests are to be declared, when they are soon or were not."""
    person = Person.objects.filter(user=user).first()
    due = declaration_due(person) if person else None
    rows = []
    if person and (due is None or due <= (at + SOON).date()):
        rows = [
            Row(
                title="Declare your interests",
                link=reverse("admin:review_interestdeclaration_declare"),
                badges=[due_badge(due, at.date()) if due else ("Never declared", Look.WARNING)],
                said="Without a declaration within twelve months you cannot sign.",
            )
        ]
    return Panel(key="declaration", title="Your interests", rows=rows, total=len(rows))


def _came_back(user: User) -> Panel:
    """Return what this reviewer sent back, with what became of it since."""
    later = Submission.objects.filter(
        page=OuterRef("page"), submitted_at__gt=OuterRef("submitted_at")
    )
    sent = Submission.objects.filter(
        state=SubmissionState.CHANGES_REQUESTED, decided_by=user
    ).annotate(is_back=Exists(later))
    rows = (
        Row(
            title=str(submission.revision),
            link=reverse("admin:review_submission_change", args=[submission.pk]),
            badges=[
                ("Submitted again", Look.WAITING)
                if submission.is_back
                else ("With the editors", Look.PLAIN)
            ],
            said=submission.reasons,
        )
        for submission in sent.select_related("revision__page").order_by("-decided_at", "uuid")[:5]
    )
    return Panel(key="came-back", title="What you sent back", rows=list(rows))


def _became(sign_off: SignOff) -> list[tuple[str, Look]]:
    if hasattr(sign_off, "revocation"):
        return [("Revoked", Look.WARNING)]
    if sign_off.waits_for_acceptance and sign_off.page.fingerprint != sign_off.fingerprint:
        return [("The editors went on with other words", Look.WARNING)]
    if sign_off.waits_for_acceptance:
        return [("An editor has to accept your corrections", Look.WAITING)]
    return []


def _signed(user: User) -> Panel:
    signed = SignOff.objects.filter(signer=user).select_related("page", "revocation", "acceptance")
    rows = (
        Row(
            title=str(sign_off.page),
            link=reverse("admin:review_signoff_change", args=[sign_off.pk]),
            badges=_became(sign_off),
            said=f"{sign_off.get_scope_display()}, on {day(sign_off.signed_at)}.",
        )
        for sign_off in signed.order_by("-signed_at", "uuid")[:5]
    )
    more = f"{reverse('admin:review_signoff_changelist')}"
    return panel("signed", "What you signed last", signed, rows, more=more)
