"""What the API's description says of every operation alike: hooks of drf-spectacular."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from delivery.pagination import LIMIT_DEFAULT, LIMIT_MAX

Json = dict[str, Any]

COMPONENT = "#/components/headers/"

# What the values of a parameter are, wherever it stands.
PARAMETERS: dict[str, Json] = {
    "limit": {"minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_DEFAULT},
    "slug": {"pattern": "^[-a-zA-Z0-9_]+$"},
}

# How a text is spelled, wherever it stands under this name.
FORMS: dict[str, Json] = {
    "fingerprint": {"pattern": "^[0-9a-f]{64}$"},
    "slug": {"pattern": "^[-a-zA-Z0-9_]+$"},
    "path": {"pattern": "^/.*/$"},
    "country": {"pattern": "^[A-Z]{2}$"},
    "key": {"pattern": "^(pmid|doi|uuid):."},
    "pmid": {"pattern": "^[1-9][0-9]*$"},
    "pmcid": {"pattern": "^PMC[1-9][0-9]*$"},
    "doi": {"pattern": "^10[.]"},
    "orcid": {"pattern": "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"},
    "request_id": {"format": "uuid"},
    "pointer": {"pattern": "^/"},
}

IF_NONE_MATCH: Json = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETags of what the reader has; 304 when the answer is one of them.",
}


def _header(description: str, **schema: Any) -> Json:
    return {"description": description, "required": True, "schema": {"type": "string", **schema}}


HEADERS: dict[str, Json] = {
    "ETag": _header("Of these bytes; send it back in `If-None-Match`.", pattern='^"[0-9a-f]{64}"$'),
    "Cache-Control": _header("How long the answer may be kept: never beyond its truth."),
    "Location": _header("Where the page stands now.", format="uri"),
    "Allow": _header("The methods of this API.", const="GET, HEAD, OPTIONS"),
    "X-Request-ID": _header("Of this request, as the logs name it.", format="uuid"),
}
# By status; every answer has the last.
HEADERS_OF = {
    "200": ["ETag", "Cache-Control"],
    "304": ["ETag", "Cache-Control"],
    "308": ["Location", "Cache-Control"],
    "405": ["Allow", "Cache-Control"],
}
HEADERS_OF_ERRORS = ["Cache-Control"]
HEADERS_OF_ALL = ["X-Request-ID"]


# What an answer is, where its operation says nothing of its own.
ANSWERS = {
    "200": "What was asked for.",
    "400": "A parameter does not exist, comes twice or cannot be used: see `errors[].pointer`.",
    "404": "There is nothing at this address.",
    "405": "This API is read with GET, HEAD and OPTIONS.",
    "406": "The media types asked for are not to be had.",
    "410": "The page was taken out of the public: `ending` says what readers may know.",
}


APART = {"NotFoundDocument": (404, "not_found"), "GoneDocument": (410, "gone")}


def add_server(result: Json, **_: Any) -> Json:
    """Addresses are those of the host that serves the description."""
    result["servers"] = [{"url": "/"}]
    return result


def complete_parameters(result: Json, **_: Any) -> Json:
    """Write down which values of a parameter can be used at all, and what every operation reads."""
    for _path, operation in operations(result):
        parameters = operation.setdefault("parameters", [])
        for parameter in parameters:
            parameter["schema"] |= PARAMETERS.get(parameter["name"], {})
        parameters.append(IF_NONE_MATCH)
    return result


def write_forms(result: Json, **_: Any) -> Json:
    """Write down how keys and numbers are spelled."""
    schemas = result["components"]["schemas"]
    result["components"]["schemas"] = {name: _with_forms(each) for name, each in schemas.items()}
    return result


def _with_forms(schema: Json) -> Json:
    """Return the schema anew: rich text keeps its own."""
    if "properties" not in schema:
        return schema
    properties = {
        name: {**each, **FORMS[name]} if name in FORMS and _is_plain_text(each) else each
        for name, each in schema["properties"].items()
    }
    return {**schema, "properties": properties}


def _is_plain_text(schema: Json) -> bool:
    return "string" in schema.get("type", ()) and "format" not in schema


def complete_answers(result: Json, **_: Any) -> Json:
    """Name the headers of each answer, and say what it is."""
    result["components"]["headers"] = HEADERS
    for _path, operation in operations(result):
        for status, response in operation["responses"].items():
            names = [*HEADERS_OF.get(status, HEADERS_OF_ERRORS), *HEADERS_OF_ALL]
            said = response["description"] or ANSWERS.get(status)
            response["description"] = said or HTTPStatus(int(status)).phrase
            response["headers"] = {name: {"$ref": COMPONENT + name} for name in names}
    return result


def tell_errors_apart(result: Json, **_: Any) -> Json:
    """By its status and its code a reader knows which further members an error has."""
    schemas = result["components"]["schemas"]
    for name, (status, code) in APART.items():
        schemas[name]["properties"]["status"] = {"type": "integer", "const": status}
        schemas[name]["properties"]["code"] = {"type": "string", "const": code}
    return result


def operations(result: Json) -> Iterator[tuple[str, Json]]:
    """Yield the path and the description of every operation."""
    for path, methods in result["paths"].items():
        for operation in methods.values():
            yield path, operation
