"""What the API's description says of single documents and of lists that come whole."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles.models import Kind
from delivery import parameters as known
from delivery import serializers
from delivery.schema import PROBLEM, Json, files, problems
from delivery.schema_lists import COMMON, FORMAT_OF_WORKS, word, words

SHAPING = ["fields", "rich", "as_of", "format"]
SHAPING_WORKS = ["fields", "rich", "as_of", "format_of_works"]
PARAMETERS = {
    **COMMON,
    "format_of_works": FORMAT_OF_WORKS,
    "kind": word("kind", enum=Kind.values),
    "country": words("country", known.DESCRIPTIONS["country"]),
    "path": OpenApiParameter("path", description=known.DESCRIPTIONS["path"], required=True),
}


def page_detail(kind: Kind) -> Json:
    operation = _operation(
        name=f"read_{kind.value}",
        summary=f"One {kind.label.lower()} page, whole",
        tag=f"{kind.value}s",
        parameters=["locale", *SHAPING_WORKS],
        answer=serializers.Page,
    )
    operation["responses"] |= {**files(), 308: MOVED, **_missing()}
    return operation


def sign_off(kind: Kind) -> Json:
    operation = _operation(
        name=f"read_{kind.value}_sign_off",
        summary=f"The proof of what was signed of one {kind.label.lower()} page",
        tag=f"{kind.value}s",
        parameters=["locale", "as_of"],
        answer=serializers.Proof,
    )
    operation["responses"] |= {308: MOVED, **_missing()}
    return operation


def _operation(
    *, name: str, summary: str, tag: str, parameters: Iterable[str], answer: Any
) -> Json:
    return {
        "operation_id": name,
        "summary": summary,
        "tags": [tag],
        "parameters": [PARAMETERS[each] for each in parameters],
        "responses": {(200, "application/json"): answer, **problems()},
    }


def _missing() -> Json:
    return {
        (404, PROBLEM): serializers.NotFoundDocument,
        (410, PROBLEM): serializers.GoneDocument,
    }


MOVED = OpenApiResponse(
    description="The topic has another slug now, or the address is an imported one: see Location."
)

PAGE_BY_ID = _operation(
    name="read_page",
    summary="One page, whole, by its id",
    tag="pages",
    parameters=SHAPING_WORKS,
    answer=serializers.Page,
)
PAGE_BY_ID["responses"] |= {**files(), **_missing()}

REFERENCE = _operation(
    name="read_reference",
    summary="A work that live pages cite, by its PMID or id",
    tag="references",
    parameters=SHAPING_WORKS,
    answer=serializers.ReferenceDocument,
)
REFERENCE["responses"] |= files()
PERSON = _operation(
    name="read_person",
    summary="An author or a reviewer of live pages",
    tag="people",
    parameters=SHAPING,
    answer=serializers.PersonDocument,
)
for _named in (REFERENCE, PERSON):
    _named["responses"][(404, PROBLEM)] = serializers.ProblemDocument

PATHS = _operation(
    name="list_paths",
    summary="Where every live page is",
    tag="paths",
    parameters=["kind", "locale"],
    answer=serializers.PathList,
)
TAGS = _operation(
    name="list_tags",
    summary="The tags of live pages",
    tag="tags",
    parameters=["locale"],
    answer=serializers.TagList,
)
CRISIS_RESOURCES = _operation(
    name="list_crisis_resources",
    summary="Help in a crisis, verified by two people",
    tag="crisis-resources",
    parameters=["country"],
    answer=serializers.CrisisResourceList,
)
SITE = _operation(
    name="read_site",
    summary="Whose content this is, and its labels",
    tag="site",
    parameters=["locale"],
    answer=serializers.Site,
)
RESOLVE = _operation(
    name="resolve",
    summary="What stands at a path of the web site",
    tag="resolve",
    parameters=["path"],
    answer=serializers.Resolved,
)
RESOLVE["responses"] |= _missing()
AUDIT_HEAD = _operation(
    name="read_audit_head",
    summary="Where the audit chain ends",
    tag="audit",
    parameters=[],
    answer=serializers.AuditHead,
)
