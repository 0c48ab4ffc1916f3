"""Sources that fell after a physician signed: computed from the events when asked, never stored.

What was known when the words were signed, the physician knew. An acknowledgement in the words
speaks of that: what happened to the work since voids it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from articles.models import Page
from references.models import WORSE, Reference, StandingEvent
from review.models import CitedWork, SignOff
from review.models.signoffs import SignOffQuerySet

Json = dict[str, Any]
Events = Mapping[UUID, StandingEvent]


@dataclass(frozen=True)
class Fall:
    """The words under a sign-off cite, by ``key``, a work that fell later, at ``event``."""

    sign_off: SignOff
    work: Reference
    key: str
    event: StandingEvent


@dataclass(frozen=True)
class SinceSigned:
    """What happened to cited works since the page was signed last, by their uuids.

    ``acknowledged`` is what the words signed then say of works that had fallen, by key.
    """

    events: Events
    acknowledged: Mapping[str, Json]


NOTHING_SINCE = SinceSigned(events={}, acknowledged={})


def falls(sign_offs: SignOffQuerySet, *, references: Collection[int] | None = None) -> list[Fall]:
    """Return what fell under each of the sign-offs, the newest of their words: by page, then work.

    ``references`` are the works in question, if not all are.
    """
    works = {key: work for work in _fallen_works(references) for key in work.keys}
    if not works:
        return []
    cited: dict[int, list[str]] = defaultdict(list)
    rows = CitedWork.objects.filter(key__in=works, revision__in=sign_offs.values("revision"))
    for revision, key in rows.order_by("key").values_list("revision", "key"):
        cited[revision].append(key)
    return [
        Fall(sign_off, works[key], key, event)
        for sign_off in _newest(sign_offs).filter(revision__in=cited)
        for key in cited[sign_off.revision_id]
        if (event := _last_worse(works[key])).at > sign_off.signed_at
    ]


def since_signed(*, page: Page, fingerprint: str, works: Iterable[Reference]) -> SinceSigned:
    """Return what happened to works since these words were signed, or else the page's last ones."""
    fallen = [work for work in works if work.standing in WORSE]
    sign_off = _last_sign_off(page, fingerprint) if fallen else None
    if sign_off is None:
        return NOTHING_SINCE
    events = StandingEvent.objects.worse().filter(reference__in=fallen, at__gt=sign_off.signed_at)
    citations = sign_off.revision.snapshot.clinical.get("citations", [])
    return SinceSigned(
        events={event.reference_id: event for event in events.order_by("at", "uuid")},
        acknowledged={
            citation["key"]: citation["acknowledged"]
            for citation in citations
            if citation.get("acknowledged")
        },
    )


def _fallen_works(references: Collection[int] | None) -> "QuerySet[Reference]":
    worse = StandingEvent.objects.worse()
    works = Reference.objects.filter(
        Exists(worse.filter(reference=OuterRef("uuid"))), standing__in=WORSE
    )
    if references is not None:
        works = works.filter(pk__in=references)
    last = Prefetch("standing_events", worse.order_by("-at", "uuid"), to_attr="worse_events")
    return works.prefetch_related(last).order_by("title", "uuid")


def _last_worse(work: Reference) -> StandingEvent:
    event: StandingEvent = work.worse_events[0]  # type: ignore[attr-defined]
    return event


def _newest(sign_offs: SignOffQuerySet) -> SignOffQuerySet:
    """Of several under the same words the last one counts: whoever signed it knew most."""
    newer = SignOff.objects.in_force().filter(
        page=OuterRef("page"),
        fingerprint=OuterRef("fingerprint"),
        signed_at__gt=OuterRef("signed_at"),
    )
    return (
        sign_offs.in_force()
        .filter(~Exists(newer))
        .select_related("page", "revision", "signer", "person")
        .order_by("page__title", "page__uuid", "uuid")
    )


def _last_sign_off(page: Page, fingerprint: str) -> SignOff | None:
    covering = SignOff.objects.covering(page=page, fingerprint=fingerprint)
    any_words = SignOff.objects.in_force().filter(page=page)
    return (
        covering.select_related("revision").first()
        or any_words.select_related("revision").order_by("-signed_at", "uuid").first()
    )
