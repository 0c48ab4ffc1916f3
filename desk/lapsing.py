"""Credentials that end soon or have ended, and the public pages that hang on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from delivery.models import Publication
from review.models import Credential, CredentialKind, CredentialStatus

WATCHED_DAYS = 60


@dataclass(frozen=True)
class Lapsing:
    """A credential that nobody has renewed. ``pages`` are those that its holder's licences carry."""

    credential: Credential
    has_lapsed: bool
    pages: Sequence[Publication]

    @property
    def is_licence(self) -> bool:
        return self.credential.kind == CredentialKind.LICENCE


def lapsing(at: datetime, days: int = WATCHED_DAYS) -> list[Lapsing]:
    """Return what ends within so many days or has ended without a renewal, the first to end first."""
    renewals = Credential.objects.filter(
        Q(expires__isnull=True) | Q(expires__gt=OuterRef("expires")),
        status=CredentialStatus.VERIFIED,
        **{name: OuterRef(name) for name in ("person", "kind", "jurisdiction", "specialty")},
    )
    ending = (
        Credential.objects.verified_by_others()
        .filter(
            ~Exists(renewals),
            status=CredentialStatus.VERIFIED,
            expires__lte=(at + timedelta(days=days)).date(),
        )
        .select_related("person")
        .order_by(F("expires"), "person__name", "uuid")
    )
    rows = list(ending)
    carried = _pages(at, {row.person_id for row in rows})
    return [
        Lapsing(
            credential=row,
            has_lapsed=not row.is_active(at.date()),
            pages=carried[row.person_id] if row.kind == CredentialKind.LICENCE else [],
        )
        for row in rows
    ]


def _pages(at: datetime, people: set[int]) -> dict[int, list[Publication]]:
    """The public pages, by the person who signed them."""
    rows = Publication.objects.live(at).filter(sign_off__person__in=people)
    carried: dict[int, list[Publication]] = defaultdict(list)
    for row in rows.select_related("page", "sign_off").without_bytes().order_by("path"):
        carried[row.sign_off.person_id].append(row)
    return carried
