"""Against which sign-off a physician reads what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from review.models import Revision, Scope, SignOff


@dataclass(frozen=True)
class Readings:
    """By page. ``last``: what one reader compares with; ``whole``: the last reading of all of it.

    ``last`` is the newest sign-off of the reader's own that stands. Who never signed the page reads
    the changes since somebody read the whole of it. What was read before a recall is no ground.
    """

    last: Mapping[int, SignOff]
    whole: Mapping[int, SignOff]

    def may_sign_changes(self, revision: Revision) -> bool:
        """Whether the whole page was read before, and says something else since."""
        base = self.whole.get(revision.page_id)
        return base is not None and base.fingerprint != revision.fingerprint


def readings(pages: Iterable[int], *, by: User) -> Readings:
    """Look up the readings of many pages in one query."""
    standing = SignOff.objects.in_force().filter(page__in=pages)
    rows = standing.unrecalled().filter(Q(signer=by) | Q(scope=Scope.WHOLE_PAGE))
    oldest_first = list(rows.select_related("revision").order_by("signed_at", "-uuid"))
    whole = {row.page_id: row for row in oldest_first if row.scope == Scope.WHOLE_PAGE}
    own = {row.page_id: row for row in oldest_first if row.signer_id == by.pk}
    return Readings(last={**whole, **own}, whole=whole)


def last_reading(revision: Revision, *, by: User) -> SignOff | None:
    """Return the sign-off against which ``by`` reads what changed, if there is one."""
    return readings([revision.page_id], by=by).last.get(revision.page_id)
