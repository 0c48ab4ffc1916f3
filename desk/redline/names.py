"""What the keys in two snapshots stand for today: works, topics, crisis lines, pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.models import CrisisResourceVersion, Image, Topic
from articles.richtext import crisis_line_resources, page_link_topics
from articles.snapshots import Snapshot, documents_of, images_of
from references.models import Reference

Json = dict[str, Any]


@dataclass(frozen=True)
class Names:
    """By citation key, and by uuid; what is not known is printed as its key."""

    works: Mapping[str, Reference] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    crisis_lines: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)

    def work(self, key: str) -> str:
        """Return a work as a text names it in passing: ``Nock 2008``."""
        work = self.works.get(key)
        return short_name(work) if work else key

    def topic(self, uuid: str) -> str:
        return self.topics.get(uuid, uuid)

    def crisis_line(self, uuid: str) -> str:
        return self.crisis_lines.get(uuid, uuid)

    def image(self, uuid: str) -> str:
        return f"[Picture: {self.images.get(uuid, uuid)}]"


def names_in(*snapshots: Snapshot) -> Names:
    """Look up all that the snapshots name, in one query for each kind of thing."""
    clinical = [snapshot.clinical for snapshot in snapshots]
    texts = [text for part in clinical for text in documents_of(part)]
    keys = {citation["key"] for part in clinical for citation in part.get("citations", [])}
    return Names(
        works=Reference.objects.by_keys(keys),
        topics=_topics(
            [*_topics_in(clinical), *(uuid for t in texts for uuid in page_link_topics(t))]
        ),
        crisis_lines=_crisis_lines({uuid for t in texts for uuid in crisis_line_resources(t)}),
        images=_images({uuid for snapshot in snapshots for uuid in images_of(snapshot)}),
    )


def short_name(work: Reference) -> str:
    """Return the first author, or the title of a work that names none, and the year."""
    author: Json = next(iter([*work.authors, *work.editors]), {})
    named = author.get("family") or author.get("group") or work.title
    more = " et al" if len(work.authors) > 1 else ""
    return f"{named}{more} {work.year}" if work.year else f"{named}{more}"


def _topics_in(clinical: Iterable[Json]) -> Iterable[str]:
    for part in clinical:
        yield from part.get("about", [])
        yield from (item["condition"] for item in part.get("associations", []))


def _topics(uuids: Iterable[str]) -> dict[str, str]:
    rows = Topic.objects.filter(uuid__in=set(uuids))
    return {str(topic.uuid): topic.working_name for topic in rows}


def _crisis_lines(uuids: Iterable[str]) -> dict[str, str]:
    rows = CrisisResourceVersion.objects.served().filter(resource__uuid__in=uuids)
    return {str(row.resource.uuid): f"{row.label} ({row.name})" for row in rows}


def _images(uuids: Iterable[str]) -> dict[str, str]:
    return {str(image.uuid): str(image) for image in Image.objects.filter(uuid__in=uuids)}
