"""Whether a physician has signed the words, and still stands behind them."""

import re
from collections.abc import Iterator

from review.findings import Code, Finding
from review.models import Credential, CredentialKind, SignOff
from review.readiness.examined import Examined

# Certifications in psychiatry, child psychiatry and the like, and in addiction medicine.
RELATED = re.compile(r"psychiatr|psiquiatr|addiction|adicci", re.IGNORECASE)


def signature(examined: Examined) -> Iterator[Finding]:
    """Say what publishing would refuse of words that are not public yet."""
    covering = SignOff.objects.covering(
        page=examined.page, fingerprint=examined.snapshot.fingerprint
    )
    signed = covering.exists()
    sign_offs = list(covering.unrecalled().select_related("person")) if signed else []
    current = [item for item in sign_offs if item.review_due > examined.at]
    if signed and not sign_offs:
        yield Finding(
            code=Code.RECALLED,
            place="",
            text="The page was recalled after these words were signed.",
            do="Mend what was wrong and submit the page: a physician reads all of it again.",
        )
    elif not sign_offs:
        yield _unsigned(examined)
    elif not current:
        yield Finding(
            code=Code.SIGN_OFF_OVERDUE,
            place="",
            text=f"The review date of the sign-off passed on {sign_offs[0].review_due:%Y-%m-%d}.",
            do="Have the page reviewed again.",
        )
    elif not _is_licensed(current[0], examined):
        yield Finding(
            code=Code.CREDENTIALS_LAPSED,
            place="",
            text=f"{current[0].printed_name} has no licence that holds today: readers will not be "
            "told who reviewed the page.",
            do="Have the renewed licence entered and verified, or the page signed by somebody else.",
        )


def _unsigned(examined: Examined) -> Finding:
    corrected = SignOff.objects.to_accept().filter(
        page=examined.page, fingerprint=examined.snapshot.fingerprint
    )
    if sign_off := corrected.first():
        return Finding(
            code=Code.UNSIGNED,
            place="",
            text=f"{sign_off.printed_name} corrected and signed these words, and nobody has "
            "accepted the corrections.",
            do="Have somebody else who edits pages look at the corrections and accept them.",
        )
    return Finding(
        code=Code.UNSIGNED,
        place="",
        text="No physician has signed these words.",
        do="Submit the page for review.",
    )


def _is_licensed(sign_off: SignOff, examined: Examined) -> bool:
    held = Credential.objects.verified_by_others().filter(
        person=sign_off.person, kind=CredentialKind.LICENCE
    )
    return any(credential.is_active(examined.at.date()) for credential in held)


def specialty(examined: Examined) -> Iterator[Finding]:
    """Readers take "board-certified" beside a page on the mind for certified in psychiatry."""
    covering = SignOff.objects.covering(
        page=examined.page, fingerprint=examined.snapshot.fingerprint
    )
    sign_off = covering.select_related("person").first()
    if sign_off is None:
        return
    held = Credential.objects.verified_by_others().active(examined.at.date())
    certified = held.filter(person=sign_off.person, kind=CredentialKind.BOARD_CERTIFICATION)
    specialties = sorted(certified.values_list("specialty", flat=True))
    if specialties and not any(RELATED.search(name) for name in specialties):
        yield Finding(
            code=Code.SPECIALTY_UNRELATED,
            place="",
            text=f"{sign_off.printed_name} is certified in {', '.join(specialties)}, which is not "
            "psychiatry: the reviewer line says so.",
            do="Have a psychiatrist sign, or make sure that the line misleads nobody.",
        )


RULES = (signature, specialty)
