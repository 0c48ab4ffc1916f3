"""What a field lets its rich text hold."""

from enum import StrEnum
from typing import Any

from articles.richtext.errors import Code, refusal
from articles.richtext.schema import NODES
from articles.richtext.walk import nodes_of, plain_text

Json = dict[str, Any]


class Profile(StrEnum):
    BODY = "body"
    KEY_POINTS = "key_points"
    ANSWER = "answer"


# What may stand in a text, but not in one of these.
REFUSED_NODES = {Profile.ANSWER: {"heading"}}


def allowed_nodes(profile: Profile) -> list[str]:
    """Return the names of the nodes that an editor for this field offers."""
    return [name for name in NODES if name not in REFUSED_NODES.get(profile, set())]


def check_profile(document: Json, profile: Profile) -> None:
    if profile is Profile.KEY_POINTS:
        _check_key_points(document)
    if profile is Profile.ANSWER:
        _check_answer(document)


def _check_key_points(document: Json) -> None:
    kinds = [block["type"] for block in document.get("content", [])]
    if kinds not in ([], ["bulletList"]):
        raise refusal(
            Code.BAD_STRUCTURE,
            "key points are one bullet list and nothing else. Put every point into that list.",
            "",
        )


def _check_answer(document: Json) -> None:
    headings = [node for node in nodes_of(document) if node["type"] == "heading"]
    if headings:
        raise refusal(
            Code.BAD_STRUCTURE,
            'an answer has no headings. Make "%(heading)s" a paragraph.',
            "",
            heading=plain_text(headings[0])[:60],
        )
