"""What the fixtures look like: one JSON Schema for each file."""

from typing import Any

from django.db.models import TextChoices

from articles.models import (
    ArticleType,
    Aspect,
    CodeMatch,
    CodeSystem,
    ContentFlag,
    Kind,
    OverduePolicy,
    Profession,
    Purpose,
    RegulatoryStatus,
    RiskClass,
    Strength,
    TargetKind,
    Urgency,
)
from references.models import WorkKind
from review.models import CredentialKind

Schema = dict[str, Any]

# Not blank.
TEXT: Schema = {"type": "string", "pattern": r"\S"}
TEXTS: Schema = {"type": "array", "items": TEXT}
SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
SLUGS: Schema = {"type": "array", "items": SLUG, "uniqueItems": True}
# A topic by its kind and key, such as symptom:shame.
TOPIC: Schema = {"type": "string", "pattern": "^(condition|symptom|article):[a-z0-9-]+$"}
TOPICS: Schema = {"type": "array", "items": TOPIC, "uniqueItems": True}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAYS: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer"}


def record(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def rows(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def one_of(choices: type[TextChoices]) -> Schema:
    return {"enum": choices.values}


AUTHOR: Schema = {
    "anyOf": [
        record({"group": TEXT}),
        record({"family": TEXT}, dict.fromkeys(("given", "initials", "particle", "suffix"), TEXT)),
    ]
}
BIBLIOGRAPHIC = (
    *("pmid", "pmcid", "doi", "issn", "isbn", "report_number", "url"),
    *("journal", "journal_abbreviation", "volume", "issue", "season", "pages", "article_number"),
    *("container_title", "edition", "publisher", "publisher_place"),
)
CREDENTIAL = record(
    {"kind": one_of(CredentialKind), "authority": TEXT, "issued": DATE},
    # Of a day in the future: the demo works in any year.
    {"number": TEXT, "specialty": TEXT, "jurisdiction": TEXT, "expires_in_days": DAYS},
)

SECTION = record(
    {"key": SLUG, "body": TEXT},
    {
        "aspect": one_of(Aspect),
        "urgency": one_of(Urgency),
        "heading": TEXT,
        "notice": SLUG,
        "treatment": SLUG,
    },
)
ASSOCIATION = record(
    {
        "key": SLUG,
        "condition": SLUG,
        "name": TEXT,
        "strength": one_of(Strength),
        "explanation": TEXT,
    },
    {"explanation_on_condition": TEXT},
)
HISTORY = record(
    {"published_days_ago": DAYS},
    {
        "former_slug": record({"slug": SLUG, "days_ago": DAYS}),
        "scheduled_in_days": {"type": "integer", "minimum": 1},
        "withdrawn": record(
            {"days_ago": DAYS, "reason": TEXT, "notice": TEXT}, {"successor": TOPIC}
        ),
        "edited": record(
            {"days_ago": DAYS, "change_note": TEXT},
            {"summary": TEXT, "sections": rows(record({"key": SLUG, "body": TEXT}))},
        ),
    },
)
PAGE = record(
    {
        "kind": one_of(Kind),
        "topic": SLUG,
        "working_name": TEXT,
        "locale": TEXT,
        "slug": SLUG,
        "title": TEXT,
        "summary": TEXT,
        "risk_class": one_of(RiskClass),
        "sections": rows(SECTION) | {"minItems": 1},
        "outline": TEXTS,
        "history": HISTORY,
    },
    {
        "alternate_names": TEXTS,
        "codes": rows(
            record(
                {"system": one_of(CodeSystem), "code": TEXT, "display": TEXT},
                {"match": one_of(CodeMatch), "version": TEXT},
            )
        ),
        "content_flags": {"type": "array", "items": one_of(ContentFlag), "uniqueItems": True},
        "overdue_policy": one_of(OverduePolicy),
        "article_type": one_of(ArticleType),
        "purpose": one_of(Purpose),
        "funding": TEXT,
        "hero_image": TEXT,
        "hero_caption": TEXT,
        "seo_title": TEXT,
        "seo_description": TEXT,
        "translated_from": TEXT,
        "about": TOPICS,
        "related": TOPICS,
        "tags": SLUGS,
        "byline": SLUGS,
        "notices": SLUGS,
        "key_points": TEXT,
        "associations_notice": SLUG,
        "associations": rows(ASSOCIATION),
        "faqs": rows(record({"key": SLUG, "question": TEXT, "answer": TEXT})),
        "calls_to_action": rows(
            record(
                {"key": SLUG, "label": TEXT, "target_kind": one_of(TargetKind), "target": TEXT},
                {"heading": TEXT, "text": TEXT},
            )
        ),
        "citations": rows(record({"key": TEXT, "note": TEXT})),
    },
)

# Of each file, and the key by which its rows are named.
FILES: dict[str, tuple[Schema, str]] = {
    "people.yaml": (
        record(
            {
                "slug": SLUG,
                "name": TEXT,
                "profession": one_of(Profession),
                "biography": TEXT,
                "languages": TEXTS,
                "interests": record({"declared_on": DATE, "statement": TEXT}),
                "account": TEXT,
            },
            {"suffixes": TEXTS, "degrees": TEXTS, "credentials": rows(CREDENTIAL)},
        ),
        "slug",
    ),
    "crisis_resources.yaml": (
        record(
            {
                "key": SLUG,
                "country": TEXT,
                "name": TEXT,
                "hours": TEXT,
                "languages": TEXTS,
                "label": TEXT,
                "order": NUMBER,
            },
            dict.fromkeys(("phone", "sms", "chat_url", "audience"), TEXT),
        ),
        "key",
    ),
    "references.yaml": (
        record(
            {"kind": one_of(WorkKind), "title": TEXT},
            {
                **dict.fromkeys(BIBLIOGRAPHIC, TEXT),
                **dict.fromkeys(("year", "month", "day", "end_year", "end_month"), NUMBER),
                "published_online": DATE,
                "accessed_on": DATE,
                "authors": rows(AUTHOR),
                "editors": rows(AUTHOR),
                "publication_types": TEXTS,
            },
        ),
        "title",
    ),
    "notices.yaml": (
        record({"slug": SLUG, "name": TEXT, "locale": TEXT, "text": TEXT}, {"heading": TEXT}),
        "slug",
    ),
    "treatments.yaml": (
        record(
            {
                "slug": SLUG,
                "name": TEXT,
                "locale": TEXT,
                "title": TEXT,
                "regulatory_status": one_of(RegulatoryStatus),
                "off_label": {"type": "boolean"},
                "disclosure": TEXT,
                "risks": TEXT,
                "alternatives": TEXT,
            },
            {"alternate_names": TEXTS},
        ),
        "slug",
    ),
    "images.yaml": (
        record(
            {"file": TEXT, "alt_text": TEXT, "credit": TEXT, "licence": TEXT},
            {"caption": TEXT, "focal_x": NUMBER, "focal_y": NUMBER},
        ),
        "file",
    ),
    "tags.yaml": (record({"slug": SLUG, "name": TEXT}), "slug"),
}
SITE = record(
    {
        "name": TEXT,
        "legal_name": TEXT,
        "countries": TEXTS,
        "labels": {"type": "object"},
    },
    dict.fromkeys(("telephone", "feedback_url", "feedback_email"), TEXT),
)
