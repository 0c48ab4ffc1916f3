"""Bringing an old revision back as the working copy. What readers see stays as it is."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError

from accounts.models import User
from articles.drafts import PageDraft
from articles.models import Page
from articles.saving import save_page
from articles.snapshots import Snapshot, freeze
from articles.thawing import thaw
from review.ledger import Move, ledger_move
from review.models import Action, Revision, SignOff
from review.refusals import Refusal, Refused
from review.submitting import locked_page, make_revision

KEPT_NOTE = "Kept as it stood before revision {number} was restored."
RESTORED_NOTE = "Revision {number}, restored."


@dataclass(frozen=True)
class Restored:
    """``kept`` holds what the page said before, if no revision did; ``sign_off`` covers the words."""

    revision: Revision
    kept: Revision | None
    sign_off: SignOff | None


def restore(*, revision: Revision, by: User, lock_version: int, now: datetime) -> Restored:
    """Make the page what the revision says, as a save of ``by`` and a revision of its own.

    What the page says now is never lost: unless a revision holds it, one is made of it first.
    What waits for review goes on waiting. ``lock_version`` is that of the page which ``by`` saw.
    Raises ``Refused``, with everything that is missing by name.
    """
    with ledger_move(action=Action.RESTORE, by=by, subject=revision, now=now) as move:
        if not by.has_perm("articles.change_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = locked_page(revision.page, lock_version)
        draft = draft_to_restore(revision)
        kept = _kept(current, revision, move)
        saved = _saved(draft, current, move)
        made = _made(saved, revision, move)
        covering = SignOff.objects.covering(page=saved, fingerprint=made.fingerprint)
        return Restored(revision=made, kept=kept, sign_off=covering.first())


def revision_that_says(page: Page, snapshot: Snapshot) -> Revision | None:
    """Return the newest revision of the page with these very words and this presentation."""
    same = Revision.objects.filter(page=page, fingerprint=snapshot.fingerprint)
    return same.filter(presentation=snapshot.presentation_bytes).order_by("-number").first()


def draft_to_restore(revision: Revision) -> PageDraft:
    """Return what the page would be. Raises ``Refused`` with all that is missing, by name."""
    try:
        return thaw(revision.snapshot)
    except ValidationError as error:
        names = [str((fault.params or {})["words"]) for fault in error.error_list]
        detail = f"Missing: {'; '.join(names)}."
        raise Refused(Refusal.NO_LONGER_EXISTS, detail=detail) from error


def _kept(page: Page, revision: Revision, move: Move) -> Revision | None:
    """Make a revision of what the page says, unless one holds it already."""
    snapshot = freeze(page)
    if _says(revision, snapshot):
        raise Refused(Refusal.NOTHING_TO_RESTORE)
    if revision_that_says(page, snapshot):
        return None
    note = KEPT_NOTE.format(number=revision.number)
    kept = make_revision(page, snapshot, move=move, change_note=note)
    move.record(kept, fingerprint=kept.fingerprint)
    return kept


def _says(revision: Revision, snapshot: Snapshot) -> bool:
    same_words = revision.fingerprint == snapshot.fingerprint
    return same_words and bytes(revision.presentation) == snapshot.presentation_bytes


def _saved(draft: PageDraft, page: Page, move: Move) -> Page:
    try:
        return save_page(
            draft=draft, by=move.by, at=move.at, page=page, lock_version=page.lock_version
        )
    except ValidationError as error:
        raise Refused(Refusal.DOES_NOT_FIT, detail=" ".join(error.messages)) from error


def _made(page: Page, revision: Revision, move: Move) -> Revision:
    # In the format of the words that were signed, so that their sign-off covers these.
    snapshot = freeze(page, format=revision.format)
    note = RESTORED_NOTE.format(number=revision.number)
    made = make_revision(page, snapshot, move=move, change_note=note)
    move.record(made, fingerprint=made.fingerprint)
    return made
