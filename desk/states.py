"""Where a page stands: what is public, what waits for whom, and what a change would unsign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Min, OuterRef, QuerySet

from accounts.models import User
from articles.models import Page, Site
from delivery.models import EndingKind, Publication
from review.lapsing import stands_until
from review.models import Action, AuditEntry, Revision, SignOff, Submission, SubmissionState
from review.models.signoffs import SignOffQuerySet
from review.threads import open_threads

# Endings that took a page away from its readers; the others are the usual way of things.
TAKEN_AWAY = (EndingKind.WITHDRAWN, EndingKind.REVOKED, EndingKind.RECALLED)


# The moves that withdraw a page.
TAKING_AWAY = (Action.WITHDRAW, Action.DISCIPLINE, Action.CHANGE_GRACE, Action.END_CREDENTIAL)
# So long before the last licence of a signer ends is it time to think of the renewal.
LAPSES_SOON = timedelta(days=60)


@dataclass(frozen=True)
class Lapse:
    """That the signer of the public words has no licence left, or none for long.

    ``ends`` is when the last one ends or has ended; ``leaves`` when the page leaves the public.
    """

    sign_off: SignOff
    ends: datetime
    leaves: datetime
    has_ended: bool

    @property
    def last_day(self) -> date:
        return (self.ends - timedelta(days=1)).date()


@dataclass(frozen=True)
class PageState:
    """``words_are_public`` and ``words_are_signed`` speak of the working copy's words.

    ``scheduled`` are the versions that begin later, in order.
    ``to_accept`` is a sign-off of words that its signer corrected, and nobody accepted.
    ``open_comments`` counts those that nobody has settled.
    ``licensed_until`` is when the public words would leave for want of a licence, ``lapse`` says so
    when that is soon. ``taken_away`` is the last publication, if it was ended by somebody, and ``taken_away_by`` who.
    """

    page: Page
    live: Publication | None
    scheduled: Sequence[Publication]
    waiting: Submission | None
    sent_back: Submission | None
    sign_off: SignOff | None
    to_accept: SignOff | None
    to_publish: Revision | None
    words_are_public: bool
    taken_away: Publication | None
    taken_away_by: User | None
    open_comments: int
    licensed_until: datetime | None
    lapse: Lapse | None

    @property
    def words_are_signed(self) -> bool:
        return self.sign_off is not None

    @property
    def live_is_followed(self) -> bool:
        """Whether another version begins where the public one ends."""
        until = self.live.live_until if self.live else None
        return any(row.live_from == until for row in self.scheduled)

    @property
    def comes_down(self) -> datetime | None:
        """When the public version ends and nothing follows; licences of years to come are no news."""
        if self.live is None or self.live_is_followed:
            return None
        by_licence = self.live.live_until == self.licensed_until
        return None if by_licence and self.lapse is None else self.live.live_until


def page_state(page: Page, at: datetime) -> PageState:
    """Return where one page stands at an instant."""
    live = (
        Publication.objects.live(at)
        .filter(page=page)
        .select_related("revision", "sign_off")
        .first()
    )
    licensed_until = stands_until(live.sign_off, at=at) if live else None
    taken_away = None if live else _taken_away(page, at)
    submissions = Submission.objects.filter(page=page).select_related(
        "revision", "submitted_by", "assignee"
    )
    last = submissions.order_by("-submitted_at").first()
    return PageState(
        page=page,
        live=live,
        scheduled=list(_scheduled(page, at)),
        waiting=last if last and last.state == SubmissionState.IN_REVIEW else None,
        sent_back=last if last and last.state == SubmissionState.CHANGES_REQUESTED else None,
        sign_off=_covering(page).unrecalled().first(),
        to_accept=_to_accept(page),
        to_publish=_to_publish(page, live, at),
        words_are_public=live is not None and live.fingerprint == page.fingerprint,
        taken_away=taken_away,
        taken_away_by=_taken_away_by(taken_away) if taken_away else None,
        open_comments=open_threads(page),
        licensed_until=licensed_until,
        lapse=_lapse(live, licensed_until, at) if live else None,
    )


def _to_accept(page: Page) -> SignOff | None:
    """Return what is to be accepted, as long as the working copy still says it."""
    rows = SignOff.objects.to_accept().filter(page=page, fingerprint=page.fingerprint)
    return rows.select_related("revision").order_by("-signed_at", "uuid").first()


def _covering(page: Page) -> SignOffQuerySet:
    return SignOff.objects.covering(page=page, fingerprint=page.fingerprint)


def _lapse(live: Publication, leaves: datetime | None, at: datetime) -> Lapse | None:
    grace = timedelta(days=Site.objects.current().lapse_grace_days)
    if leaves is None or leaves - grace > at + LAPSES_SOON:
        return None
    ends = leaves - grace
    return Lapse(live.sign_off, ends=ends, leaves=leaves, has_ended=ends <= at)


def _scheduled(page: Page, at: datetime) -> QuerySet[Publication, Publication]:
    rows = Publication.objects.scheduled(at).filter(page=page).order_by("live_from")
    return rows.select_related("revision")


def _to_publish(page: Page, live: Publication | None, at: datetime) -> Revision | None:
    """Return the newest signed revision with other words than the public ones.

    Of a public page only one that these words have not replaced: a new presentation of them has a
    higher number than words that were signed before it and never published.
    """
    covering = SignOff.objects.standing(page).unrecalled()
    signed = Revision.objects.filter(
        page=page, fingerprint__in=covering.order_by().values("fingerprint")
    ).order_by("-number")
    if live is None:
        return signed.first()
    same_words = Revision.objects.filter(page=page, fingerprint=live.fingerprint)
    since = same_words.aggregate(number=Min("number"))["number"]
    # What is scheduled, or was held, was not public yet.
    was_public = Publication.objects.filter(
        revision=OuterRef("pk"), cancelled_at__isnull=True, live_from__lte=at
    )
    return (
        signed.exclude(fingerprint=live.fingerprint)
        .filter(~Exists(was_public), number__gt=since)
        .first()
    )


def _taken_away(page: Page, at: datetime) -> Publication | None:
    ended = Publication.objects.ended(at).filter(page=page)
    last = ended.select_related("sign_off__revocation__revoked_by").first()
    return last if last and last.ending in TAKEN_AWAY else None


def _taken_away_by(publication: Publication) -> User | None:
    """Who withdrew it stands in the audit alone; who revoked or recalled it, in a row of its own."""
    if publication.ending == EndingKind.REVOKED:
        revocation = getattr(publication.sign_off, "revocation", None)
        return revocation.revoked_by if revocation else None
    if publication.ending == EndingKind.RECALLED:
        recall = publication.page.recalls.select_related("by").first()
        return recall.by if recall else None
    entries = AuditEntry.objects.filter(action__in=TAKING_AWAY, refusal="")
    actors = entries.filter(subject=publication.uuid).values("actor")
    return User.objects.filter(uuid__in=actors).first()
