"""What each source said of a work, whole and as it said it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from references.models.works import Reference


class Source(models.TextChoices):
    """Who answered: it decides nothing by itself, but every signal names its source."""

    PUBMED = "pubmed", "PubMed"
    CROSSREF = "crossref", "Crossref"
    RETRACTION_WATCH = "retraction_watch", "Retraction Watch"


class SourceAnswer(models.Model):
    """The last answer of a source about a work. No person edits it: what they type is the work's.

    ``bibliography`` has columns of the work as the source has them: what differs there was typed
    by somebody. The lists hold objects, without the names that the source does not give:

    - ``signals``: source, standing, raw, notice (pmid, doi, citation, note), needs_look, seen_at
      (the instant at which it was first seen)
    - ``identifiers``: type, value, valid (false where the source says that it is wrong)
    - ``contributors``: role (author, author_of_book, editor, investigator); family, given,
      initials and suffix, or group; valid, equal_contribution, orcid, identifiers, affiliations
    - ``abstracts``: type (none of the main one), language, copyright, parts (label, category and
      text, which is marked up as titles are)
    - ``publication_types``: ui, name
    - ``mesh_headings``: ui, name, major, type, automatic, qualifiers (the same)
    - ``keywords``: text, major, owner
    - ``corrections``: type (PubMed's RefType), source, pmid, version, note
    - ``grants``: id, acronym, agency, country
    - ``history``: event (PubMed's PubStatus), at (a day, with the time where it is known)
    - ``cited_works``: citation (marked up), identifiers

    ``further`` has the elements that nothing here interprets, by their names in the source.
    ``status`` is ``NOT_KNOWN`` where the source answered that it has no such work; the rest is what
    it said when it had.
    """

    NOT_KNOWN: ClassVar[str] = "not known"

    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="answers")
    source = models.CharField(max_length=16, choices=Source)
    answered_at = models.DateTimeField()
    bibliography = models.JSONField(default=dict)
    signals = models.JSONField(default=list)
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=40, blank=True)
    publication_model = models.CharField(max_length=40, blank=True)
    revised_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    identifiers = models.JSONField(default=list)
    contributors = models.JSONField(default=list)
    abstracts = models.JSONField(default=list)
    publication_types = models.JSONField(default=list)
    mesh_headings = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    grants = models.JSONField(default=list)
    history = models.JSONField(default=list)
    cited_works = models.JSONField(default=list)
    further = models.JSONField(default=dict)

    class Meta:
        ordering = ["reference_id", "source"]
        # Nobody adds, changes or deletes one by hand: there is no right to give.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "source"], name="references_one_answer_of_a_source"
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="references_answer_of_a_known_source"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="references_answer_has_a_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.answered_at:%Y-%m-%d}"

    @property
    def is_known(self) -> bool:
        return self.status != self.NOT_KNOWN
