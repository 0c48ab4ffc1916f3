"""Fewer fields of a document: what may be named, and what is left."""

import re

import pytest

from delivery.fields import parse, trim
from delivery.serializers import Card, Page

DOCUMENT = {
    "title": "Shame",
    "review": {"status": "current", "line": None},
    "sections": [
        {"heading": "One", "notice": None, "body": {"html": "<p>1</p>", "blocks": []}},
        {"heading": None, "notice": {"heading": "N", "version": 1}, "body": {"html": ""}},
    ],
    "tags": [],
}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("title", {"title": "Shame"}),
        ("tags,title", {"title": "Shame", "tags": []}),
        ("review.status", {"review": {"status": "current"}}),
        ("review.status,review", {"review": DOCUMENT["review"]}),
        ("review,review.status", {"review": DOCUMENT["review"]}),
        ("review.status,review.line", {"review": DOCUMENT["review"]}),
        ("review.line.short", {"review": {"line": None}}),
        ("tags.slug", {"tags": []}),
        ("sections.heading", {"sections": [{"heading": "One"}, {"heading": None}]}),
        (
            "sections.notice.version,sections.body.html",
            {
                "sections": [
                    {"notice": None, "body": {"html": "<p>1</p>"}},
                    {"notice": {"version": 1}, "body": {"html": ""}},
                ]
            },
        ),
        ("title," * 5_000 + "title", {"title": "Shame"}),
    ],
    ids=range(11),
)
def test_it_trims(text, left):
    assert trim(DOCUMENT, parse(text, Page)) == left
    assert list(trim(DOCUMENT, parse(text, Page))) == [key for key in DOCUMENT if key in left]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel", "there is no field 'titel'; did you mean title"),
        ("title,review.statsu", "there is no field 'review.statsu'; did you mean review.status"),
        ("title.html", "there is no field 'title.html'; title has no fields"),
        ("review.status.x", "there is no field 'review.status.x'; review.status has no fields"),
        ("tags.xyz", "there is no field 'tags.xyz'; the fields here are slug, name"),
        ("tags.", "there is no field 'tags.'; the fields here are slug, name"),
        ("TITLE", "there is no field 'TITLE'; the fields here are id, topic, kind, locale"),
        (" title", "there is no field ' title'; did you mean title"),
        ("", "there is no field ''; the fields here are id, topic, kind"),
        ("title,", "there is no field ''; the fields here are id, topic, kind"),
        (".", "there is no field '.'; the fields here are id, topic, kind"),
        ("\x00", "there is no field '\\x00'; the fields here are id, topic, kind"),
        ("🦆" * 9_999, f"there is no field '{'🦆' * 60}'; the fields here are id, topic, kind"),
        ("results.title", "there is no field 'results.title'; the fields here are id, topic"),
    ],
    ids=range(14),
)
def test_it_refuses(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse(text, Card)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("fields=sections.body.markdown", "markdown"),
        ("fields=title,sections.body.text&rich=html", "text"),
        ("fields=sections.body.html&rich=markdown", "html"),
    ],
)
def test_a_form_that_does_not_come(client, publication, query, form):
    response = client.get(f"/api/v1/symptoms/shame/?{query}")
    assert (response.status_code, response.json()["detail"]) == (
        400,
        f"fields: rich texts do not come as {form}: name it in rich as well.",
    )


def test_a_form_that_comes(client, publication):
    query = {"fields": "key_points.markdown", "rich": "markdown"}
    assert client.get("/api/v1/symptoms/shame/", query).json() == {"key_points": {"markdown": ""}}
