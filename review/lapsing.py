"""Until when a signature carries words in public: a signer without a licence answers for nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property

from articles.models import Site
from review.models import Credential, CredentialKind, CredentialStatus, EndedKind, SignOff


class Licensing:
    """The licences of people and the site's grace, each looked up once: for many sign-offs at once."""

    def __init__(self) -> None:
        self._licences: dict[int, list[Credential]] = {}

    @cached_property
    def grace(self) -> timedelta:
        return timedelta(days=Site.objects.current().lapse_grace_days)

    def licences(self, person_id: int) -> list[Credential]:
        if person_id not in self._licences:
            self._licences[person_id] = _licences(person_id)
        return self._licences[person_id]


def stands_until(
    sign_off: SignOff, *, at: datetime, licensing: Licensing | None = None
) -> datetime | None:
    """Return when what was signed leaves the public for want of a licence, as of ``at``.

    An instant up to ``at`` means that it stands no longer, None that it does for good. That is the site's grace after the end
    of the last licence without a gap longer than the grace; for discipline since the signature
    there is no grace, whatever other licence the signer has.
    """
    known = licensing or Licensing()
    licences = known.licences(sign_off.person_id)
    struck = [
        item.ended_at
        for item in licences
        if item.ended_kind == EndedKind.DISCIPLINE
        and item.ended_at
        and item.ended_at > sign_off.signed_at
    ]
    if struck:
        return min(struck)
    until = sign_off.signed_at
    for licence in licences:
        if licence.begins > max(until, at):
            break
        if licence.ended_kind == EndedKind.DISCIPLINE:
            continue
        if licence.ends is None:
            return None
        until = max(until, licence.ends + known.grace)
    return until


def longest_standing(
    sign_offs: Iterable[SignOff], *, at: datetime, licensing: Licensing | None = None
) -> SignOff | None:
    """Return the newest that stands until its review is due, else the one that stands longest.

    ``sign_offs`` come with the newest first. None when none of them stands.
    """
    known = licensing or Licensing()
    standing: list[tuple[datetime, SignOff]] = []
    for sign_off in sign_offs:
        until = stands_until(sign_off, at=at, licensing=known)
        if until is None or (until > at and until >= sign_off.review_due):
            return sign_off
        if until > at:
            standing.append((until, sign_off))
    return max(standing, key=lambda item: item[0])[1] if standing else None


def _licences(person_id: int) -> list[Credential]:
    """What others have verified, also what has ended since; the oldest first."""
    licences = Credential.objects.verified_by_others().filter(
        person=person_id, kind=CredentialKind.LICENCE
    )
    return list(licences.exclude(status=CredentialStatus.ENTERED).order_by("issued", "uuid"))
