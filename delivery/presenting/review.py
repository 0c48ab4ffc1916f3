"""Who answers for the words, and until when that is fresh."""

from typing import Any

from articles.models import OverduePolicy
from delivery.models import Publication
from delivery.presenting.facts import Facts
from delivery.presenting.people import board_certifications, present_interests
from delivery.presenting.statuses import review_status
from review.models import SignOff
from review.records import instant
from review.reviewer_line import jurisdictions, reviewer_line

Json = dict[str, Any]


def present_review(publication: Publication, facts: Facts) -> Json:
    sign_off, person = publication.sign_off, publication.sign_off.person
    in_byline = person.pk in {author.pk for author in facts.byline}
    line = reviewer_line(
        printed_name=sign_off.printed_name,
        credentials=facts.credentials,
        in_byline=in_byline,
        locale=publication.locale,
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
        "sign_off_url": facts.sign_off_url(publication),
        "reviewers": [
            {
                "id": str(person.uuid),
                "slug": person.slug,
                "printed_name": sign_off.printed_name,
                "profession": person.profession,
                "degrees": _signed_degrees(sign_off),
                "board_certifications": board_certifications(facts.credentials),
                "licensed_in": jurisdictions(facts.credentials),
                "interests": present_interests(person),
            }
        ],
    }


def _signed_degrees(sign_off: SignOff) -> list[str]:
    """The degrees that stood in the name when it was signed: later ones were never shown."""
    signed = sign_off.printed_name.split(", ")
    return [degree for degree in sign_off.person.degrees if degree in signed]
