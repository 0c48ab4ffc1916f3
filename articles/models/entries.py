"""What a page is called, classed and kept beside: small rows, each once on a page."""

from django.db import models

from articles.models.images import Image
from articles.models.notices import NoticeVersion
from articles.models.pages import Page, Topic
from articles.models.people import Person


class CodeSystem(models.TextChoices):
    """Registries of clinical codes, by the names that FHIR and UMLS users know."""

    ICD_10_CM = "icd-10-cm", "ICD-10-CM"
    ICD_11 = "icd-11", "ICD-11"
    SNOMED_CT = "snomed-ct", "SNOMED CT"
    MESH = "mesh", "MeSH"


class CodeMatch(models.TextChoices):
    """How the code's meaning stands to the page's subject (SKOS)."""

    EXACT = "exact", "The same"
    BROADER = "broader", "The code is broader"
    NARROWER = "narrower", "The code is narrower"
    RELATED = "related", "Related"


class Entry(models.Model):
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class AlternateName(Entry):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="alternate_names")
    name = models.CharField(max_length=120)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "name"], name="articles_alternate_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Code(Entry):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=16, choices=CodeSystem)
    code = models.CharField(max_length=40)
    display = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=40, blank=True)
    match = models.CharField(max_length=12, choices=CodeMatch, default=CodeMatch.EXACT)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "system", "code"], name="articles_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.code}"


class AboutEntry(Entry):
    """A subject that an article speaks of."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="about_entries")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="about_entries")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "topic"], name="articles_about_topic_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)


class RelatedEntry(Entry):
    """A page that an editor recommends beside this one."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="related_entries")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="related_entries")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "topic"], name="articles_related_topic_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)


class BylineEntry(Entry):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="byline_entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="byline_entries")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="articles_byline_person_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class NoticePin(Entry):
    """A notice that stands over the whole page, in the version whose words the page has."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="notice_pins")
    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="page_pins")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "version"], name="articles_notice_pinned_once")
        ]

    def __str__(self) -> str:
        return str(self.version)


class FigureEntry(Entry):
    """A picture in a text of the page: written with the texts, so that nobody deletes it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="figure_entries")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="figure_entries")

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "image"], name="articles_figure_image_once")
        ]

    def __str__(self) -> str:
        return str(self.page)
