"""How the API describes itself: ``openapi.yaml`` is made from the serializers and from this."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles import richtext
from articles.models import Kind
from delivery import parameters, serializers

PROBLEM = "application/problem+json"

Json = dict[Any, Any]


def page_list(kind: Kind) -> Json:
    return {
        "operation_id": f"list_{kind.value}s",
        "summary": f"Live {kind.label.lower()} pages, the newest first",
        "tags": [f"{kind.value}s"],
        "parameters": [_parameter(name) for name in parameters.LIST_PARAMETERS],
        "responses": {(200, "application/json"): serializers.CardList, **_problems()},
    }


def page_detail(kind: Kind) -> Json:
    return {
        "operation_id": f"read_{kind.value}",
        "summary": f"One {kind.label.lower()} page, whole",
        "tags": [f"{kind.value}s"],
        "parameters": [_parameter(name) for name in parameters.DETAIL_PARAMETERS],
        "responses": {
            (200, "application/json"): serializers.Page,
            308: OpenApiResponse(description="The page has another slug now: see Location."),
            **_problems(),
            (404, PROBLEM): serializers.NotFoundDocument,
            (410, PROBLEM): serializers.GoneDocument,
        },
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


def _parameter(name: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, int if name == "limit" else str, description=parameters.DESCRIPTIONS[name]
    )


def _problems() -> Json:
    statuses = {304: OpenApiResponse(description="The reader has these bytes already.")}
    return {
        **statuses,
        (400, PROBLEM): serializers.ProblemDocument,
        (405, PROBLEM): serializers.ProblemDocument,
        (406, PROBLEM): serializers.ProblemDocument,
    }
