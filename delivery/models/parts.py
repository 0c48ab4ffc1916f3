"""Parts of a publication that lists serve by themselves."""

from django.db import models

from articles.models import Aspect, Strength, Topic, Urgency
from delivery.models.publications import Publication


class PartKind(models.TextChoices):
    SECTION = "section", "Section"
    ASSOCIATION = "association", "Association"


class PartQuerySet(models.QuerySet["Part"]):
    def of(self, publications: models.QuerySet[Publication]) -> "PartQuerySet":
        return self.filter(publication__in=publications)

    def of_kind(self, kind: str) -> "PartQuerySet":
        return self.filter(kind=kind)

    def for_lists(self) -> "PartQuerySet":
        """Fetch what lists order by and serve, and until when it is true."""
        rows = self.select_related("publication")
        finished = ("live_until", "presenter", "presented_at", "next_boundary")
        return rows.only("uuid", "sort_key", "body", *(f"publication__{name}" for name in finished))


class Part(models.Model):
    """A section or an association with its provenance.

    ``body`` is made with the bytes of its publication, is true as long as they are, and is public
    exactly while the publication is. ``sort_key`` gives the order of pages by title and, within a
    page, that of reading.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=12, choices=PartKind)
    uuid = models.UUIDField(editable=False)
    sort_key = models.BinaryField()
    aspect = models.CharField(max_length=24, choices=Aspect, blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency, blank=True)
    strength = models.CharField(max_length=12, choices=Strength, blank=True)
    condition = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.BinaryField(default=b"", editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "kind", "sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "uuid"], name="delivery_part_once")
        ]
        indexes = [models.Index(fields=["kind", "sort_key", "uuid"], name="delivery_part_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.publication}"
