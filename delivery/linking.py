"""What goes with a new publication: whom it names, its parts, and the documents of works and people."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from articles.models import Kind, Person, Tag, Topic
from articles.snapshots import Snapshot
from delivery.models import (
    Document,
    Link,
    LinkRole,
    Part,
    PartKind,
    Publication,
    PublicationQuerySet,
)
from delivery.snapshots import citation_keys_in_order, sections_in_order, topics_named
from delivery.sorting import place_key, sort_key
from references.models import Reference


def make_links(publication: Publication) -> None:
    """Store what a publication's revision names, and the parts that lists serve, where they are not.

    The bytes of the parts, and of the documents of works and people, come when it is live.
    """
    snapshot = publication.revision.snapshot
    links = [*_topics(snapshot), *_works(snapshot), *_people(publication), *_labels(snapshot)]
    for link in links:
        link.publication = publication
    Link.objects.bulk_create(links, ignore_conflicts=True)
    parts = [*_sections(publication), *_associations(publication)]
    Part.objects.bulk_create(parts, ignore_conflicts=True)
    _make_documents(links, publication.live_from)


def unlinked() -> PublicationQuerySet:
    """Publications from before there were links to all that one names.

    Each has at least the link to the physician who signed it.
    """
    reviewers = Link.objects.filter(publication=OuterRef("pk"), role=LinkRole.REVIEWER)
    return Publication.objects.filter(~Exists(reviewers), cancelled_at__isnull=True)


def _topics(snapshot: Snapshot) -> Iterable[Link]:
    named = topics_named(snapshot)
    topics = {
        str(topic.uuid): topic
        for topic in Topic.objects.filter(uuid__in=set().union(*named.values()))
    }
    for role, uuids in named.items():
        for uuid in sorted(uuids & topics.keys()):
            yield Link(role=role, topic=topics[uuid])


def _works(snapshot: Snapshot) -> Iterable[Link]:
    works = Reference.objects.by_keys(citation_keys_in_order(snapshot))
    # Two keys of one page may be those of the same work.
    for work in {work.pk: work for work in works.values()}.values():
        yield Link(role=LinkRole.CITATION, reference=work)


def _people(publication: Publication) -> Iterable[Link]:
    byline = publication.revision.snapshot.presentation.get("byline", [])
    for person in Person.objects.filter(uuid__in=byline):
        yield Link(role=LinkRole.AUTHOR, person=person)
    yield Link(role=LinkRole.REVIEWER, person=publication.sign_off.person)


def _labels(snapshot: Snapshot) -> Iterable[Link]:
    for tag in Tag.objects.filter(slug__in=snapshot.presentation.get("tags", [])):
        yield Link(role=LinkRole.TAG, tag=tag)
    for code in snapshot.clinical.get("codes", []):
        yield Link(role=LinkRole.CODE, code=f"{code['system']}|{code['code']}")


def _sections(publication: Publication) -> Iterable[Part]:
    for place, section in enumerate(sections_in_order(publication.revision.snapshot)):
        yield Part(
            publication=publication,
            kind=PartKind.SECTION,
            uuid=section["id"],
            sort_key=place_key(publication.sort_key, publication.page_uuid, place),
            aspect=section.get("aspect", ""),
            urgency=section.get("urgency", ""),
        )


def _associations(publication: Publication) -> Iterable[Part]:
    items = publication.revision.snapshot.clinical.get("associations", [])
    if publication.kind != Kind.SYMPTOM or not items:
        return
    named = Topic.objects.filter(uuid__in=[item["condition"] for item in items])
    topics = {str(topic.uuid): topic for topic in named}
    for place, item in enumerate(items):
        yield Part(
            publication=publication,
            kind=PartKind.ASSOCIATION,
            uuid=item["id"],
            sort_key=place_key(publication.sort_key, publication.page_uuid, place),
            strength=item["strength"],
            condition=topics[item["condition"]],
        )


def _make_documents(links: Iterable[Link], begins: datetime) -> None:
    """Make the rows that there are not yet. They have no bytes, and want them when it begins."""
    documents = [
        *(
            Document(
                reference=work,
                uuid=work.uuid,
                sort_key=sort_key(work.title),
                next_boundary=begins,
            )
            for work in (link.reference for link in links)
            if work
        ),
        *(
            Document(
                person=person,
                uuid=person.uuid,
                sort_key=sort_key(person.name),
                next_boundary=begins,
            )
            for person in (link.person for link in links)
            if person
        ),
    ]
    # Most are there already, and a person may be author and reviewer.
    Document.objects.bulk_create(documents, ignore_conflicts=True)
