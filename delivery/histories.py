"""Behind an address at which nothing is live: what stood there, and where its readers go now.

One query for all of it: the history of the topics that the address may name, imported addresses and
successors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models import When as Whenever

from delivery.locales import chain
from delivery.models import Alias, EndingKind, Publication
from delivery.models.publications import SERVED, recalls_of_row, was_taken_back
from delivery.presenting.instants import next_instant
from delivery.presenting.surroundings import When

TOLD = (*SERVED, "topic__uuid", "card", "ending", "ending_notice", "successor", "revision")


@dataclass(frozen=True)
class Name:
    """What an address says: rows by their kind and slug, or by the uuid of their page.

    ``locales`` are the languages in which to look for a page of the topic, the best first.
    """

    rows: Q
    locales: Sequence[str] = ()
    page: UUID | None = None

    @classmethod
    def of_topic(cls, *, kind: str, slug: str, locales: Sequence[str]) -> "Name":
        return cls(Q(kind=kind, slug=slug), locales)

    @classmethod
    def of_page(cls, page: UUID) -> "Name":
        return cls(Q(page__uuid=page), page=page)


@dataclass(frozen=True)
class Asked:
    """``paths`` are imported addresses that were meant if no name is one.

    An imported address leads to its own language, unless ``locales`` are asked for.
    """

    names: Sequence[Name]
    paths: Sequence[str] = ()
    locales: Sequence[str] | None = None


@dataclass(frozen=True)
class Past:
    """``live`` is where the topic's page stands now, else ``ended`` is its last row, if any.

    ``successor`` is the live page that takes its place; ``locales`` are those in which the topic is
    live; ``boundary``: when ``live`` may be another.
    """

    live: Publication | None = None
    ended: Publication | None = None
    successor: Publication | None = None
    locales: list[str] = field(default_factory=list)
    boundary: datetime | None = None


def past_of(asked: Asked, when: When) -> Past:
    """Look an address up at which nothing is live, in one query."""
    rows = list(_rows(asked, when))
    live = [row for row in rows if _is_live(row, when)]
    subjects = list(_subjects(asked, rows))
    for of_topic, locales in subjects:
        found = _best([row for row in of_topic if row in live], locales)
        if found:
            return Past(live=found, boundary=_boundary([*of_topic, *_coming(rows, when)], when))
        ended = _best([row for row in of_topic if _has_ended(row, when)], locales)
        if ended:
            of_successor = [row for row in live if row.topic_id == ended.successor_id]
            return Past(ended=ended, successor=_best(of_successor, chain(ended.locale)))
    told = {row.locale for of_topic, _ in subjects for row in of_topic if row in live}
    return Past(locales=sorted(told))


def _rows(asked: Asked, when: When) -> Any:
    """Rows of the topics, each with the place of the name that it answers to, or by an alias.

    Rows that were merely replaced tell nothing that the next does not.
    """
    kept = Publication.objects.filter(cancelled_at__isnull=True).order_by()
    public = kept.filter(live_from__lte=when.at)
    topics = [public.filter(name.rows).values("topic") for name in asked.names]
    aliases = Alias.objects.filter(path__in=asked.paths).order_by()
    # One set of topics, so that the rows are found by the index on these.
    subjects = aliases.values("topic").union(*topics)
    ended = kept.filter(topic__in=subjects, successor__isnull=False)
    coming = [kept.filter(name.rows, live_from__gt=when.at).values("topic") for name in asked.names]
    every_topic = aliases.values("topic").union(*topics, *coming, ended.values("successor"))
    then = when.as_of or when.at
    telling = Q(live_until__isnull=True) | Q(live_until__gt=then) | ~Q(ending=EndingKind.REPLACED)
    led_by = aliases.filter(topic=OuterRef("topic")).order_by("path").values("locale")
    return (
        kept.filter(telling, topic__in=every_topic)
        .annotate(
            place=Case(
                *(Whenever(topic__in=named, then=place) for place, named in enumerate(topics)),
                output_field=IntegerField(),
            ),
            alias_locale=Subquery(led_by[:1]),
            recall_notice=Subquery(recalls_of_row().order_by("-at").values("notice")[:1]),
            taken_back=ExpressionWrapper(was_taken_back(), output_field=BooleanField()),
        )
        .select_related("topic")
        .only(*TOLD)
    )


def _subjects(asked: Asked, rows: Sequence[Any]) -> Iterator[tuple[list[Any], Sequence[str]]]:
    """Yield the rows of each topic that may be meant, with the languages to look in."""
    for place, name in enumerate(asked.names):
        of_topic = [row for row in rows if row.place == place]
        if name.page:
            of_topic = [row for row in of_topic if row.page_uuid == name.page]
        yield of_topic, name.locales
    for locale in sorted({row.alias_locale for row in rows if row.alias_locale}):
        of_topic = [row for row in rows if row.alias_locale == locale]
        yield of_topic, asked.locales or chain(locale)


def _is_live(row: Any, when: When) -> bool:
    then = when.as_of or when.at
    is_in_range = row.live_from <= then and (row.live_until is None or row.live_until > then)
    return is_in_range and not (when.as_of and row.taken_back)


def _has_ended(row: Any, when: When) -> bool:
    """Whether the row was over at the instant, or was taken back since."""
    then = when.as_of or when.at
    if row.live_from > then or row.live_until is None:
        return False
    return bool(row.live_until <= then or (when.as_of and row.taken_back))


def _best(rows: Sequence[Any], locales: Sequence[str]) -> Publication | None:
    """The row in the best of the languages, any without them; of several the one that ended last."""
    wanted = [row for row in rows if not locales or row.locale in locales]
    return min(
        wanted,
        key=lambda row: (
            locales.index(row.locale) if locales else 0,
            -row.live_until.timestamp() if row.live_until else float("-inf"),
        ),
        default=None,
    )


def _coming(rows: Sequence[Any], when: When) -> list[Any]:
    """Rows that begin later: one of them may take the very address from whoever has it now."""
    return [row for row in rows if row.live_from > when.at]


def _boundary(rows: Sequence[Any], when: When) -> datetime | None:
    if when.as_of:
        return None
    turns = [instant for row in rows for instant in (row.live_from, row.live_until)]
    return next_instant(turns, after=when.at)
