"""The requests whose answers are the examples of openapi.yaml.

A new operation needs a request under its operation id, and a new problem code one under a name of
its own: then run `make examples`.
"""

import json
import re
from datetime import UTC, datetime
from uuid import UUID, uuid5

from tests.builders import NOW

# By operation id; the answer is a 200. "{page}" stands for the id of a page of the library, and so on:
# see make_example_library.
REQUESTS = {
    "list_conditions": ("The first of the conditions", "/api/v1/conditions/?limit=1"),
    "read_condition": ("A condition", "/api/v1/conditions/depression/"),
    "list_symptoms": ("The first of the symptoms", "/api/v1/symptoms/?limit=1"),
    "read_symptom": ("A symptom with all its parts", "/api/v1/symptoms/shame/"),
    "list_articles": ("The first of the articles", "/api/v1/articles/?limit=1"),
    "read_article": ("A blog post", "/api/v1/articles/living-with-shame/"),
    "list_pages": ("The first by title", "/api/v1/pages/?ordering=title&limit=1&count=exact"),
    "read_page": ("A page by its id", "/api/v1/pages/{page}/"),
    "list_associations": ("What goes along with shame", "/api/v1/associations/?symptom=shame"),
    "list_sections": ("Sections on self-help", "/api/v1/sections/?aspect=SelfCare&limit=1"),
    "list_references": ("The works that are cited", "/api/v1/references/?limit=1"),
    "read_reference": ("A work by its PMID", "/api/v1/references/30075356/"),
    "list_people": ("Authors and reviewers", "/api/v1/people/"),
    "read_person": ("A reviewer", "/api/v1/people/ray-reviewer/"),
    "list_paths": ("Where the conditions are", "/api/v1/paths/?kind=condition"),
    "list_tags": ("The tags in use", "/api/v1/tags/"),
    "list_crisis_resources": ("Those of a country", "/api/v1/crisis-resources/?country=US"),
    "read_site": ("The site", "/api/v1/site/"),
    "read_condition_sign_off": (
        "What was signed of a condition",
        "/api/v1/conditions/depression/sign-off/",
    ),
    "read_symptom_sign_off": ("What was signed of a symptom", "/api/v1/symptoms/shame/sign-off/"),
    "read_article_sign_off": (
        "What was signed of a blog post",
        "/api/v1/articles/living-with-shame/sign-off/",
    ),
    "read_audit_head": ("Where the audit chain ends", "/api/v1/audit/head/"),
    "resolve": ("A page by its path", "/api/v1/resolve/?path=/symptoms/shame/"),
}
# By the format: operations that have files share them.
FILES = {
    "works_as_csl": ("A work as CSL-JSON", "/api/v1/references/30075356/?format=csl"),
    "works_as_ris": ("A work as RIS", "/api/v1/references/30075356/?format=ris"),
    "works_as_bibtex": ("A work as BibTeX", "/api/v1/references/30075356/?format=bibtex"),
}
# By a name for each, which begins with the code.
PROBLEMS = {
    "unknown_parameter": ("A parameter that does not exist", "/api/v1/symptoms/?lmit=1"),
    "repeated_parameter": ("A parameter twice", "/api/v1/symptoms/?limit=1&limit=2"),
    "bad_parameter": ("A value that cannot be used", "/api/v1/symptoms/?limit=1000"),
    "not_found": ("An address where nothing is", "/api/v1/nothing/"),
    "not_found_in_language": ("A page of which there is none", "/api/v1/symptoms/envy/"),
    "gone": ("A page that was withdrawn", "/api/v1/symptoms/guilt/"),
}
# Requests that need more than an address: the method and the headers.
SPECIAL = {
    "method_not_allowed": ("POST", "/api/v1/symptoms/", {}),
    "not_acceptable": ("GET", "/api/v1/symptoms/", {"Accept": "image/png"}),
}
SUMMARIES = {
    "method_not_allowed": "A method that this API does not have",
    "not_acceptable": "A media type that is not to be had",
    "bad_request": "A request that cannot be understood",
    "forbidden": "What may not be read",
    "internal_error": "A fault of ours",
}

UUIDS = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
FINGERPRINTS = re.compile(r"\b[0-9a-f]{64}\b")
SIGNATURES = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
CURSORS = re.compile(r"(?<=cursor=)[\w-]+")
INSTANTS = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
NAMESPACE = UUID("00000000-0000-4000-8000-000000000000")


def made_stable(example, *, now):
    """The example with its random values and its instants replaced by ones that stay the same."""
    said = json.dumps(example, ensure_ascii=False)
    said = INSTANTS.sub(lambda found: _as_if_at_noon(found[0], now), said)
    said = SIGNATURES.sub("header.proof.signature", said)
    said = CURSORS.sub("a-place-in-this-list", said)
    said = _in_order(UUIDS, said, lambda place: str(uuid5(NAMESPACE, f"{place}")))
    said = _in_order(FINGERPRINTS, said, lambda place: f"{place:x}".zfill(2) * 32)
    return json.loads(said)


def _in_order(pattern, said, made):
    """Replace each value by one made of its place among those that occur."""
    names = {found: made(place) for place, found in enumerate(dict.fromkeys(pattern.findall(said)))}
    return pattern.sub(lambda found: names[found[0]], said)


def _as_if_at_noon(text, now):
    """Move an instant so that the library was made at NOW, to the second; a year stays a year."""
    at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    years = round((at - now).days / 365.25)
    moved = NOW.replace(year=NOW.year + years) + (at - now.replace(year=now.year + years))
    return moved.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
