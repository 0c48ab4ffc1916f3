"""How the API describes itself: ``openapi.yaml`` is made from the serializers and from this."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles import richtext
from delivery import parameters, serializers

PROBLEM = "application/problem+json"

Json = dict[Any, Any]


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
