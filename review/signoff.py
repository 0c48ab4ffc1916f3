"""Signing and revoking: the moves on which every public word rests."""

import calendar
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accounts.models import User
from articles.models import Page, Person, Profession, RiskClass
from review.authorship import signing_as
from review.comparing import last_reading
from review.declaring import interests_are_declared
from review.findings import Stage
from review.ledger import Move, ledger_move, ledger_transaction, recorded_refusals
from review.models import (
    Action,
    Credential,
    CredentialKind,
    Ledger,
    Meaning,
    Revision,
    Revocation,
    Scope,
    SignOff,
    Submission,
    SubmissionState,
    TranslationAttestation,
)
from review.readiness import examine, refuse_unready
from review.readiness.rules.sources import standings
from review.refusals import Refusal, Refused
from review.resting import falling_with
from review.reviewer_line import credential_line
from review.signals import cover_changed
from review.submitting import decide, waiting

READ = {
    Scope.WHOLE_PAGE: "I have read this whole page and its list of sources as shown to me",
    Scope.CHANGES: "I have read the changes to this page since its last review as shown to me",
}
APPROVED = {
    Meaning.REVIEW: "and I approve these exact words for publication as clinically sound.",
    Meaning.CORRECTED_REVIEW: (
        "I have corrected some of its words myself, and I approve these exact words, with my "
        "corrections, for publication as clinically sound."
    ),
}
Professions = frozenset[Profession]
PHYSICIANS: Professions = frozenset({Profession.PHYSICIAN})
FELL = "It rested on the sign-off of {sign_off} ({sign_off.uuid}), which was revoked."


def statement_of(scope: Scope, meaning: Meaning) -> str:
    """Return what a signer states, in the words that are shown before and stored with it."""
    return f"{READ[scope]}, {APPROVED[meaning]}"


class Signer(NamedTuple):
    """``credentials`` are those to rely on, ``meaning`` is what the signature would say."""

    person: Person
    credentials: list[Credential]
    meaning: Meaning


@dataclass(frozen=True)
class Reading:
    """What was shown to a signer: which words, whether all of them or the changes, what to state.

    ``compared_with`` is the sign-off since which the changes were shown
    (``review.comparing``).
    """

    fingerprint: str
    scope: Scope
    compared_with: UUID | None = None
    meaning: Meaning = Meaning.REVIEW


def sign(
    *,
    submission: Submission,
    by: User,
    password: str,
    reading: Reading,
    request: HttpRequest,
    now: datetime,
) -> SignOff:
    """Sign the words as they were shown to ``by``.

    The password is asked again, before the ledger is locked; a wrong one counts as a failed
    log-in. Raises ``Refused``.
    """
    with recorded_refusals(action=Action.SIGN, by=by, subject=submission, now=now):
        confirm_password(by, password, request)
        with ledger_transaction(action=Action.SIGN, by=by, now=now) as move:
            current = waiting(submission)
            sign_off = sign_words(current.revision, reading=reading, move=move)
            decide(current, SubmissionState.SIGNED, move)
            return sign_off


def sign_words(revision: Revision, *, reading: Reading, move: Move) -> SignOff:
    """Put the mover's signature under a revision as it was read; within a move."""
    signer = qualified(revision, move)
    if revision.fingerprint != reading.fingerprint:
        raise Refused(Refusal.FINGERPRINT_CHANGED)
    if signer.meaning != reading.meaning:
        raise Refused(Refusal.MEANING_CHANGED)
    _refuse_another_comparison(revision, reading, move)
    _refuse_unattested(revision, signer.person, move)
    _refuse_fallen_sources(revision, move)
    sign_off = _create(revision, signer, reading.scope, move)
    move.record(sign_off, fingerprint=sign_off.fingerprint)
    cover_changed.send(sender=SignOff, move=move, pages=[sign_off.page_id])
    return sign_off


def revoke(*, sign_off: SignOff, by: User, reason: str, now: datetime) -> Revocation:
    """End a sign-off, and those that rest on it (``falling_with``).

    The page leaves the public at once unless another sign-off covers it. The signer may at any time, an administrator with a reason too. Raises ``Refused``.
    """
    with ledger_move(action=Action.REVOKE, by=by, subject=sign_off, now=now) as move:
        if by.pk != sign_off.signer_id and not by.has_perm("review.revoke_any_sign_off"):
            raise Refused(Refusal.NOT_ALLOWED)
        if not reason.strip():
            raise Refused(Refusal.REASON_MISSING, field="reason")
        if Revocation.objects.filter(sign_off=sign_off).exists():
            raise Refused(Refusal.ALREADY_REVOKED)
        # Asked before anything ends, because it reads what stands.
        falling = falling_with(sign_off)
        revocation = _end(sign_off, reason.strip(), move)
        for other in falling:
            _end(other, FELL.format(sign_off=sign_off), move)
        cover_changed.send(sender=SignOff, move=move, pages=[sign_off.page_id])
        return revocation


def _end(sign_off: SignOff, reason: str, move: Move) -> Revocation:
    revocation = Revocation.objects.create(
        sign_off=sign_off, revoked_by=move.by, revoked_at=move.at, reason=reason
    )
    move.record(revocation, fingerprint=sign_off.fingerprint)
    return revocation


def confirm_password(by: User, password: str, request: HttpRequest) -> None:
    """Ask for the password again, before the ledger is locked; a wrong one is a failed log-in."""
    if authenticate(request=request, username=by.email, password=password) != by:
        raise Refused(Refusal.WRONG_PASSWORD, field="password")


class Prospect(NamedTuple):
    """What a signature would say, and why it could not be given, in a sentence, if so."""

    meaning: Meaning
    obstacle: str


def prospect(revision: Revision, *, by: User, at: datetime) -> Prospect:
    """Return what would come of it if ``by`` signed a revision at an instant."""
    asked = Move(ledger=Ledger(last_at=at), at=at, action=Action.SIGN, by=by)
    meaning = Meaning.REVIEW
    try:
        person, _, meaning = qualified(revision, asked)
        _refuse_unattested(revision, person, asked)
        _refuse_fallen_sources(revision, asked)
    except Refused as refused:
        return Prospect(meaning, refused.sentence)
    return Prospect(meaning, "")


def qualified(revision: Revision, move: Move, *, professions: Professions = PHYSICIANS) -> Signer:
    """Return as whom the mover signs the words; a superuser is no exception. Raises ``Refused``."""
    if not move.by.has_perm("review.review_page"):
        raise Refused(Refusal.NOT_ALLOWED)
    person = Person.objects.filter(user=move.by).first()
    if person is None:
        raise Refused(Refusal.NO_PERSON)
    if person.profession not in professions:
        raise Refused(
            Refusal.NOT_A_PHYSICIAN if professions is PHYSICIANS else Refusal.NO_SECOND_REVIEWER
        )
    held = Credential.objects.verified_by_others().filter(person=person)
    active = held.active(move.at.date())
    credentials = list(active.exclude(kind=CredentialKind.LANGUAGE))
    if not any(credential.kind == CredentialKind.LICENCE for credential in credentials):
        raise Refused(Refusal.NO_ACTIVE_LICENCE)
    if not active.for_language(revision.page.locale).exists():
        raise Refused(Refusal.LANGUAGE_NOT_ATTESTED)
    if not interests_are_declared(person, at=move.at):
        raise Refused(Refusal.INTERESTS_NOT_DECLARED)
    meaning = signing_as(revision, by=move.by, person=person)
    if meaning != Meaning.REVIEW and professions is not PHYSICIANS:
        raise Refused(Refusal.OWN_WORDS)
    return Signer(person, credentials, meaning)


def _refuse_unattested(revision: Revision, signer: Person, move: Move) -> None:
    """A translation needs somebody who answers for both languages: a translator, or the signer."""
    translated = revision.snapshot.clinical.get("translated_from")
    if translated is None:
        return
    source = Page.objects.get(uuid=translated["page"])
    active = Credential.objects.verified_by_others().filter(person=signer).active(move.at.date())
    said = TranslationAttestation.objects.of(page=revision.page, snapshot=revision.snapshot)
    reads_both = active.for_language(source.locale).exists()
    if not reads_both and not said.exclude(translator=move.by).exists():
        raise Refused(Refusal.TRANSLATION_NOT_ATTESTED)


def _refuse_fallen_sources(revision: Revision, move: Move) -> None:
    """A work may have fallen while the words waited: they are mended before anybody signs them."""
    examined = examine(revision.snapshot, page=revision.page, at=move.at)
    refuse_unready(standings(examined), Stage.SUBMITTING)


def _refuse_another_comparison(revision: Revision, reading: Reading, move: Move) -> None:
    """Changes were read against a sign-off: it must stand, and be the one to compare with still."""
    if reading.scope == Scope.CHANGES and reading.compared_with:
        last = last_reading(revision, by=move.by)
        if last is None or last.uuid != reading.compared_with:
            raise Refused(Refusal.COMPARISON_CHANGED)


def _create(
    revision: Revision,
    signer: Signer,
    scope: Scope,
    move: Move,
) -> SignOff:
    base = None if scope == Scope.WHOLE_PAGE else _last_whole_reading(revision)
    return SignOff.objects.create(
        page=revision.page,
        revision=revision,
        fingerprint=revision.fingerprint,
        signer=move.by,
        person=signer.person,
        scope=scope,
        base=base,
        meaning=signer.meaning,
        statement=statement_of(scope, signer.meaning),
        printed_name=signer.person.printed_name,
        credential_lines=[credential_line(credential) for credential in signer.credentials],
        credentials=[str(credential.uuid) for credential in signer.credentials],
        signed_at=move.at,
        review_due=base.review_due if base else review_due_of(revision, move.at),
    )


def _last_whole_reading(revision: Revision) -> SignOff:
    standing = SignOff.objects.standing(revision.page).unrecalled()
    base = standing.filter(scope=Scope.WHOLE_PAGE).first()
    if base is None:
        raise Refused(Refusal.NO_WHOLE_READING, field="scope")
    if base.fingerprint == revision.fingerprint:
        raise Refused(Refusal.NOTHING_CHANGED, field="scope")
    return base


def review_due_of(revision: Revision, signed_at: datetime) -> datetime:
    """Return when a page that was read whole at an instant must be read again."""
    risk_class = RiskClass(revision.snapshot.clinical.get("risk_class", RiskClass.RAISED))
    return add_months(signed_at, risk_class.months)


def add_months(at: datetime, months: int) -> datetime:
    """Return the same day and time some months later, or the last day of a shorter month."""
    years, month = divmod(at.month - 1 + months, 12)
    year = at.year + years
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)
