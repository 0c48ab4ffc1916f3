"""The credentials on which a signer's line may stand."""

from collections import defaultdict
from collections.abc import Iterable

from articles.models import Profession
from review.models import Credential, CredentialStatus


def credentials_of(people: Iterable[int]) -> dict[int, list[Credential]]:
    """Return, by person, what others have verified; nothing of who is no physician any more."""
    held: dict[int, list[Credential]] = defaultdict(list)
    rows = Credential.objects.verified_by_others().filter(
        person__in=set(people),
        person__profession=Profession.PHYSICIAN,
        # What waits or has ended is never printed, so its dates bound nothing that is.
        status=CredentialStatus.VERIFIED,
    )
    for credential in rows:
        held[credential.person_id].append(credential)
    return held
