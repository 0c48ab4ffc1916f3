"""Whom a publication names: rows by which the named know of it."""

from articles.models import Topic
from delivery.models import Link, Publication
from delivery.snapshots import topics_named


def make_links(publication: Publication) -> None:
    """Store the topics that a new publication's revision names."""
    named = topics_named(publication.revision.snapshot)
    topics = {
        str(topic.uuid): topic
        for topic in Topic.objects.filter(uuid__in=set().union(*named.values()))
    }
    Link.objects.bulk_create(
        Link(publication=publication, role=role, topic=topics[uuid])
        for role, uuids in named.items()
        for uuid in sorted(uuids)
        if uuid in topics
    )
