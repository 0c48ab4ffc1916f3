"""The line under a page that says who answers for it. Generated, never typed.

New Jersey (N.J.S.A. 45:1-70) asks that the type of licence and the degree stand beside the name;
Florida (Rule 64B8-11.001, F.A.C.) that a specialty be named with the board that recognises it, and
that its own statement follow when that is none of ``review.boards``. So it is in every language: the
line names the licence of a physician, and behind each specialty the board. Specialties, boards and jurisdictions are printed as they were entered.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.language_tags import nearest
from articles.models import Profession
from review.boards import FLORIDA, FLORIDA_STATEMENT, is_recognised
from review.models import Credential, CredentialKind


@dataclass(frozen=True)
class ReviewerLine:
    """``short`` for a badge, ``full`` for the foot of the page."""

    short: str
    full: str


@dataclass(frozen=True)
class LineWords:
    """What the line says in one language.

    ``one`` and ``one_certified`` stand for the signer where the name does not. ``joints`` stand
    between the states of a badge and before the last of them, ``together`` before the last of
    several in a sentence.
    """

    reviewed: str
    written: str
    one: str
    one_certified: str
    certified: str
    licensed: str
    licences: Mapping[str, str]
    joints: tuple[str, str]
    together: str


# The Spanish title of a physician follows the person's gender, which we do not know. The full line
# names the licence instead; the badge, which names nobody, says "médico" as a dictionary does.
# "Certificación oficial" would be wrong: the boards are no authorities.
WORDS = {
    "en": LineWords(
        reviewed="Reviewed by",
        written="Written by",
        one="a physician",
        one_certified="a board-certified physician",
        certified="board-certified in {specialty} ({board})",
        licensed="physician licensed in {places}",
        licences={
            Profession.PHYSICIAN: "Physician licensed in {places}",
            Profession.PSYCHOLOGIST: "Psychologist licensed in {places}",
            Profession.NURSE_PRACTITIONER: "Nurse practitioner licensed in {places}",
        },
        joints=(" & ", "&"),
        together="and",
    ),
    "es": LineWords(
        reviewed="Revisado por",
        written="Escrito por",
        one="un médico",
        one_certified="un médico con certificación de especialidad",
        certified="con certificación de especialidad en {specialty} ({board})",
        licensed="con licencia de médico en {places}",
        licences={
            Profession.PHYSICIAN: "Con licencia de médico en {places}",
            Profession.PSYCHOLOGIST: "Con licencia de psicología en {places}",
            Profession.NURSE_PRACTITIONER: "Con licencia de enfermería de práctica avanzada en "
            "{places}",
        },
        joints=(", ", "y"),
        together="y",
    ),
}
# "Y" becomes "e" before the sound of "i" (Ortografía de la lengua española), not before "ia", "ie".
SOUNDS_LIKE_I = re.compile(r"(?:I|Í|Hi|Hí)(?![aeoAEO])")


def reviewer_line(
    *, printed_name: str, credentials: Sequence[Credential], in_byline: bool, locale: str
) -> ReviewerLine | None:
    """Return the line of a physician, by the name that was signed, and of active credentials.

    None without a licence. A signer who also stands in the byline wrote the page: the line then
    says so. In a language without words of ours it speaks as ``nearest`` says, in the end English.
    """
    states = jurisdictions(credentials)
    if not states:
        return None
    words = nearest(WORDS, locale)
    verb = words.written if in_byline else words.reviewed
    certifications = _of(credentials, CredentialKind.BOARD_CERTIFICATION)
    boards = [
        words.certified.format(specialty=item.specialty, board=item.authority)
        for item in certifications
    ]
    # The badge has no room for the statement, so it says nothing that would need it.
    recognised = [item for item in certifications if is_recognised(item.authority)]
    one = words.one_certified if recognised else words.one
    full = (
        f"{verb} {', '.join([printed_name, *boards])}; "
        f"{words.licensed.format(places=in_words(states, locale=locale))}"
    )
    if FLORIDA in states and len(recognised) < len(certifications):
        full += f". {FLORIDA_STATEMENT}"
    return ReviewerLine(short=f"{verb} {one} · {_joined(states, *words.joints)}", full=full)


def licence_line(profession: str, credentials: Sequence[Credential], *, locale: str) -> str | None:
    """Return the type of licence and where it holds, to stand beside one name; None without one."""
    states = jurisdictions(credentials)
    words = nearest(WORDS, locale).licences.get(profession)
    return words.format(places=in_words(states, locale=locale)) if states and words else None


def jurisdictions(credentials: Sequence[Credential]) -> list[str]:
    """Return where the person is licensed, each place once, in alphabetical order."""
    return sorted({item.jurisdiction for item in _of(credentials, CredentialKind.LICENCE)})


def credential_line(credential: Credential) -> str:
    """Return one credential in words, without its number, as the record of a sign-off keeps it."""
    if credential.kind == CredentialKind.LICENCE:
        return f"Licensed in {credential.jurisdiction} ({credential.authority})"
    if credential.kind == CredentialKind.BOARD_CERTIFICATION:
        return f"Board-certified in {credential.specialty} ({credential.authority})"
    return f"Degree: {credential.specialty or credential.authority}"


def in_words(items: Sequence[str], *, locale: str) -> str:
    """Join as a sentence does: ``FL``, ``FL and NJ``, ``FL, NJ and NY``; ``FL y NJ``."""
    return _joined(items, ", ", nearest(WORDS, locale).together)


def _joined(items: Sequence[str], between: str, last: str) -> str:
    if len(items) == 1:
        return items[0]
    if last == "y" and SOUNDS_LIKE_I.match(items[-1]):
        last = "e"
    return f"{between.join(items[:-1])} {last} {items[-1]}"


def _of(credentials: Sequence[Credential], kind: CredentialKind) -> list[Credential]:
    return [credential for credential in credentials if credential.kind == kind]
