"""Revoking every sign-off of one signer at once, after a list of what becomes of each page."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.models import User
from articles.canonical import canonical_bytes
from articles.models import Page
from delivery.covering import Covering, covering_of, covering_sign_offs
from delivery.models import Publication, PublicationQuerySet
from review.lapsing import Licensing
from review.ledger import Move, ledger_move
from review.models import Action, Revocation, SignOff
from review.refusals import Refusal, Refused
from review.resting import falling_with
from review.signals import cover_changed
from review.signoff import FELL


class Outcome(models.TextChoices):
    """What becomes of a page that the signer signed."""

    LEAVES = "leaves", "Leaves the public at once, with whatever is scheduled of it"
    HELD = "held", "Is not public; what is scheduled of it is cancelled"
    STAYS = "stays", "Stays public: another signature covers it"
    UNTOUCHED = "untouched", "Is not public: only the signature goes"


@dataclass(frozen=True)
class PlannedPage:
    """``falling`` are the sign-offs of others that rest on those of the signer."""

    page: Page
    outcome: Outcome
    revoked: Sequence[SignOff]
    falling: Sequence[SignOff]


@dataclass(frozen=True)
class RevocationPlan:
    pages: Sequence[PlannedPage]

    @property
    def digest(self) -> str:
        """Another one when anything would become of a page than the list says."""
        told = [
            [
                str(each.page.uuid),
                each.outcome.value,
                sorted(str(row.uuid) for row in each.revoked),
                sorted(str(row.uuid) for row in each.falling),
            ]
            for each in self.pages
        ]
        return hashlib.sha256(canonical_bytes(told)).hexdigest()


def plan_revocation(signer: User, *, at: datetime) -> RevocationPlan:
    """Return what would become of each page; the worst first, then by title.

    A fixed number of queries, and a few for each page on which others have signed too.
    """
    revoked, shared = _standing(signer)
    falling = {pk: falling_with(*revoked[pk]) if pk in shared else [] for pk in revoked}
    gone = [row.pk for rows in (*revoked.values(), *falling.values()) for row in rows]
    outcomes = _outcomes(list(revoked), covering_sign_offs(shared, but=gone), at)
    pages = [
        PlannedPage(rows[0].page, outcomes[pk], rows, falling[pk]) for pk, rows in revoked.items()
    ]
    rank = list(Outcome).index
    pages.sort(key=lambda each: (rank(each.outcome), each.page.title, str(each.page.uuid)))
    return RevocationPlan(pages)


def outcome_of(*revoked: SignOff, at: datetime) -> Outcome:
    """Return what would become of their one page if these sign-offs ended."""
    page = revoked[0].page_id
    covering = covering_sign_offs([page], but=[row.pk for row in revoked])
    return _outcomes([page], covering, at)[page]


def revoke_all(
    *, signer: User, by: User, reason: str, digest: str, now: datetime
) -> RevocationPlan:
    """Revoke every sign-off of a signer, and those that rest on them, in one transaction.

    ``digest`` is that of the plan which ``by`` saw: if anything else would happen by now, nothing
    does. The signer may, and who may revoke the sign-off of anybody. Raises ``Refused``.
    """
    with ledger_move(action=Action.REVOKE_ALL, by=by, subject=signer, now=now) as move:
        if by.pk != signer.pk and not by.has_perm("review.revoke_any_sign_off"):
            raise Refused(Refusal.NOT_ALLOWED)
        if not reason.strip():
            raise Refused(Refusal.REASON_MISSING, field="reason")
        plan = plan_revocation(signer, at=move.at)
        if not plan.pages:
            raise Refused(Refusal.NOTHING_TO_REVOKE)
        if plan.digest != digest:
            raise Refused(Refusal.PLAN_CHANGED)
        _revoke(plan, reason.strip(), move)
        return plan


def _revoke(plan: RevocationPlan, reason: str, move: Move) -> None:
    reasons = [(row, reason) for each in plan.pages for row in each.revoked]
    reasons += [
        (row, FELL.format(sign_off=each.revoked[0])) for each in plan.pages for row in each.falling
    ]
    revocations = Revocation.objects.bulk_create(
        Revocation(sign_off=row, revoked_by=move.by, revoked_at=move.at, reason=why)
        for row, why in reasons
    )
    move.record_all((row, row.sign_off.fingerprint) for row in revocations)
    pages = [each.page.pk for each in plan.pages]
    cover_changed.send(sender=SignOff, move=move, pages=pages)


def _standing(signer: User) -> tuple[dict[int, list[SignOff]], set[int]]:
    """Return the signer's sign-offs by page, and the pages on which others have signed too."""
    standing = SignOff.objects.filter(revocation__isnull=True)
    own = standing.filter(signer=signer).select_related("page", "revision", "signer", "person")
    unread = ("revision__clinical", "revision__presentation")
    revoked: dict[int, list[SignOff]] = defaultdict(list)
    for row in own.defer(*unread).order_by("signed_at", "uuid"):
        revoked[row.page_id].append(row)
    others = standing.filter(page__in=list(revoked)).exclude(signer=signer)
    return dict(revoked), set(others.values_list("page", flat=True))


def _outcomes(pages: Sequence[int], covering: Covering, at: datetime) -> dict[int, Outcome]:
    outcomes, licensing = dict.fromkeys(pages, Outcome.UNTOUCHED), Licensing()
    for row in _rows(Publication.objects.scheduled(at), pages):
        if not covering.get((row.page_id, row.fingerprint)):
            outcomes[row.page_id] = Outcome.HELD
    for row in _rows(Publication.objects.live(at), pages):
        stays = covering_of(row, covering, at, licensing) is not None
        outcomes[row.page_id] = Outcome.STAYS if stays else Outcome.LEAVES
    return outcomes


def _rows(rows: PublicationQuerySet, pages: Sequence[int]) -> PublicationQuerySet:
    unread = ("body", "card", "revision__clinical", "revision__presentation")
    return rows.filter(page__in=pages).select_related("revision").defer(*unread)
