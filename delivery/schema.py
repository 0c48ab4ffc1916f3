"""How the API describes itself: ``openapi.yaml`` is made from the serializers and from this."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles import richtext
from delivery import parameters, serializers
from references.exports import MEDIA_TYPES, ExportFormat

PROBLEM = "application/problem+json"

Json = dict[Any, Any]

COMPONENTS = {
    ExportFormat.CSL: "CSLJSON",
    ExportFormat.RIS: "RIS",
    ExportFormat.BIBTEX: "BibTeX",
}
FILES: Json = {
    "CSLJSON": {
        "type": "array",
        "description": "Items of the Citation Style Language 1.0.2 (csl-data.json). `id` is the key "
        "of the work; `custom` has `standing` and `publication_types`.",
        "items": {
            "type": "object",
            "properties": {
                "id": {"type": "string"},
                "type": {"type": "string"},
                "custom": {
                    "type": "object",
                    "properties": {
                        "standing": {"$ref": "#/components/schemas/ReferenceStandingStatus"},
                        "publication_types": {"type": "array", "items": {"type": "string"}},
                    },
                    "required": ["standing", "publication_types"],
                },
            },
            "required": ["id", "type", "custom"],
            "additionalProperties": True,
        },
    },
    "RIS": {"type": "string", "description": "Records of RIS, in UTF-8."},
    "BibTeX": {"type": "string", "description": "Entries of BibTeX, in UTF-8."},
}


def plain_null(result: Json, **_: Any) -> Json:
    """Say null as JSON Schema does, not as an enumeration of one (a hook of drf-spectacular)."""
    result["components"]["schemas"].pop("NullEnum", None)
    without_enum: Json = _replaced(result)
    return without_enum


def add_rich_text(result: Json, **_: Any) -> Json:
    """Add the shapes of rich text to the components (a hook of drf-spectacular)."""
    result["components"]["schemas"].update(richtext.components())
    return result


def _replaced(schema: Any) -> Any:
    if schema == {"$ref": "#/components/schemas/NullEnum"}:
        return {"type": "null"}
    if isinstance(schema, dict):
        return {key: _replaced(value) for key, value in schema.items()}
    return [_replaced(item) for item in schema] if isinstance(schema, list) else schema


def add_files(result: Json, **_: Any) -> Json:
    """Add what files of works are to the components (a hook of drf-spectacular)."""
    result["components"]["schemas"].update(FILES)
    return result


def files() -> Json:
    """Return the answers that are files of works."""
    return {
        (200, media_type): {"$ref": f"#/components/schemas/{COMPONENTS[export_format]}"}
        for export_format, media_type in MEDIA_TYPES.items()
    }


def parameter(name: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, int if name == "limit" else str, description=parameters.DESCRIPTIONS[name]
    )


def problems() -> Json:
    statuses = {304: OpenApiResponse(description="The reader has these bytes already.")}
    return {
        **statuses,
        (400, PROBLEM): serializers.ProblemDocument,
        (405, PROBLEM): serializers.ProblemDocument,
        (406, PROBLEM): serializers.ProblemDocument,
    }
