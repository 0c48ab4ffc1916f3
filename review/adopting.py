"""Bringing a new version of a notice or treatment to the pages that have an older one.

What an editor has not handed in is never handed in here: only words that a physician has signed, or
that wait for one, are submitted with the new version. Elsewhere the working copy gets it, and the
editors of the page submit it when they are ready.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import User
from articles.models import NoticeVersion, Page, TreatmentVersion
from articles.pinning import pages_behind, pins, repinned
from articles.saving import save_page
from articles.snapshots import freeze
from articles.thawing import draft_of
from review.ledger import Move, ledger_move, recorded_refusals
from review.models import Action, Revision, SubmissionState
from review.refusals import Refusal, Refused
from review.submitting import put_before_reviewers


class Outcome(models.TextChoices):
    """What adopting a version does to a page, or did."""

    SUBMITTED = "submitted", "gets the new version and is submitted for review"
    SUBMITTED_AGAIN = (
        "submitted_again",
        "gets the new version and is submitted again, in place of what waits for review",
    )
    UNSUBMITTED_EDITS = (
        "unsubmitted_edits",
        "gets the new version in its working copy only: it has changes that nobody has submitted",
    )
    NOT_SIGNED = (
        "not_signed",
        "gets the new version in its working copy only: it was sent back, or its sign-off revoked",
    )
    NEVER_SUBMITTED = (
        "never_submitted",
        "gets the new version in its working copy only: it has never been submitted",
    )
    UP_TO_DATE = "up_to_date", "has the new version already"
    REFUSED = "refused", "stays as it is"


# What need not be read to tell revisions apart.
BYTES = ("clinical", "presentation")
SUBMITTING = (Outcome.SUBMITTED, Outcome.SUBMITTED_AGAIN)


@dataclass(frozen=True)
class Planned:
    """What would happen to a page as it stands; ``lock_version`` tells which save that is."""

    page: Page
    lock_version: int
    outcome: Outcome


@dataclass(frozen=True)
class Adopted:
    """What happened to a page. ``reason`` says why, of one that was refused."""

    page: Page
    outcome: Outcome
    reason: str = ""


def plan_adoption(version: NoticeVersion | TreatmentVersion) -> list[Planned]:
    """Return what adopting the version would do, for every page that has an older one."""
    behind = pages_behind(version).values("pk")
    pages = list(Page.objects.with_parts().filter(pk__in=behind).order_by("title", "uuid"))
    outcomes = _outcomes(pages)
    return [Planned(page, page.lock_version, outcomes[page.pk]) for page in pages]


def adopt(
    *,
    version: NoticeVersion | TreatmentVersion,
    planned: Sequence[Planned],
    by: User,
    now: datetime,
) -> list[Adopted]:
    """Do what was planned, page by page: one that is refused changes nothing for the others.

    Every page is a transaction of its own, saved by ``by`` through ``save_page``. A page to which
    something else would happen by now is refused as ``plan_changed``. Raises ``Refused`` when
    ``by`` may not edit and submit pages, or when the version is not the newest.
    """
    with recorded_refusals(action=Action.SUBMIT, by=by, subject=version.subject, now=now):
        if not by.has_perms(["articles.change_page", "review.submit_page"]):
            raise Refused(Refusal.NOT_ALLOWED)
        if version.subject.versions.filter(number__gt=version.number).exists():
            raise Refused(Refusal.NOT_THE_NEWEST)
    return [_adopted(version, each, by=by, now=now) for each in planned]


def _adopted(
    version: NoticeVersion | TreatmentVersion, planned: Planned, *, by: User, now: datetime
) -> Adopted:
    page = planned.page
    try:
        with ledger_move(action=Action.SUBMIT, by=by, subject=page, now=now) as move:
            return _adopt_on(version, planned, move)
    except Refused as refused:
        return Adopted(page, Outcome.REFUSED, refused.sentence)
    except ValidationError as error:
        return Adopted(page, Outcome.REFUSED, " ".join(error.messages))


def _adopt_on(version: NoticeVersion | TreatmentVersion, planned: Planned, move: Move) -> Adopted:
    Page.objects.select_for_update().get(pk=planned.page.pk)
    page = Page.objects.with_parts().get(pk=planned.page.pk)
    draft = draft_of(page)
    older = [
        pinned.number
        for _, pinned in pins(draft)
        if pinned.subject == version.subject and pinned.number < version.number
    ]
    if not older:
        return Adopted(page, Outcome.UP_TO_DATE)
    if (page.lock_version, _outcomes([page])[page.pk]) != (planned.lock_version, planned.outcome):
        raise Refused(Refusal.PLAN_CHANGED)
    saved = save_page(
        draft=repinned(draft, version),
        by=move.by,
        at=move.at,
        page=page,
        lock_version=page.lock_version,
    )
    if planned.outcome in SUBMITTING:
        put_before_reviewers(saved, move=move, change_note=_change_note(version, older))
    return Adopted(saved, planned.outcome)


def _outcomes(pages: Sequence[Page]) -> dict[int, Outcome]:
    """Return, by primary key, what happens to pages as they stand, in a fixed number of queries."""
    waiting = Revision.objects.filter(
        page__in=pages, submission__state=SubmissionState.IN_REVIEW
    ).defer(*BYTES)
    newer = Revision.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))
    newest = Revision.objects.filter(~Exists(newer), page__in=pages).defer(*BYTES)
    last = {revision.page_id: revision for revision in [*newest, *waiting]}
    covered = Revision.objects.filter(pk__in=[row.pk for row in last.values()]).covered()
    signed, waits = set(covered.values_list("page", flat=True)), {row.page_id for row in waiting}
    return {
        page.pk: _outcome(page, last.get(page.pk), waits=page.pk in waits, signed=page.pk in signed)
        for page in pages
    }


def _outcome(page: Page, last: Revision | None, *, waits: bool, signed: bool) -> Outcome:
    """``last`` is the revision that waits for review, or else the newest."""
    if last is None:
        return Outcome.NEVER_SUBMITTED
    if freeze(page, format=last.format).fingerprint != last.fingerprint:
        return Outcome.UNSUBMITTED_EDITS
    if waits:
        return Outcome.SUBMITTED_AGAIN
    return Outcome.SUBMITTED if signed else Outcome.NOT_SIGNED


def _change_note(version: NoticeVersion | TreatmentVersion, older: Sequence[int]) -> str:
    before = " and ".join(str(number) for number in sorted(set(older)))
    return (
        f"The {version.OF} “{version.subject.name}” is now version {version.number}; "
        f"before it was version {before}. Nothing else was changed."
    )
