"""Everybody whose page rests on a work that fell is told so, once, by one message a run."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from articles.models import Person
from desk import outbox
from desk.fallen import FallenSource, fallen_sources
from desk.models import Message, MessageKind, Told
from review.models import Revision

# Who may take a page out of public, or publish it as it was mended.
PUBLISHES = Q(
    groups__permissions__codename="publish_page",
    groups__permissions__content_type__app_label="delivery",
)
GREETING = (
    "Hello {name},\n\nSources on which {pages} {rest} are now known to have fallen. Whoever signed "
    "could not know that: the words have to be looked at again."
)
WORK = "  {work}\n  Now known as: {standing}, since {day}. {reason}"
END = (
    "Each page, the places that cite the work, and what was said of it:\n{list}\n\nUntil the "
    "citation is taken out, or acknowledged with a reason that a physician signs, these words are "
    "not submitted, signed, scheduled or published again. What is public stays public until "
    "somebody decides otherwise."
)


def tell_of_fallen(*, at: datetime) -> list[Message]:
    """Queue one message to each person concerned, about all that they were not told yet.

    Call it inside a transaction that begins with the ledger, which keeps two runs apart.
    """
    sources = fallen_sources(at)
    if not sources:
        return []
    told = _told(sources)
    news: dict[User, list[FallenSource]] = defaultdict(list)
    for source, people in zip(sources, _concerned(sources), strict=True):
        for user in people:
            if (source.event.uuid, source.page.pk, user.pk) not in told:
                news[user].append(source)
    messages = [_tell(user, news[user], at) for user in sorted(news, key=lambda user: user.pk)]
    return [message for message in messages if message]


def _tell(user: User, sources: Sequence[FallenSource], at: datetime) -> Message | None:
    pages = _counted({source.page.pk for source in sources})
    message = outbox.queue(
        to=user,
        kind=MessageKind.SOURCES_FELL,
        subject=f"Sources of {pages} fell",
        text=_text(user, pages, sources),
        key=_key(user, sources),
        at=at,
    )
    if message:
        Told.objects.bulk_create(
            Told(event=source.event, page=source.page, user=user, message=message)
            for source in sources
        )
    return message


def _told(sources: Iterable[FallenSource]) -> set[tuple[Any, int, int]]:
    events = [source.event for source in sources]
    return set(Told.objects.filter(event__in=events).values_list("event", "page", "user"))


def _concerned(sources: Sequence[FallenSource]) -> list[set[User]]:
    """Return of each source who wrote or submitted the page, who signed it, and all publishers."""
    pages = {source.page.pk for source in sources}
    newest = _newest_revisions(pages)
    named = {uuid for revision in newest.values() for uuid in revision.contributors}
    accounts = dict(Person.objects.filter(uuid__in=named).values_list("uuid", "user"))
    active = User.objects.filter(is_active=True)
    wanted = {source.fall.sign_off.signer_id for source in sources}
    wanted |= {revision.created_by_id for revision in newest.values()}
    found = active.filter(Q(pk__in=wanted) | Q(pk__in=accounts.values()) | Q(uuid__in=named))
    by_pk = {user.pk: user for user in found}
    by_uuid = {str(user.uuid): user for user in by_pk.values()}
    by_uuid |= {str(uuid): by_pk[pk] for uuid, pk in accounts.items() if pk in by_pk}
    publishers = set(active.filter(PUBLISHES).distinct())

    def of(source: FallenSource) -> set[User]:
        revision = newest[source.page.pk]
        people = {by_pk.get(revision.created_by_id), by_pk.get(source.fall.sign_off.signer_id)}
        people |= {by_uuid.get(uuid) for uuid in revision.contributors}
        return {user for user in people if user} | publishers

    return [of(source) for source in sources]


def _newest_revisions(pages: Collection[int]) -> dict[int, Revision]:
    revisions = Revision.objects.filter(page__in=pages).order_by("page", "number")
    # Without the words: the last of each page stays.
    return {each.page_id: each for each in revisions.defer("clinical", "presentation")}


def _text(user: User, pages: str, sources: Sequence[FallenSource]) -> str:
    listed = f"{settings.ADMIN_URL}{reverse('admin:references_standingevent_pages')}"
    rest = "rests" if pages == "one page" else "rest"
    greeting = GREETING.format(name=user.get_short_name(), pages=pages, rest=rest)
    return "\n\n".join([greeting, *_by_page(sources), END.format(list=listed)]) + "\n"


def _by_page(sources: Iterable[FallenSource]) -> list[str]:
    """Return a paragraph for each page: its title and address, and each work that fell."""
    said: dict[int, list[str]] = {}
    for source in sources:
        page = source.page
        state = "public" if source.is_live else "not public"
        head = f"{page.title} ({page.get_kind_display()}, {page.locale}, {state})"
        lines = said.setdefault(page.pk, [head, f"{settings.ADMIN_URL}{source.address}"])
        work = source.fall.work
        lines.append(
            WORK.format(
                work=work.title,
                standing=work.get_standing_display().lower(),
                day=f"{source.event.at:%Y-%m-%d}",
                reason=source.reason,
            )
        )
    return ["\n".join(lines) for lines in said.values()]


def _counted(pages: Collection[int]) -> str:
    return "one page" if len(pages) == 1 else f"{len(pages)} pages"


def _key(user: User, sources: Sequence[FallenSource]) -> str:
    """Return the same key for the same news to the same person."""
    told = sorted(f"{source.event.uuid} {source.page.uuid}" for source in sources)
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
    return f"{MessageKind.SOURCES_FELL}:{user.uuid}:{digest}"
