"""Authors and reviewers, as readers see them."""

import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


class Profession(models.TextChoices):
    PHYSICIAN = "physician", "Physician"
    PSYCHOLOGIST = "psychologist", "Psychologist"
    NURSE_PRACTITIONER = "nurse_practitioner", "Nurse practitioner"
    THERAPIST = "therapist", "Therapist"
    WRITER = "writer", "Writer"
    OTHER = "other", "Other"


SECOND_REVIEWERS = frozenset({Profession.PSYCHOLOGIST, Profession.NURSE_PRACTITIONER})

# As many as a sign-off keeps of the name of its signer.
PRINTED_NAME_CHARACTERS = 200


def is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def validate_text_list(value: object) -> None:
    if not is_text_list(value):
        raise ValidationError("Give a list of texts.", code="not_a_text_list")


def validate_orcid(value: str) -> None:
    """Check form and check digit (ISO 7064, modulus 11-2)."""
    if not (value.isascii() and ORCID.fullmatch(value)):
        raise ValidationError(
            "An ORCID is sixteen places in four groups, such as 0000-0002-1825-0097.",
            code="bad_orcid",
        )
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    expected = (12 - total % 11) % 11
    if value[-1] != ("X" if expected == 10 else str(expected)):
        raise ValidationError(
            "This ORCID has a wrong check digit: copy it again from the person's record.",
            code="bad_orcid_check_digit",
        )


class Person(models.Model):
    """Somebody who writes or reviews. A person with a user may act as that user."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        help_text="The account with which this person writes or signs.",
    )
    slug = models.SlugField(max_length=80, unique=True, help_text="The name in web addresses.")
    name = models.CharField(max_length=120, help_text="As it is printed, without degrees.")
    suffixes = models.CharField(max_length=40, blank=True, help_text="Such as Jr. or III.")
    profession = models.CharField(max_length=24, choices=Profession)
    degrees = models.JSONField(
        default=list, blank=True, validators=[validate_text_list], help_text="Such as MD, PhD."
    )
    biography = models.TextField(blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[validate_orcid])
    languages = models.JSONField(default=list, blank=True, validators=[validate_text_list])
    interests = models.TextField(
        "declared interests",
        blank=True,
        help_text="Say “none” when there are none: that is a statement too.",
    )
    interests_declared_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "uuid"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interests="") | models.Q(interests_declared_on__isnull=False),
                name="articles_interests_are_dated",
                violation_error_message="Give the day on which the interests were declared.",
            )
        ]

    def __str__(self) -> str:
        return self.printed_name

    def clean(self) -> None:
        # Degrees that are no list of texts have been refused already, and make no name.
        if is_text_list(self.degrees) and len(self.printed_name) > PRINTED_NAME_CHARACTERS:
            raise ValidationError(
                "Name, suffixes and degrees are printed as one line of at most %(most)s "
                "characters, and these have %(length)s: leave out degrees.",
                code="printed_name_too_long",
                params={"most": PRINTED_NAME_CHARACTERS, "length": len(self.printed_name)},
            )

    @property
    def reads_too(self) -> bool:
        """Whether the person may add a second review beside a physician's signature."""
        return self.profession in SECOND_REVIEWERS

    @property
    def printed_name(self) -> str:
        """Name, suffixes and degrees: ``Avery Example Jr., MD``."""
        name = f"{self.name} {self.suffixes}".strip()
        return ", ".join([name, *self.degrees])
