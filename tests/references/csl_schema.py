"""What an item of CSL-JSON may be: the part that we use of csl-data.json (CSL 1.0.2)."""

TEXT = {"type": "string", "minLength": 1}
NAME = {
    "oneOf": [
        {
            "type": "object",
            "properties": dict.fromkeys(
                ("family", "given", "non-dropping-particle", "suffix"), TEXT
            ),
            "required": ["family"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"literal": TEXT},
            "required": ["literal"],
            "additionalProperties": False,
        },
    ]
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer", "minimum": 1},
            },
        },
        "season": TEXT,
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
TEXTS = (
    "title",
    "container-title",
    "container-title-short",
    "publisher",
    "publisher-place",
    "genre",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "DOI",
    "PMID",
    "PMCID",
    "ISSN",
    "ISBN",
    "URL",
)
ITEM = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "type": {
            "enum": ["article", "article-journal", "book", "chapter", "report", "webpage"],
        },
        **dict.fromkeys(TEXTS, TEXT),
        "author": {"type": "array", "items": NAME, "minItems": 1},
        "editor": {"type": "array", "items": NAME, "minItems": 1},
        "issued": DATE,
        "accessed": DATE,
        "custom": {"type": "object"},
    },
    "required": ["id", "type"],
    "additionalProperties": False,
}
ITEMS = {"type": "array", "items": ITEM}
