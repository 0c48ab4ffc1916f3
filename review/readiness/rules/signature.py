"""Whether a physician has signed the words, and still stands behind them."""

from collections.abc import Iterator

from review.findings import Code, Finding
from review.models import Credential, CredentialKind, SignOff
from review.readiness.examined import Examined


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
        yield Finding(
            code=Code.UNSIGNED,
            place="",
            text="No physician has signed these words.",
            do="Submit the page for review.",
        )
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


def _is_licensed(sign_off: SignOff, examined: Examined) -> bool:
    held = Credential.objects.verified_by_others().filter(
        person=sign_off.person, kind=CredentialKind.LICENCE
    )
    return any(credential.is_active(examined.at.date()) for credential in held)


RULES = (signature,)
