"""The credentials on which a signer's line may stand."""

from collections import defaultdict
from collections.abc import Iterable

from articles.models.people import SECOND_REVIEWERS
from delivery.models import Publication
from review.models import Credential, CredentialKind, CredentialStatus, SecondReview
from review.signoff import PHYSICIANS, Professions

# A page, and the fingerprint of its words.
Words = tuple[int, str]


def second_reviews_of(
    rows: Iterable[Publication],
) -> tuple[dict[Words, list[SecondReview]], dict[int, list[Credential]]]:
    """Return the second reviews of the words of the rows, and what their signers hold, by person."""
    wanted = [(row.page_id, row.fingerprint) for row in rows]
    reviews: dict[Words, list[SecondReview]] = defaultdict(list)
    found = SecondReview.objects.standing().filter(
        page__in={page for page, _ in wanted}, fingerprint__in={words for _, words in wanted}
    )
    for review in found.select_related("person"):
        reviews[review.page_id, review.fingerprint].append(review)
    signers = {item.person_id for items in reviews.values() for item in items}
    return reviews, credentials_of(signers, professions=SECOND_REVIEWERS) if signers else {}


def credentials_of(
    people: Iterable[int], *, professions: Professions = PHYSICIANS
) -> dict[int, list[Credential]]:
    """Return, by person, what others have verified; nothing of who has another profession by now."""
    held: dict[int, list[Credential]] = defaultdict(list)
    rows = Credential.objects.verified_by_others().filter(
        person__in=set(people),
        person__profession__in=professions,
        # What waits or has ended is never printed, so its dates bound nothing that is.
        status=CredentialStatus.VERIFIED,
    )
    rows = rows.exclude(kind=CredentialKind.LANGUAGE)
    for credential in rows:
        held[credential.person_id].append(credential)
    return held
