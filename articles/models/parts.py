"""What a page consists of: rows of its own, each at one place."""

import uuid
from typing import Any

from django.db import models

from articles.models.notices import NoticeVersion, TreatmentVersion
from articles.models.pages import Page, Topic


class Aspect(models.TextChoices):
    """schema.org HealthAspectEnumeration, without the suffix HealthAspect."""

    OVERVIEW = "Overview", "Overview"
    SYMPTOMS = "Symptoms", "What it can look like"
    CAUSES = "Causes", "Causes"
    SELF_CARE = "SelfCare", "Self-help"
    SEE_DOCTOR = "SeeDoctor", "When to seek help"
    TREATMENTS = "Treatments", "Treatments"
    LIVING_WITH = "LivingWith", "Living with it"
    RELATED_TOPICS = "RelatedTopics", "Related topics"
    PREVENTION = "Prevention", "Prevention"
    PROGNOSIS = "Prognosis", "Outlook"
    TYPES = "Types", "Types"
    STAGES = "Stages", "Stages"
    SCREENING = "Screening", "Screening"
    SAFETY = "Safety", "Safety"
    SIDE_EFFECTS = "SideEffects", "Side effects"
    EFFECTIVENESS = "Effectiveness", "How well it works"
    HOW_IT_WORKS = "HowItWorks", "How it works"
    BENEFITS = "Benefits", "Benefits"
    RISKS = "RisksOrComplications", "Risks or complications"
    MISCONCEPTIONS = "Misconceptions", "Misconceptions"
    PATIENT_EXPERIENCE = "PatientExperience", "What people experience"
    PREGNANCY = "Pregnancy", "Pregnancy"
    GETTING_ACCESS = "GettingAccess", "Getting access"
    MAY_TREAT = "MayTreat", "What it may treat"
    USAGE = "UsageOrSchedule", "Use or schedule"
    ALLERGIES = "Allergies", "Allergies"
    CONTAGIOUSNESS = "Contagiousness", "Contagiousness"
    HOW_OR_WHERE = "HowOrWhere", "How or where"
    INGREDIENTS = "Ingredients", "Ingredients"


class Urgency(models.TextChoices):
    NON_URGENT = "non_urgent", "Not urgent"
    URGENT = "urgent", "Urgent"
    EMERGENCY = "emergency", "Emergency"


class Strength(models.TextChoices):
    """How firmly a symptom belongs to a condition, in the words of the page's author."""

    CORE = "core", "Core: part of what defines the condition"
    COMMON = "common", "Common"
    POSSIBLE = "possible", "Possible"


class TargetKind(models.TextChoices):
    """Where a call to action leads."""

    PAGE = "page", "A page of this site"
    HTTPS = "https", "A web address"
    TEL = "tel", "A telephone number"
    MAIL = "mail", "A mail address"


class Part(models.Model):
    """A row that belongs to one page and stands at one place in it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "uuid"]


class Section(Part):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sections")
    aspect = models.CharField(max_length=24, choices=Aspect, blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    body = models.JSONField(default=dict, blank=True)
    notice = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="sections"
    )
    treatment = models.ForeignKey(
        TreatmentVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="sections"
    )

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(urgency="") | models.Q(aspect=Aspect.SEE_DOCTOR),
                name="articles_urgency_is_for_see_doctor",
                violation_error_message=(
                    "Only a section on when to seek help has an urgency: leave it empty here."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.heading or self.get_aspect_display() or "Section"


class Faq(Part):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="faqs")
    question = models.CharField(max_length=300)
    answer = models.JSONField(default=dict)

    class Meta(Part.Meta):
        verbose_name = "question"

    def __str__(self) -> str:
        return self.question


class Citation(Part):
    """A page's use of a work, named by key (``pmid:…``, ``doi:…``, ``uuid:…``)."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="citations")
    key = models.CharField(max_length=310)
    note = models.TextField(max_length=600, blank=True)
    acknowledged: models.JSONField[dict[str, Any] | None] = models.JSONField(
        null=True, blank=True, editable=False
    )

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "key"],
                name="articles_citation_once_per_page",
                violation_error_message="This page already cites this work.",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Association(Part):
    """What a symptom page says about one condition. It is the symptom page's, and nobody else's."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="associations")
    condition = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="associations")
    name = models.CharField(max_length=200, help_text="The condition as it is printed here.")
    strength = models.CharField(max_length=12, choices=Strength, default=Strength.COMMON)
    explanation = models.JSONField()
    explanation_on_condition = models.JSONField(default=dict, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "condition"],
                name="articles_association_once_per_condition",
                violation_error_message="This page already speaks of this condition.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CallToAction(Part):
    """An invitation with a button. ``target`` is the uuid of a topic, or a whole address."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="calls_to_action")
    heading = models.CharField(max_length=200, blank=True)
    text = models.JSONField(default=dict, blank=True)
    label = models.CharField(max_length=80, help_text="The words on the button.")
    target_kind = models.CharField(max_length=12, choices=TargetKind)
    target = models.CharField(max_length=500)

    class Meta(Part.Meta):
        verbose_name_plural = "calls to action"

    def __str__(self) -> str:
        return self.heading or self.label
