"""Accepting what a signer corrected: before that, the signature covers nothing."""

from datetime import datetime

from accounts.models import User
from review.ledger import Move, ledger_move
from review.models import Acceptance, Action, Meaning, SignOff
from review.refusals import Refusal, Refused
from review.signals import cover_changed
from review.submitting import page_that_says


def accept(*, sign_off: SignOff, by: User, fingerprint: str, now: datetime) -> Acceptance:
    """Take over the words as their signer corrected them; from now on the sign-off covers them.

    ``fingerprint`` is that of the words shown to ``by``, who edits pages and is not the signer. The
    working copy must still say them: who edited it since has not accepted. Raises ``Refused``.
    """
    with ledger_move(action=Action.ACCEPT, by=by, subject=sign_off, now=now) as move:
        if not by.has_perm("articles.change_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = SignOff.objects.select_related("person", "page", "revision").get(pk=sign_off.pk)
        _refuse(current, fingerprint, move)
        acceptance = Acceptance.objects.create(
            sign_off=current, fingerprint=current.fingerprint, accepted_by=by, accepted_at=move.at
        )
        move.record(acceptance, fingerprint=current.fingerprint)
        cover_changed.send(sender=SignOff, move=move, pages=[current.page_id])
        return acceptance


def _refuse(sign_off: SignOff, fingerprint: str, move: Move) -> None:
    if sign_off.meaning != Meaning.CORRECTED_REVIEW:
        raise Refused(Refusal.NOTHING_TO_ACCEPT)
    if move.by.pk in (sign_off.signer_id, sign_off.person.user_id):
        raise Refused(Refusal.OWN_CORRECTION)
    if hasattr(sign_off, "revocation"):
        raise Refused(Refusal.ALREADY_REVOKED)
    if hasattr(sign_off, "acceptance"):
        raise Refused(Refusal.ALREADY_ACCEPTED)
    if fingerprint != sign_off.fingerprint:
        raise Refused(Refusal.FINGERPRINT_CHANGED)
    page_that_says(sign_off.revision)
