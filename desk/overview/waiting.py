"""What waits for a physician, with the reason, riskiest and oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from articles.models import RiskClass
from desk.badges import Look
from desk.earlier import recalls, severity_in_a_word
from desk.fallen import pages_with_fallen_sources
from desk.overview.panels import ROWS_AT_MOST, Panel, Row, day, due_badge
from desk.redline import changed_words
from desk.sitting import sittings
from review.comparing import readings
from review.models import Recall, SignOff, Submission, SubmissionState


@dataclass(frozen=True)
class Waiting:
    """One submission. ``base`` is the sign-off since which the reader looks at changes."""

    submission: Submission
    base: SignOff | None
    source_fell: bool
    recall: Recall | None

    @property
    def risk(self) -> RiskClass:
        clinical = self.submission.revision.snapshot.clinical
        return RiskClass(clinical.get("risk_class", RiskClass.RAISED))

    @property
    def is_unchanged(self) -> bool:
        return self.base is not None and (
            self.base.revision.fingerprint == self.submission.revision.fingerprint
        )

    def urgency(self, at: datetime) -> tuple[object, ...]:
        """Sorts: what fell or is late first, then what can hurt most, then what waits longest."""
        late = self.due_by is not None and self.due_by < at.date()
        return (
            not (self.recall or self.source_fell or late),
            self.risk.months,
            self.submission.submitted_at,
            self.submission.uuid,
        )

    @property
    def due_by(self) -> date | None:
        if self.submission.due or self.base is None:
            return self.submission.due
        return self.base.review_due.date()

    def row(self, at: datetime) -> Row:
        return Row(
            title=str(self.submission.revision.page),
            link=reverse("admin:review_submission_sign", args=[self.submission.pk]),
            badges=list(self._badges(at)),
            said=self._said(),
        )

    def _badges(self, at: datetime) -> Iterable[tuple[str, Look]]:
        if self.recall:
            yield f"Recalled: {severity_in_a_word(self.recall).lower()}", Look.WARNING
        if self.source_fell:
            yield "Source fell", Look.WARNING
        # Of what waits for others no row is made: who is named is the reader.
        correction = getattr(self.submission.revision, "correction", None)
        if correction and correction.by_id == self.submission.assignee_id:
            yield "Your corrections, to be signed", Look.WARNING
        elif self.submission.assignee_id:
            yield "Assigned to you", Look.WAITING
        yield self._reason(), Look.WAITING
        if self.due_by:
            yield due_badge(self.due_by, at.date())
        yield f"Every {self.risk.months} months", Look.PLAIN

    def _reason(self) -> str:
        if self.base is None:
            return "Read anew" if self.recall else "New page"
        if self.is_unchanged:
            return "Re-review"
        words = changed_words(self.base.revision.snapshot, self.submission.revision.snapshot)
        return f"Changed: {words} word{'' if words == 1 else 's'}"

    def _said(self) -> str:
        submission = self.submission
        note = submission.revision.change_note
        by = f"Submitted on {day(submission.submitted_at)} by {submission.submitted_by}"
        return f"{by}: {note}" if note else f"{by}."


def waiting_panel(user: User, at: datetime) -> Panel:
    """Return what waits for this reviewer, or for anybody who may sign it."""
    submissions = open_to(user)
    bases = readings({item.page_id for item in submissions}, by=user).last
    fallen = pages_with_fallen_sources(at)
    recalled = recalls(
        {item.page_id for item in submissions},
        {page: base.signed_at for page, base in bases.items()},
    )
    waiting = [
        Waiting(item, bases.get(item.page_id), item.page_id in fallen, recalled.get(item.page_id))
        for item in submissions
    ]
    waiting.sort(key=lambda each: each.urgency(at))
    return Panel(
        key="waiting",
        title="Waits for you",
        rows=[each.row(at) for each in waiting[:ROWS_AT_MOST]],
        empty="Nothing waits for you.",
        more=reverse("admin:review_submission_changelist"),
        total=len(waiting),
    )


def sitting_panel(user: User) -> Panel:
    """Return the notices and treatments whose new version several pages wait for, and nothing else."""
    rows = [
        Row(
            title=sitting.name,
            link=reverse("admin:review_submission_sitting", args=[sitting.adopted.key]),
            badges=[(f"{len(sitting.signable)} pages", Look.WAITING)],
            said=f"Nothing but version {sitting.adopted.after} of this {sitting.adopted.kind} came in.",
        )
        for sitting in sittings(open_to(user), by=user)
    ]
    return Panel(key="sitting", title="To sign in one sitting", rows=rows, total=len(rows))


def open_to(user: User) -> list[Submission]:
    """Return what waits for this user, or for anybody, and was written by others."""
    found = _assigned_to(user)[: ROWS_AT_MOST * 5]
    return [item for item in found if _is_by_others(item, user)]


def _is_by_others(submission: Submission, user: User) -> bool:
    """Whether others wrote it: what somebody corrected while reading it, they may sign."""
    correction = getattr(submission.revision, "correction", None)
    corrected = correction is not None and correction.by_id == user.pk
    return corrected or str(user.uuid) not in submission.revision.contributors


def _assigned_to(user: User) -> "QuerySet[Submission]":
    waiting = Submission.objects.filter(state=SubmissionState.IN_REVIEW)
    mine = waiting.filter(Q(assignee=user) | Q(assignee=None))
    related = mine.select_related("revision__page", "revision__correction", "submitted_by")
    return related.order_by("submitted_at", "uuid")
