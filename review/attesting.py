"""A translator attests that a translation says what its original says."""

from datetime import datetime

from accounts.models import User
from articles.models import Page
from articles.snapshots import freeze
from review.ledger import ledger_move
from review.models import Action, TranslationAttestation
from review.refusals import Refusal, Refused
from review.submitting import locked_page

STATEMENT = (
    "I have compared this translation with the words of the original that it was made from, and it "
    "says the same: nothing is left out, added or softened."
)


def attest_translation(
    *, page: Page, by: User, lock_version: int, now: datetime
) -> TranslationAttestation:
    """Attest the working copy as ``by`` was shown it, against the original that it names.

    Other words of either need another attestation. Raises ``Refused``.
    """
    with ledger_move(action=Action.ATTEST_TRANSLATION, by=by, subject=page, now=now) as move:
        if not by.has_perm("review.submit_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = locked_page(page, lock_version)
        if current.translated_from is None:
            raise Refused(Refusal.NOT_A_TRANSLATION)
        fingerprint = freeze(current).fingerprint
        said = {"page": current, "fingerprint": fingerprint, "translator": by}
        if TranslationAttestation.objects.filter(**said).exists():
            raise Refused(Refusal.ALREADY_ATTESTED)
        attestation = TranslationAttestation.objects.create(
            **said,
            source=current.translated_from,
            source_fingerprint=current.translated_fingerprint,
            statement=STATEMENT,
            at=move.at,
        )
        move.record(attestation, fingerprint=fingerprint)
        return attestation
