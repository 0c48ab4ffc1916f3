"""The documents that leave, and their keys, spelt by hand."""

from django.utils import timezone

from delivery.presenting import present

AT = timezone.now()

PAGE_KEYS = [
    "id",
    "topic",
    "kind",
    "locale",
    "slug",
    "fallback_from",
    "path",
    "web_url",
    "api_url",
    "title",
    "alternate_names",
    "codes",
    "summary",
    "article_type",
    "about",
    "purpose",
    "funding",
    "outline",
    "key_points",
    "sections",
    "associations",
    "faqs",
    "calls_to_action",
    "references",
    "notices",
    "content_flags",
    "crisis_resources",
    "screenings",
    "images",
    "byline",
    "tags",
    "related",
    "linked_from",
    "reading_minutes",
    "seo",
    "translations",
    "feedback",
    "review",
    "first_published_at",
    "published_at",
    "updated_at",
]
CARD_KEYS = [
    "id",
    "topic",
    "kind",
    "locale",
    "slug",
    "path",
    "web_url",
    "api_url",
    "title",
    "summary",
    "alternate_names",
    "image",
    "tags",
    "article_type",
    "review",
    "first_published_at",
    "published_at",
    "updated_at",
]
PROBLEM_KEYS = ["type", "title", "status", "code", "detail", "request_id", "errors"]

# The parts of a page document, by the key under which they stand.
PART_KEYS = {
    "codes": ["system", "code", "display", "match"],
    "outline": ["part", "id", "heading", "anchor"],
    "key_points": ["html", "blocks"],
    "sections": [
        "id",
        "aspect",
        "urgency",
        "treatment",
        "heading",
        "anchor",
        "notice",
        "body",
        "citations",
    ],
    "associations": ["heading", "notice", "items"],
    "notices": ["id", "version", "heading", "text"],
    "faqs": ["id", "question", "answer"],
    "calls_to_action": ["id", "heading", "text", "label", "target"],
    "references": [
        "number",
        "note",
        "key",
        "id",
        "pmid",
        "doi",
        "pmcid",
        "title",
        "authors",
        "journal",
        "year",
        "publication_types",
        "standing",
        "formatted",
        "links",
    ],
    "crisis_resources": [
        "id",
        "slug",
        "country",
        "name",
        "label",
        "phone",
        "sms",
        "sms_body",
        "chat_url",
        "hours",
        "audience",
        "languages",
    ],
    "images": ["hero"],
    "byline": ["id", "slug", "printed_name", "profession", "degrees", "orcid"],
    "tags": ["slug", "name"],
    "related": CARD_KEYS,
    "linked_from": CARD_KEYS,
    "seo": ["title", "description", "canonical_url", "noindex", "image"],
    "translations": ["id", "locale", "slug", "path", "web_url", "api_url", "title", "stale"],
    "review": [
        "status",
        "line",
        "last_reviewed",
        "review_due",
        "overdue_policy",
        "revision",
        "fingerprint",
        "scope",
        "independent",
        "sign_off_url",
        "reviewers",
    ],
    "feedback": ["url", "email"],
}
ASSOCIATION_KEYS = [
    "id",
    "topic",
    "name",
    "card",
    "strength",
    "explanation",
    "citations",
    "signed",
]
NOTICE_KEYS = PART_KEYS["notices"]
TREATMENT_KEYS = [
    "id",
    "version",
    "title",
    "alternate_names",
    "regulatory_status",
    "off_label",
    "disclosure",
    "risks",
    "alternatives",
]
SIGNED_KEYS = ["page", "fingerprint", "last_reviewed", "status", "sign_off_url"]
PROVENANCE_KEYS = [
    "page",
    "fingerprint",
    "last_reviewed",
    "review_due",
    "status",
    "line",
    "sign_off_url",
]
MODULE_KEYS = [
    "references",
    "page",
    "signed",
    "notices",
    "content_flags",
    "crisis_resources",
]
SECTION_ITEM_KEYS = [*PART_KEYS["sections"], *MODULE_KEYS]
ASSOCIATION_ITEM_KEYS = [
    "id",
    "condition",
    "strength",
    "explanation",
    "explanation_on_condition",
    "notice",
    *MODULE_KEYS,
]
TARGET_KEYS = ["kind", "href", "page"]
LINKED_PAGE_KEYS = ["topic", "kind", "slug", "path", "web_url", "title"]
CARD_IMAGE_KEYS = [
    "alt",
    "credit",
    "width",
    "height",
    "thumbhash",
    "focal_point",
    "renditions",
]
HERO_KEYS = ["alt", "caption", *CARD_IMAGE_KEYS[1:]]
RENDITION_KEYS = ["url", "width", "height", "format"]
REVIEWER_KEYS = [
    "id",
    "slug",
    "printed_name",
    "profession",
    "degrees",
    "board_certifications",
    "licensed_in",
    "interests",
]


def document_of(publication):
    return present(publication.revision.snapshot, publication=publication, at=AT).document
