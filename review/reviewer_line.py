"""The line under a page that says who answers for it. Generated, never typed.

New Jersey (N.J.S.A. 45:1-70) asks that the type of licence and the degree stand beside the name;
Florida (Rule 64B8-11.001, F.A.C.) that a specialty be named with the board that recognises it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Profession
from review.models import Credential, CredentialKind


@dataclass(frozen=True)
class ReviewerLine:
    """``short`` for a badge, ``full`` for the foot of the page."""

    short: str
    full: str


def reviewer_line(
    *, printed_name: str, credentials: Sequence[Credential], in_byline: bool
) -> ReviewerLine | None:
    """Return the line of a physician, by the name that was signed, and of active credentials.

    None without a licence. A signer who also stands in the byline wrote the page: the line then
    says so.
    """
    states = jurisdictions(credentials)
    if not states:
        return None
    verb = "Written by" if in_byline else "Reviewed by"
    certified = _of(credentials, CredentialKind.BOARD_CERTIFICATION)
    profession = Profession.PHYSICIAN.label.lower()
    title = f"board-certified {profession}" if certified else profession
    boards = [f"board-certified in {item.specialty} ({item.authority})" for item in certified]
    return ReviewerLine(
        short=f"{verb} a {title} · {' & '.join(states)}",
        full=f"{verb} {', '.join([printed_name, *boards])}; "
        f"{profession} licensed in {in_words(states)}",
    )


def jurisdictions(credentials: Sequence[Credential]) -> list[str]:
    """Return where the person is licensed, each place once, in alphabetical order."""
    return sorted({item.jurisdiction for item in _of(credentials, CredentialKind.LICENCE)})


def credential_line(credential: Credential) -> str:
    """Return one credential in words, without its number."""
    if credential.kind == CredentialKind.LICENCE:
        return f"Licensed in {credential.jurisdiction} ({credential.authority})"
    if credential.kind == CredentialKind.BOARD_CERTIFICATION:
        return f"Board-certified in {credential.specialty} ({credential.authority})"
    return f"Degree: {credential.specialty or credential.authority}"


def in_words(items: Sequence[str]) -> str:
    """Join as a sentence does: ``FL``, ``FL and NJ``, ``FL, NJ and NY``."""
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def _of(credentials: Sequence[Credential], kind: CredentialKind) -> list[Credential]:
    return [credential for credential in credentials if credential.kind == kind]
