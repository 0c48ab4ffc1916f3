"""Whose bytes show something of whom: found by links, in a fixed number of queries."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.crisis import needs_crisis_resources
from articles.models import Kind
from delivery.models import Document, Link, LinkRole, Publication
from delivery.snapshots import crisis_resources_named
from review.models import SecondReview

Pks = set[int]


def shown_with(rows: Collection[int], *, at: datetime) -> Pks:
    """Return the live rows, these and others, that show something of the given ones.

    ``rows`` may be live, have just ended, or begin later.
    """
    live = Publication.objects.live(at)
    given = Publication.objects.filter(pk__in=rows)
    topics = given.values("topic")
    named = Link.objects.filter(publication__in=given, topic__isnull=False).values("topic")
    naming = Link.objects.filter(topic__in=topics).values("publication")
    beside = live.filter(
        # Translations and itself; whom it names; who names it.
        Q(topic__in=topics) | Q(topic__in=named) | Q(pk__in=naming)
    )
    direct = set(beside.values_list("pk", flat=True))
    return direct | conditions_showing(naming.values("publication"), at=at)


def conditions_showing(rows: QuerySet[Any, Any], *, at: datetime) -> Pks:
    """Return the live conditions that show what these rows, of symptoms, say about them."""
    associated = Link.objects.filter(publication__in=rows, role=LinkRole.ASSOCIATION)
    conditions = Publication.objects.live(at).filter(
        kind=Kind.CONDITION, topic__in=associated.values("topic")
    )
    return set(conditions.values_list("pk", flat=True))


def citing(references: Collection[int], *, at: datetime) -> Pks:
    """Return the live rows that show the works: those that cite them, and conditions with these."""
    links = Link.objects.filter(reference__in=references)
    live = Publication.objects.live(at).filter(pk__in=links.values("publication"))
    return set(live.values_list("pk", flat=True)) | conditions_showing(
        links.values("publication"), at=at
    )


def naming(*, people: Collection[int] = (), tags: Collection[int] = (), at: datetime) -> Pks:
    """Return the live rows that people wrote or signed, or that have the tags."""
    links = Link.objects.filter(Q(person__in=people) | Q(tag__in=tags))
    read_too = SecondReview.objects.filter(
        person__in=people, page=OuterRef("page"), fingerprint=OuterRef("fingerprint")
    )
    wanted = Q(pk__in=links.values("publication"))
    if people:
        wanted |= Q(Exists(read_too))
    live = Publication.objects.live(at).filter(wanted)
    return set(live.values_list("pk", flat=True))


def showing(images: Collection[int], *, at: datetime) -> Pks:
    """Return the live rows whose words or presentation show the pictures."""
    live = Publication.objects.live(at).filter(revision__shown_images__image__in=images)
    return set(live.values_list("pk", flat=True))


def showing_crisis_resources(*, at: datetime) -> Pks:
    """Return the live rows whose words need crisis resources or name one, and conditions with these.

    It reads the words of all live rows, which takes far less time than making them anew.
    """
    live = Publication.objects.live(at).select_related("revision").without_bytes()
    rows = {
        row.pk
        for row in live.iterator(chunk_size=200)
        if needs_crisis_resources(row.revision.snapshot)
        or crisis_resources_named(row.revision.snapshot)
    }
    return rows | conditions_showing(Publication.objects.filter(pk__in=rows).values("pk"), at=at)


def documents_named_by(rows: Collection[int]) -> Pks:
    """Return the documents of the works and people that the rows name."""
    links = Link.objects.filter(publication__in=rows)
    documents = Document.objects.filter(
        Q(reference__in=links.filter(reference__isnull=False).values("reference"))
        | Q(person__in=links.filter(person__isnull=False).values("person"))
    )
    return set(documents.values_list("pk", flat=True))
