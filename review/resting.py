"""What a sign-off rests on: words that were read whole, and words that are not the signer's own."""

from collections.abc import Collection

from review.authorship import signing_as
from review.models import Meaning, SignOff
from review.refusals import Refused


def falling_with(*revoked: SignOff) -> list[SignOff]:
    """Return the other sign-offs of the page that nothing would carry without these.

    One of changes rests on the reading of the whole page. And whoever signed words on the ground
    that another signature covered their own earlier ones loses that ground with it.
    """
    standing = SignOff.objects.filter(page=revoked[0].page_id, revocation__isnull=True)
    others = list(
        standing.exclude(pk__in=[each.pk for each in revoked])
        .select_related("page", "revision__page", "signer", "person")
        .order_by("signed_at", "uuid")
    )
    gone = list(revoked)
    while falling := [each for each in others if each not in gone and _falls(each, gone)]:
        gone += falling
    return gone[len(revoked) :]


def _falls(sign_off: SignOff, gone: Collection[SignOff]) -> bool:
    return sign_off.base_id in {each.pk for each in gone} or _means_another(sign_off, gone)


def _means_another(sign_off: SignOff, gone: Collection[SignOff]) -> bool:
    """Whether the same signature could not be given today: the words would be the signer's own."""
    try:
        meaning = signing_as(
            sign_off.revision, by=sign_off.signer, person=sign_off.person, without=gone
        )
    except Refused:
        return True
    return meaning == Meaning.CORRECTED_REVIEW and sign_off.meaning == Meaning.REVIEW
