"""The declared shape of everything that leaves. Never run on a request: ``openapi.yaml`` is made
from it, and the tests hold every presented document against that file.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Aspect, ContentFlag, Kind, Profession, Urgency
from articles.outline import OutlinePart
from delivery.models import EndingKind
from delivery.problems import ProblemCode
from references.models import Standing
from review.models import Scope

REVIEW_STATUSES = ["current", "due_soon", "overdue", "reviewer_lapsed"]


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/RichTextBlock"}})
class BlocksField(serializers.ListField):
    """A rich text as a resolved tree; the shapes come from ``articles.richtext.contract``."""


class Rich(serializers.Serializer[Any]):
    html = serializers.CharField(help_text="Sanitised HTML.")
    blocks = BlocksField(help_text="The same text as a tree in which nothing needs look-up.")


class OutlineEntry(serializers.Serializer[Any]):
    part = serializers.ChoiceField(choices=OutlinePart.choices)
    id = serializers.UUIDField(allow_null=True, help_text="Of a section; null for other parts.")
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()


class Section(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    aspect = serializers.ChoiceField(choices=Aspect.choices, allow_null=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, allow_null=True)
    treatment = serializers.CharField(allow_null=True)
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()
    notice = serializers.CharField(allow_null=True)
    body = Rich()
    citations = serializers.ListField(
        child=serializers.IntegerField(), help_text="Numbers of the sources that the body cites."
    )


class Associations(serializers.Serializer[Any]):
    heading = serializers.CharField()
    notice = serializers.CharField(allow_null=True)
    items = serializers.ListField(child=serializers.DictField())


class Faq(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    answer = Rich()


class Author(serializers.Serializer[Any]):
    """A person with a family name, or a group."""

    family = serializers.CharField(allow_null=True)
    given = serializers.CharField(allow_null=True)
    initials = serializers.CharField(allow_null=True)
    suffix = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True)


class ReferenceStanding(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Standing.choices)
    checked_at = serializers.DateTimeField(allow_null=True)
    sources = serializers.ListField(child=serializers.CharField())
    notice = serializers.CharField(allow_null=True)


class FormattedReference(serializers.Serializer[Any]):
    ama = serializers.CharField(allow_null=True)
    nlm = serializers.CharField(allow_null=True)
    apa = serializers.CharField(allow_null=True)


class ReferenceLinks(serializers.Serializer[Any]):
    pubmed = serializers.URLField(allow_null=True)
    pmc = serializers.URLField(allow_null=True)
    doi = serializers.URLField(allow_null=True)


class Reference(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    note = serializers.CharField(allow_null=True, help_text="Why the page cites this work.")
    key = serializers.CharField()
    id = serializers.UUIDField(allow_null=True)
    pmid = serializers.CharField(allow_null=True)
    doi = serializers.CharField(allow_null=True)
    pmcid = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    authors = Author(many=True)
    journal = serializers.CharField(allow_null=True)
    year = serializers.IntegerField(allow_null=True)
    publication_types = serializers.ListField(child=serializers.CharField())
    standing = ReferenceStanding()
    formatted = FormattedReference()
    links = ReferenceLinks()


class CrisisResource(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2.")
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    phone = serializers.CharField(allow_null=True)
    sms = serializers.CharField(allow_null=True)
    sms_body = serializers.CharField(allow_null=True)
    chat_url = serializers.URLField(allow_null=True)
    hours = serializers.CharField()
    audience = serializers.CharField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())


class PersonCard(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    printed_name = serializers.CharField()
    profession = serializers.ChoiceField(choices=Profession.choices)
    degrees = serializers.ListField(child=serializers.CharField())
    orcid = serializers.CharField(allow_null=True)


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
    printed_name = serializers.CharField()
    profession = serializers.ChoiceField(choices=Profession.choices)
    degrees = serializers.ListField(child=serializers.CharField())
    board_certifications = BoardCertification(many=True)
    licensed_in = serializers.ListField(child=serializers.CharField())
    interests = Interests(allow_null=True)


class Review(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=REVIEW_STATUSES)
    line = ReviewerLine(allow_null=True)
    last_reviewed = serializers.DateTimeField()
    review_due = serializers.DateTimeField()
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


class Seo(serializers.Serializer[Any]):
    title = serializers.CharField(allow_null=True)
    description = serializers.CharField(allow_null=True)
    canonical_url = serializers.URLField()
    noindex = serializers.BooleanField()
    image = serializers.CharField(allow_null=True)


class Translation(serializers.Serializer[Any]):
    locale = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    stale = serializers.BooleanField()


class Images(serializers.Serializer[Any]):
    hero = serializers.DictField(allow_null=True)


class Feedback(serializers.Serializer[Any]):
    url = serializers.URLField(allow_null=True)
    email = serializers.EmailField(allow_null=True)


class Card(serializers.Serializer[Any]):
    """A page in a list."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    alternate_names = serializers.ListField(child=serializers.CharField())
    image = serializers.DictField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    article_type = serializers.CharField(allow_null=True)
    review = CardReview()
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CardList(serializers.Serializer[Any]):
    results = Card(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class Page(serializers.Serializer[Any]):
    """The whole page. Every kind has every key; what is empty is ``[]`` or ``null``."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    fallback_from = serializers.CharField(allow_null=True)
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    alternate_names = serializers.ListField(child=serializers.CharField())
    codes = serializers.ListField(child=serializers.DictField())
    summary = serializers.CharField(allow_blank=True)
    article_type = serializers.CharField(allow_null=True)
    about = Card(many=True)
    purpose = serializers.CharField(allow_null=True)
    funding = serializers.CharField(allow_null=True)
    outline = OutlineEntry(many=True)
    key_points = Rich()
    sections = Section(many=True)
    associations = Associations()
    faqs = Faq(many=True)
    calls_to_action = serializers.ListField(child=serializers.DictField())
    references = Reference(many=True)
    notices = serializers.ListField(child=serializers.DictField())
    content_flags = serializers.ListField(
        child=serializers.ChoiceField(choices=ContentFlag.choices)
    )
    crisis_resources = CrisisResource(many=True)
    screenings = serializers.ListField(child=serializers.DictField())
    images = Images()
    byline = PersonCard(many=True)
    tags = serializers.ListField(child=serializers.CharField())
    related = Card(many=True)
    linked_from = Card(many=True)
    reading_minutes = serializers.IntegerField(min_value=1)
    seo = Seo()
    translations = Translation(many=True)
    review = Review()
    feedback = Feedback()
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ProblemError(serializers.Serializer[Any]):
    pointer = serializers.CharField()
    code = serializers.ChoiceField(choices=ProblemCode.choices)
    detail = serializers.CharField()


class ProblemDocument(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.ChoiceField(choices=ProblemCode.choices)
    detail = serializers.CharField()
    request_id = serializers.CharField(allow_null=True)
    errors = ProblemError(many=True)  # type: ignore[assignment]


class NotFoundDocument(ProblemDocument):
    available_locales = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="The languages in which the page is live.",
    )


class Successor(serializers.Serializer[Any]):
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()


class Ending(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=EndingKind.choices)
    notice = serializers.CharField(allow_null=True)
    ended_at = serializers.DateTimeField()
    successor = Successor(allow_null=True)


class GoneDocument(ProblemDocument):
    ending = Ending()
