"""E-mails about what waits for somebody or comes due: each thing once, all of a run in one message.

What is to be said is computed from what stands, whenever the worker looks. So nothing is said of
what was done meanwhile, and a worker that slept says it later.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from delivery.models import Publication
from desk import outbox
from desk.lapsing import WATCHED_DAYS, lapsing
from desk.models import MessageKind, Reminded
from desk.readiness import page_address
from review.assigning import told_of
from review.authorship import corrected_by
from review.models import (
    Assignment,
    SignOff,
    Submission,
    SubmissionState,
)

# An assignment that nobody was told of for so long is no news.
NEWS = timedelta(days=7)
DUE_SOON = timedelta(days=2)
# Days before: each is said once, the nearest that has come.
REVIEW_DAYS = (30, 0)
LICENCE_DAYS = (WATCHED_DAYS, 14, 0)
GREETING = "Hello {name},"
END = "All that waits for you: {desk}"


@dataclass(frozen=True)
class Reminder:
    """``key`` names the thing; ``line`` says it, without words of a page; ``address`` leads there."""

    to: User
    key: str
    line: str
    address: str

    @property
    def whole_key(self) -> str:
        return f"{self.key}:{self.to.uuid}"


def remind(now: datetime) -> int:
    """Queue one message to each person of whom something is wanted; return how many."""
    with transaction.atomic():
        found = [*_assigned(now), *_due(now), *_corrected(now), *_reviews(now), *_licences(now)]
        known = Reminded.objects.filter(key__in=[each.whole_key for each in found])
        said = set(known.values_list("key", flat=True))
        news: dict[User, list[Reminder]] = defaultdict(list)
        for each in found:
            if each.to.is_active and each.whole_key not in said:
                news[each.to].append(each)
        for user in sorted(news, key=lambda user: user.pk):
            _tell(user, news[user], now)
    return len(news)


def _tell(user: User, reminders: Sequence[Reminder], now: datetime) -> None:
    keys = sorted({each.whole_key for each in reminders})
    message = outbox.queue(
        to=user,
        kind=MessageKind.REMINDER,
        subject=reminders[0].line if len(keys) == 1 else f"{len(keys)} things wait for you",
        text=_text(user, reminders),
        key=f"{MessageKind.REMINDER}:{hashlib.sha256(' '.join(keys).encode()).hexdigest()}",
        at=now,
    )
    if message:
        Reminded.objects.bulk_create(Reminded(key=key, message=message) for key in keys)


def _text(user: User, reminders: Iterable[Reminder]) -> str:
    said = [f"{each.line}\n{settings.ADMIN_URL}{each.address}" for each in reminders]
    desk = f"{settings.ADMIN_URL}{reverse('admin:index')}"
    return (
        "\n\n".join([GREETING.format(name=user.get_short_name()), *said, END.format(desk=desk)])
        + "\n"
    )


def _assigned(now: datetime) -> Iterator[Reminder]:
    """What was assigned to somebody, while it waits for them."""
    waiting = Assignment.objects.filter(
        submission__state=SubmissionState.IN_REVIEW, assignee__isnull=False, at__gt=now - NEWS
    )
    for assignment in waiting.select_related("submission__revision__page", "assignee", "by"):
        submission = assignment.submission
        if submission.assignee_id != assignment.assignee_id:
            continue
        until = f", to be read by {assignment.due:%Y-%m-%d}" if assignment.due else ""
        for user in told_of(assignment):
            yield Reminder(
                to=user,
                key=f"assigned:{assignment.uuid}",
                line=f"{_title(submission)} waits for you{until}.",
                address=_sign_address(submission),
            )


def _due(now: datetime) -> Iterator[Reminder]:
    """What somebody should have read by a day that is near or has passed."""
    due = Submission.objects.filter(
        state=SubmissionState.IN_REVIEW,
        assignee__isnull=False,
        due__lte=(now + DUE_SOON).date(),
    )
    for submission in due.select_related("revision__page", "assignee"):
        if submission.assignee:
            yield Reminder(
                to=submission.assignee,
                key=f"due:{submission.uuid}:{submission.due}",
                line=f"{_title(submission)} was to be read by {submission.due:%Y-%m-%d}."
                if submission.due and submission.due < now.date()
                else f"{_title(submission)} is to be read by {submission.due:%Y-%m-%d}.",
                address=_sign_address(submission),
            )


def _corrected(now: datetime) -> Iterator[Reminder]:
    """What a signer corrected: to whoever had put it before the reviewers, while it waits."""
    rows = SignOff.objects.to_accept().filter(signed_at__gt=now - NEWS)
    for sign_off in rows.select_related("revision__page", "signer"):
        before = corrected_by(sign_off.signer, sign_off.revision)
        if before and before.created_by.has_perm("articles.change_page"):
            yield Reminder(
                to=before.created_by,
                key=f"accept:{sign_off.uuid}",
                line=f"“{sign_off.revision.page.title}” was corrected and signed: the corrections "
                "are to be accepted.",
                address=reverse("admin:review_signoff_accept", args=[sign_off.pk]),
            )


def _reviews(now: datetime) -> Iterator[Reminder]:
    """Public pages that their signer should read again; what waits already is said otherwise."""
    live = Publication.objects.live(now).filter(
        review_due__lte=now + timedelta(days=max(REVIEW_DAYS))
    )
    waiting = Submission.objects.filter(state=SubmissionState.IN_REVIEW).values("page")
    for row in live.exclude(page__in=waiting).select_related("page", "sign_off__signer"):
        days = _reached(row.review_due, REVIEW_DAYS, now)
        yield Reminder(
            to=row.sign_off.signer,
            key=f"review:{row.sign_off.uuid}:{days}",
            line=f"“{row.page.title}” is due for its next review on {row.review_due:%Y-%m-%d}.",
            address=page_address(row.page),
        )


def _licences(now: datetime) -> Iterator[Reminder]:
    """Licences that lapse and nobody renewed: to who holds them, and to administrators."""
    administrators = list(
        User.objects.filter(is_active=True, groups__permissions__codename="verify_credential")
        .distinct()
        .order_by("pk")
    )
    for licence in (item.credential for item in lapsing(now) if item.is_licence):
        if licence.expires is None or licence.expires < (now - NEWS).date():
            continue
        ends = datetime.combine(licence.expires, datetime.min.time(), tzinfo=now.tzinfo)
        people = {*administrators, *([licence.person.user] if licence.person.user else [])}
        for user in sorted(people, key=lambda user: user.pk):
            yield Reminder(
                to=user,
                key=f"licence:{licence.uuid}:{_reached(ends, LICENCE_DAYS, now)}",
                line=f"The licence of {licence.person.name} in {licence.jurisdiction} ends on "
                f"{licence.expires:%Y-%m-%d}.",
                address=reverse("admin:review_credential_change", args=[licence.pk]),
            )


def _reached(instant: datetime, days: Sequence[int], now: datetime) -> int:
    """Return the nearest of the numbers of days before an instant that has come."""
    return min(number for number in days if now >= instant - timedelta(days=number))


def _title(submission: Submission) -> str:
    return f"“{submission.revision.page.title}”"


def _sign_address(submission: Submission) -> str:
    return reverse("admin:review_submission_sign", args=[submission.pk])
