"""Works and people that public pages name."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from articles.models import Person
from delivery.models.finished import Finished
from delivery.models.links import Link
from delivery.models.publications import Publication
from references.models import Reference, SourceAnswer


class DocumentQuerySet(models.QuerySet["Document"]):
    def live(self, at: datetime) -> "DocumentQuerySet":
        """Those that a page names which the public may read at that instant."""
        return self.named_by(Publication.objects.live(at))

    def named_by(self, publications: models.QuerySet[Publication]) -> "DocumentQuerySet":
        links = Link.objects.filter(publication__in=publications)
        return self.filter(
            models.Exists(links.filter(reference=models.OuterRef("reference")))
            | models.Exists(links.filter(person=models.OuterRef("person")))
        )

    def with_sources(self) -> "DocumentQuerySet":
        """Fetch with each row what presenting it needs."""
        said = SourceAnswer.objects.only("reference", "source", "signals")
        answers = models.Prefetch("reference__answers", said)
        return self.select_related("reference", "person").prefetch_related(answers)

    def for_lists(self) -> "DocumentQuerySet":
        return self.defer("body")

    def without_bytes(self) -> "DocumentQuerySet":
        return self.defer("body", "card")

    def to_serve(self) -> "DocumentQuerySet":
        """Fetch finished bytes and the id, nothing of the work or the person."""
        return self.only("uuid", *Finished.SERVED)

    def work_with_pmid(self, pmid: str) -> "DocumentQuerySet":
        return self.filter(reference__pmid=pmid)

    def work(self, uuid: UUID) -> "DocumentQuerySet":
        return self.works().filter(uuid=uuid)

    def person(self, slug: str) -> "DocumentQuerySet":
        return self.filter(person__slug=slug)

    def works(self) -> "DocumentQuerySet":
        return self.filter(reference__isnull=False)

    def people(self) -> "DocumentQuerySet":
        return self.filter(person__isnull=False)


class Document(Finished):
    """The finished bytes of a reference or a person; ``uuid`` is theirs."""

    uuid = models.UUIDField(unique=True, editable=False)
    reference = models.OneToOneField(
        Reference, on_delete=models.PROTECT, null=True, related_name="document"
    )
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, related_name="document"
    )
    sort_key = models.BinaryField(default=b"")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "uuid"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__isnull=False, person__isnull=True)
                | Q(reference__isnull=True, person__isnull=False),
                name="delivery_document_of_one",
            )
        ]
        indexes = [
            models.Index(fields=["sort_key", "uuid"], name="delivery_document_order"),
            models.Index(fields=["next_boundary"], name="delivery_document_boundary"),
            models.Index(fields=["presenter"], name="delivery_document_presenter"),
        ]

    def __str__(self) -> str:
        return str(self.reference or self.person)

    @property
    def sorted_by(self) -> str:
        """The title of a work, the name of a person."""
        if self.reference is not None:
            return self.reference.title
        return self.person.name if self.person else ""
