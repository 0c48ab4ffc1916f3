"""Authors, reviewers and their sign-off."""

from typing import Any

from rest_framework import serializers

from articles.models import OverduePolicy, Profession
from review.models import Scope

ROLES = ["author", "reviewer"]
REVIEW_STATUSES = ["current", "due_soon", "overdue", "reviewer_lapsed"]


class PersonCard(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    printed_name = serializers.CharField()
    profession = serializers.ChoiceField(choices=Profession.choices)
    degrees = serializers.ListField(child=serializers.CharField())
    orcid = serializers.CharField(allow_null=True)


class ListedPerson(PersonCard):
    """An author or reviewer of live pages."""

    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES))
    api_url = serializers.URLField()


class ReviewerLine(serializers.Serializer[Any]):
    short = serializers.CharField()
    full = serializers.CharField()


class BoardCertification(serializers.Serializer[Any]):
    specialty = serializers.CharField()
    authority = serializers.CharField()


class Interests(serializers.Serializer[Any]):
    statement = serializers.CharField()
    declared_on = serializers.DateField()


class Reviewer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField(help_text="Of the person's own document, at `people/{slug}/`.")
    printed_name = serializers.CharField()
    profession = serializers.ChoiceField(choices=Profession.choices)
    degrees = serializers.ListField(child=serializers.CharField())
    board_certifications = BoardCertification(many=True)
    licensed_in = serializers.ListField(child=serializers.CharField())
    meaning = serializers.ChoiceField(
        choices=["clinical_review", "second_review"],
        help_text="clinical_review: the physician whose sign-off covers these words. "
        "second_review: a psychologist or nurse practitioner who signed the same words too.",
    )
    licence = serializers.CharField(
        allow_null=True, help_text="Type of licence and where it holds, to print beside the name."
    )
    interests = Interests(allow_null=True)


class Review(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=REVIEW_STATUSES)
    line = ReviewerLine(allow_null=True)
    last_reviewed = serializers.DateTimeField()
    review_due = serializers.DateTimeField()
    overdue_policy = serializers.ChoiceField(
        choices=OverduePolicy.choices,
        help_text="What the site does once the review is overdue: with serve_with_notice, say so.",
    )
    revision = serializers.IntegerField()
    fingerprint = serializers.CharField(help_text="SHA-256 of the signed words.")
    scope = serializers.ChoiceField(choices=Scope.choices)
    independent = serializers.BooleanField(help_text="False when a reviewer is also an author.")
    sign_off_url = serializers.URLField(allow_null=True)
    reviewers = Reviewer(many=True)


class CardReview(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=REVIEW_STATUSES)
    last_reviewed = serializers.DateTimeField()
    review_due = serializers.DateTimeField()
