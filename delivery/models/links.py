"""What a publication names: how filters find it, and whose bytes are made again with whose."""

from django.db import models
from django.db.models import Q

from articles.models import Person, Tag, Topic
from delivery.models.publications import Publication
from references.models import Reference


class LinkRole(models.TextChoices):
    """How a publication's words or relations name something."""

    ASSOCIATION = "association", "Association"
    ABOUT = "about", "About"
    RELATED = "related", "Related"
    TEXT = "text", "Link in the text"
    TARGET = "target", "Target of a call to action"
    CITATION = "citation", "Citation"
    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Reviewer"
    TAG = "tag", "Tag"
    CODE = "code", "Clinical code"


TARGETS = ("topic", "reference", "person", "tag")


class Link(models.Model):
    """One thing that a publication names: made with it, and as unchanging as its revision.

    Exactly one of ``topic``, ``reference``, ``person``, ``tag`` and ``code`` (``system|code``).
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=12, choices=LinkRole)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="links")
    reference = models.ForeignKey(
        Reference, on_delete=models.PROTECT, null=True, related_name="links"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="links")
    # A tag may be taken away from under all pages: it then is on none of them.
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, related_name="links")
    code = models.CharField(max_length=60, blank=True, db_index=True)

    class Meta:
        ordering = ["publication", "role", "id"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["publication", "role", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"delivery_link_{target}_once",
                )
                for target in TARGETS
            ),
            models.UniqueConstraint(
                fields=["publication", "role", "code"],
                condition=~Q(code=""),
                name="delivery_link_code_once",
            ),
        ]
        indexes = [
            *(
                models.Index(fields=[target, "role"], name=f"delivery_link_{target}")
                for target in TARGETS
            )
        ]

    def __str__(self) -> str:
        target = self.topic or self.reference or self.person or self.tag or self.code
        return f"{self.publication} {self.get_role_display()}: {target}"
