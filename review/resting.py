"""What a sign-off rests on: words that were read whole, and words that are not the signer's own."""

from collections.abc import Collection

from review.models import SignOff
from review.submitting import writers


def falling_with(*revoked: SignOff) -> list[SignOff]:
    """Return the other sign-offs of the page that nothing would carry without these.

    One of changes rests on the reading of the whole page. And whoever signed words on the ground
    that another signature covered their own earlier ones loses that ground with it.
    """
    standing = SignOff.objects.filter(page=revoked[0].page_id, revocation__isnull=True)
    others = list(
        standing.exclude(pk__in=[each.pk for each in revoked])
        .select_related("page", "revision", "signer", "person")
        .order_by("signed_at", "uuid")
    )
    gone = list(revoked)
    while falling := [each for each in others if each not in gone and _falls(each, gone)]:
        gone += falling
    return gone[len(revoked) :]


def _falls(sign_off: SignOff, gone: Collection[SignOff]) -> bool:
    return sign_off.base_id in {each.pk for each in gone} or _is_of_own_words(sign_off, gone)


def _is_of_own_words(sign_off: SignOff, gone: Collection[SignOff]) -> bool:
    writing = writers(
        sign_off.page,
        until=sign_off.revision.lock_version,
        snapshot=sign_off.revision.snapshot,
        without=gone,
    )
    return not writing.isdisjoint({sign_off.signer.uuid, sign_off.person.uuid})
