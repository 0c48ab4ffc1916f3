"""The documents of works and of people, made for many at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import Person
from delivery import addresses
from delivery.models import Document, Link, Publication
from delivery.presenting.credentials import credentials_of
from delivery.presenting.instants import credential_ends, next_instant, range_ends
from delivery.presenting.people import ROLES, present_person, present_person_card
from delivery.presenting.references import present_work
from delivery.presenting.surroundings import When
from references.models import Reference

Json = dict[str, Any]


@dataclass(frozen=True)
class PresentedDocument:
    """``card`` is what lists show. True until ``boundary`` if nobody writes (None: for good)."""

    document: Json
    card: Json
    boundary: datetime | None


def present_documents(
    documents: Sequence[Document], *, at: datetime, as_of: datetime | None = None
) -> list[PresentedDocument]:
    """Present works and people, fetched with them, as the pages that are live name them."""
    everything = _Everything(documents, When(at, as_of))
    return [everything.presented(document) for document in documents]


class _Everything:
    def __init__(self, documents: Sequence[Document], when: When) -> None:
        self.when = when
        works = [row.reference_id for row in documents if row.reference_id]
        people = [row.person_id for row in documents if row.person_id]
        self.credentials = credentials_of(people)
        self.of_work: dict[int | None, list[Link]] = defaultdict(list)
        self.of_person: dict[int | None, list[Link]] = defaultdict(list)
        for link in self._links(reference__in=works) if works else []:
            self.of_work[link.reference_id].append(link)
        for link in self._links(person__in=people, role__in=ROLES) if people else []:
            self.of_person[link.person_id].append(link)

    def presented(self, document: Document) -> PresentedDocument:
        if document.reference is not None:
            return self._work(document.reference)
        assert document.person is not None  # noqa: S101  (a constraint of the table)
        return self._person(document.person)

    def _work(self, work: Reference) -> PresentedDocument:
        links = self.of_work[work.pk]
        card = {
            "key": work.key,
            **present_work(work, work.key),
            "api_url": addresses.reference_url(work.pmid or str(work.uuid)),
        }
        cited_by = [_citing(link.publication, work.keys) for link in self._live(links)]
        return PresentedDocument({**card, "cited_by": cited_by}, card, self._boundary(links))

    def _person(self, person: Person) -> PresentedDocument:
        links, held = self.of_person[person.pk], self.credentials[person.pk]
        roles = {link.role for link in self._live(links)}
        body = present_person(person, credentials=held, roles=roles, at=self.when.at)
        card = {
            **present_person_card(person),
            "roles": body["roles"],
            "api_url": body["api_url"],
        }
        return PresentedDocument(body, card, self._boundary(links, credential_ends(held)))

    def _live(self, links: Sequence[Link]) -> list[Link]:
        return [link for link in links if self.when.is_live(link.publication)]

    def _links(self, **of: Any) -> list[Link]:
        rows = Link.objects.filter(publication__in=self.when.rows(), **of)
        fetched = rows.select_related("publication__revision", "publication__topic")
        unread = fetched.defer("publication__body", "publication__card")
        return sorted(unread, key=lambda link: _place(link.publication))

    def _boundary(
        self, links: Sequence[Link], others: Sequence[datetime | None] = ()
    ) -> datetime | None:
        ranges = [] if self.when.as_of else range_ends(link.publication for link in links)
        return next_instant([*ranges, *others], after=self.when.at)


def _place(row: Publication) -> tuple[bytes, str, str]:
    return (bytes(row.sort_key), row.locale, str(row.page_uuid))


def _citing(row: Publication, keys: Sequence[str]) -> Json:
    """A page that cites the work, and what it says of it."""
    clinical = row.revision.snapshot.clinical
    notes = {item["key"]: item.get("note") for item in clinical.get("citations", [])}
    address = {"kind": row.kind, "locale": row.locale, "slug": row.slug}
    return {
        "id": str(row.page_uuid),
        "topic": str(row.topic.uuid),
        **address,
        "path": row.path,
        "web_url": addresses.web_url(**address),
        "api_url": addresses.api_url(**address),
        "title": clinical["title"],
        "note": next((notes[key] for key in keys if key in notes), None),
        "fingerprint": row.fingerprint,
    }
