"""What a field lets its rich text hold."""

from enum import StrEnum
from typing import Any

from articles.richtext.errors import Code, refusal
from articles.richtext.schema import NODES
from articles.richtext.walk import citation_keys, nodes_of, plain_text

Json = dict[str, Any]


class Profile(StrEnum):
    BODY = "body"
    KEY_POINTS = "key_points"
    ANSWER = "answer"
    # Words that stand on many pages, each with a list of works of its own.
    NOTICE = "notice"


# What may stand in a text, but not in one of these.
REFUSED_NODES = {
    Profile.KEY_POINTS: {"figure"},
    Profile.ANSWER: {"heading", "figure"},
    Profile.NOTICE: {"heading", "figure", "citation"},
}


def allowed_nodes(profile: Profile) -> list[str]:
    """Return the names of the nodes that an editor for this field offers."""
    return [name for name in NODES if name not in REFUSED_NODES.get(profile, set())]


def check_profile(document: Json, profile: Profile) -> None:
    if profile is Profile.KEY_POINTS:
        _check_key_points(document)
    if profile is Profile.ANSWER:
        _check_headings(document, "an answer")
    if profile is Profile.NOTICE:
        _check_headings(document, "this text")
        _check_citations(document)
    if profile is not Profile.BODY:
        _check_without_figures(document)


def _check_key_points(document: Json) -> None:
    kinds = [block["type"] for block in document.get("content", [])]
    if kinds not in ([], ["bulletList"]):
        raise refusal(
            Code.BAD_STRUCTURE,
            "key points are one bullet list and nothing else. Put every point into that list.",
            "",
        )


def _check_headings(document: Json, what: str) -> None:
    headings = [node for node in nodes_of(document) if node["type"] == "heading"]
    if headings:
        raise refusal(
            Code.BAD_STRUCTURE,
            '%(what)s has no headings. Make "%(heading)s" a paragraph.',
            "",
            what=what,
            heading=plain_text(headings[0])[:60],
        )


def _check_citations(document: Json) -> None:
    keys = citation_keys(document)
    if keys:
        raise refusal(
            Code.BAD_STRUCTURE,
            "it stands on pages that cite other works. Take the mark of %(key)s out, and cite "
            "the work in the text of the page.",
            "",
            key=keys[0],
        )


def _check_without_figures(document: Json) -> None:
    if any(node["type"] == "figure" for node in nodes_of(document)):
        raise refusal(
            Code.BAD_STRUCTURE,
            "pictures stand in the text of a section. Put this one into a section.",
            "",
        )
