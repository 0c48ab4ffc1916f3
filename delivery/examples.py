"""Answers that the API gave, put into its description (a hook of drf-spectacular).

``example_answers/`` has one file for each operation, named like it, and at least one for each
status that is an error: ``{"request", "status", "summary", "answer"}``. ``make examples`` asks the
API for them again.
"""

import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

from delivery.description import Json, operations
from references.exports import MEDIA_TYPES

FOLDER = Path(__file__).resolve().parent / "example_answers"
# All operations share one example of each sort of file.
FILES: dict[str, str] = {
    media_type: f"works_as_{export_format.value}"
    for export_format, media_type in MEDIA_TYPES.items()
}
COMPONENT = "#/components/examples/"


@cache
def examples() -> dict[str, Json]:
    """Return the examples by name."""
    return {path.stem: orjson.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}


def add_examples(result: Json, **_: Any) -> Json:
    result["components"]["examples"] = {
        name: {"summary": example["summary"], "value": example["answer"]}
        for name, example in examples().items()
    }
    for path, operation in operations(result):
        if operation["operationId"] in examples():
            _exemplify_parameters(operation, path, examples()[operation["operationId"]]["request"])
        for status, response in operation["responses"].items():
            for media_type, content in response.get("content", {}).items():
                name = FILES.get(media_type) or operation["operationId"]
                _exemplify(content, name, int(status), result["components"]["schemas"])
    return result


def _exemplify(content: Json, own: str, status: int, schemas: Json) -> None:
    """``own`` is the name of the example for a 200."""
    if status == HTTPStatus.OK:
        fitting = [name for name in examples() if name == own]
    else:
        schema = schemas[content["schema"]["$ref"].rpartition("/")[2]]
        fitting = [
            name
            for name, example in examples().items()
            if example["status"] == status and _fits(example, schema)
        ]
    if fitting:
        content["examples"] = {name: {"$ref": COMPONENT + name} for name in fitting}


def _fits(example: Json, schema: Json) -> bool:
    """Whether an answer has the keys that this schema names, and no other."""
    keys = set(example["answer"])
    return set(schema["required"]) <= keys <= set(schema["properties"])


def _exemplify_parameters(operation: Json, path: str, request: str) -> None:
    """Take the example of each parameter from the request that gave the answer."""
    asked = urlsplit(request)
    pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path)
    in_path = re.fullmatch(pattern, asked.path)
    given = {**dict(parse_qsl(asked.query)), **(in_path.groupdict() if in_path else {})}
    for parameter in operation.get("parameters", []):
        if parameter["name"] in given:
            text = given[parameter["name"]]
            whole = parameter["schema"].get("type") == "integer"
            parameter["example"] = int(text) if whole else text
