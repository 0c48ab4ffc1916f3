"""Verifying and ending what entitles a person to sign."""

from datetime import datetime

from accounts.models import User
from review.ledger import ledger_move
from review.models import Action, Credential, CredentialStatus, EndedKind
from review.records import row_hash
from review.refusals import Refusal, Refused
from review.signals import cover_changed


def verify_credential(
    *, credential: Credential, by: User, now: datetime, shown: str | None = None
) -> Credential:
    """Confirm a credential by the evidence that was entered with it; never one's own.

    ``shown`` is the ``row_hash`` of what ``by`` compared, if somebody may have edited it since.
    Raises ``Refused``.
    """
    with ledger_move(action=Action.VERIFY_CREDENTIAL, by=by, subject=credential, now=now) as move:
        current = _locked(credential, by)
        if current.status != CredentialStatus.ENTERED:
            raise Refused(Refusal.CREDENTIAL_NOT_WAITING)
        if shown is not None and shown != row_hash(current):
            raise Refused(Refusal.CREDENTIAL_CHANGED)
        if not current.has_evidence:
            raise Refused(Refusal.EVIDENCE_MISSING)
        current.status = CredentialStatus.VERIFIED
        current.verified_by, current.verified_at = by, move.at
        current.save(update_fields=["status", "verified_by", "verified_at"])
        move.record(current)
        cover_changed.send(sender=Credential, move=move, people=[current.person_id])
        return current


def end_credential(
    *, credential: Credential, by: User, now: datetime, kind: EndedKind = EndedKind.ENDED
) -> Credential:
    """Stop relying on a credential before it expires. Sign-offs made with it keep their cover.

    Pages whose signer has no licence left stay in public for the site's grace; what a signer
    signed before discipline leaves it at once (``review.lapsing``). Raises ``Refused``.
    """
    action = Action.DISCIPLINE if kind == EndedKind.DISCIPLINE else Action.END_CREDENTIAL
    with ledger_move(action=action, by=by, subject=credential, now=now) as move:
        current = _locked(credential, by)
        if current.status != CredentialStatus.VERIFIED:
            raise Refused(Refusal.CREDENTIAL_NOT_VERIFIED)
        current.status, current.ended_at = CredentialStatus.ENDED, move.at
        current.ended_kind = kind
        current.save(update_fields=["status", "ended_at", "ended_kind"])
        move.record(current)
        cover_changed.send(sender=Credential, move=move, people=[current.person_id])
        return current


def _locked(credential: Credential, by: User) -> Credential:
    if not by.has_perm("review.verify_credential"):
        raise Refused(Refusal.NOT_ALLOWED)
    # The person as well: whose account it is must not change before this is done.
    rows = Credential.objects.select_related("person").select_for_update(of=["self", "person"])
    current = rows.get(pk=credential.pk)
    if current.person.user_id == by.pk:
        raise Refused(Refusal.OWN_CREDENTIAL)
    return current
