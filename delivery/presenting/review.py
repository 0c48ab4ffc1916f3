"""Who answers for the words, and until when that is fresh."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from articles.models import OverduePolicy
from delivery.models import Publication
from delivery.presenting.facts import Facts
from review.models import Credential, CredentialKind, SignOff
from review.records import instant
from review.reviewer_line import jurisdictions, reviewer_line

Json = dict[str, Any]

DUE_SOON = timedelta(days=30)


def review_status(publication: Publication, active: Sequence[Credential], at: datetime) -> str:
    """Return ``current``, ``due_soon``, ``overdue`` or ``reviewer_lapsed``, the worst that is true."""
    if at >= publication.review_due:
        return "overdue"
    if not jurisdictions(active):
        return "reviewer_lapsed"
    return "due_soon" if at >= publication.review_due - DUE_SOON else "current"


def review_instants(publication: Publication) -> list[datetime | None]:
    """The instants at which the status changes by time alone."""
    return [publication.review_due - DUE_SOON, publication.review_due]


def present_review(publication: Publication, facts: Facts) -> Json:
    sign_off, person = publication.sign_off, publication.sign_off.person
    in_byline = person.pk in {author.pk for author in facts.byline}
    line = reviewer_line(
        printed_name=sign_off.printed_name, credentials=facts.credentials, in_byline=in_byline
    )
    return {
        "status": review_status(publication, facts.credentials, facts.at),
        "line": {"short": line.short, "full": line.full} if line else None,
        "last_reviewed": instant(publication.last_reviewed),
        "review_due": instant(publication.review_due),
        "overdue_policy": publication.revision.snapshot.presentation.get(
            "overdue_policy", OverduePolicy.SERVE_WITH_NOTICE.value
        ),
        "revision": publication.revision.number,
        "fingerprint": publication.fingerprint,
        "scope": sign_off.scope,
        "independent": not in_byline,
        "sign_off_url": None,
        "reviewers": [
            {
                "printed_name": sign_off.printed_name,
                "profession": person.profession,
                "degrees": _signed_degrees(sign_off),
                "board_certifications": [
                    {"specialty": item.specialty, "authority": item.authority}
                    for item in facts.credentials
                    if item.kind == CredentialKind.BOARD_CERTIFICATION
                ],
                "licensed_in": jurisdictions(facts.credentials),
                "interests": _interests(publication),
            }
        ],
    }


def _signed_degrees(sign_off: SignOff) -> list[str]:
    """The degrees that stood in the name when it was signed: later ones were never shown."""
    signed = sign_off.printed_name.split(", ")
    return [degree for degree in sign_off.person.degrees if degree in signed]


def _interests(publication: Publication) -> Json | None:
    person = publication.sign_off.person
    if person.interests_declared_on is None:
        return None
    return {
        "statement": person.interests,
        "declared_on": person.interests_declared_on.isoformat(),
    }
