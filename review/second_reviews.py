"""Psychologists and nurse practitioners sign too, beside the physician and never in their place."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User
from articles.models.people import SECOND_REVIEWERS
from review.ledger import ledger_move, ledger_transaction, recorded_refusals
from review.models import Action, Revision, SecondReview, SignOff
from review.refusals import Refusal, Refused
from review.reviewer_line import credential_line
from review.signals import cover_changed
from review.signoff import confirm_password, qualified

STATEMENT = (
    "I have read this whole page and its list of sources as shown to me, and within my profession I "
    "agree with these exact words, which a physician has signed."
)


def add_second_review(
    *,
    revision: Revision,
    by: User,
    password: str,
    fingerprint: str,
    request: HttpRequest,
    now: datetime,
) -> SecondReview:
    """Sign words that a physician has signed, as they were shown to ``by``. Raises ``Refused``."""
    with recorded_refusals(action=Action.SECOND_REVIEW, by=by, subject=revision, now=now):
        confirm_password(by, password, request)
        with ledger_transaction(action=Action.SECOND_REVIEW, by=by, now=now) as move:
            person, credentials, _ = qualified(revision, move, professions=SECOND_REVIEWERS)
            if revision.fingerprint != fingerprint:
                raise Refused(Refusal.FINGERPRINT_CHANGED)
            words = {"page": revision.page, "fingerprint": fingerprint}
            covering = SignOff.objects.covering(page=revision.page, fingerprint=fingerprint)
            if not covering.exists():
                raise Refused(Refusal.PHYSICIAN_FIRST)
            if SecondReview.objects.standing().filter(person=person, **words).exists():
                raise Refused(Refusal.ALREADY_REVIEWED)
            review = SecondReview.objects.create(
                **words,
                revision=revision,
                signer=by,
                person=person,
                statement=STATEMENT,
                printed_name=person.printed_name,
                credential_lines=[credential_line(credential) for credential in credentials],
                credentials=[str(credential.uuid) for credential in credentials],
                signed_at=move.at,
            )
            move.record(review, fingerprint=fingerprint)
            cover_changed.send(sender=SecondReview, move=move, people=[person.pk])
            return review


def withdraw_second_review(*, review: SecondReview, by: User, now: datetime) -> SecondReview:
    """Take a second review back: its signer, or who may revoke sign-offs. Raises ``Refused``."""
    action = Action.WITHDRAW_SECOND_REVIEW
    with ledger_move(action=action, by=by, subject=review, now=now) as move:
        if by.pk != review.signer_id and not by.has_perm("review.revoke_any_sign_off"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = SecondReview.objects.select_for_update().get(pk=review.pk)
        if current.withdrawn_at is not None:
            raise Refused(Refusal.ALREADY_WITHDRAWN)
        current.withdrawn_at = move.at
        current.save(update_fields=["withdrawn_at"])
        move.record(current, fingerprint=current.fingerprint)
        cover_changed.send(sender=SecondReview, move=move, people=[current.person_id])
        return current
