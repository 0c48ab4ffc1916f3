"""Rich texts in other forms, made of the stored tree alone."""

import pytest

from articles.richtext import render_markdown, render_text
from delivery import rich_forms
from delivery.presenting import present
from delivery.presenting.facts import Subject, gather
from delivery.presenting.surroundings import When
from tests.delivery.documents import AT, document_of


def resolved(row):
    (facts,) = gather([Subject(row.revision.snapshot, row)], when=When(AT))
    return facts.resolved


def converted(document, text):
    return rich_forms.convert(document, rich_forms.parse(text))


def test_markdown_and_text_are_those_of_the_signed_words(library, django_assert_num_queries):
    row = library.shame
    document, known = document_of(row), resolved(row)
    with django_assert_num_queries(0):
        shown = converted(document, "text,markdown")
    frozen = {section["id"]: section for section in row.revision.snapshot.clinical["sections"]}
    for section in shown["sections"]:
        body = frozen[section["id"]].get("body", {})
        assert section["body"] == {
            "markdown": render_markdown(body, known),
            "text": render_text(body, known),
        }
    assert "[2, 3]" in shown["sections"][0]["body"]["markdown"]


def test_every_rich_text_of_a_document_a_card_and_a_part(library):
    row = library.shame
    presented = present(row.revision.snapshot, publication=row, at=AT)
    for given in (presented.document, *presented.parts.values()):
        shown = converted(given, "text")
        assert _forms(shown) == {("text",)}
        assert _forms(given) == {("html", "blocks")}
        assert shown.keys() == given.keys()
    assert converted(presented.card, "text") == presented.card


def test_the_language_of_the_page(library, cast):
    blocks = [{"type": "callout", "tone": "warning", "content": []}]
    rich = {"html": "<aside></aside>", "blocks": blocks}
    for page in ({"locale": "es"}, {"page": {"locale": "es"}}):
        shown = converted({**page, "body": rich}, "markdown")["body"]["markdown"]
        assert shown.startswith("> **Advertencia:**")
    assert converted({"body": rich}, "markdown")["body"]["markdown"].startswith("> **Warning:**")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("html", ["html"]),
        ("text,html", ["html", "text"]),
        ("blocks,html,blocks", ["html", "blocks"]),
        ("text,markdown,blocks,html", ["html", "blocks", "markdown", "text"]),
    ],
)
def test_it_reads(text, forms):
    assert list(rich_forms.parse(text)) == forms
    rich = {"html": "<p>A</p>", "blocks": []}
    assert list(converted({"body": rich}, text)["body"]) == forms


@pytest.mark.parametrize("text", ["", "HTML", "html,", "pdf", "html blocks", "html,\x00", "," * 99])
def test_it_refuses(text):
    message = "the forms of rich text are html, blocks, markdown, text"
    with pytest.raises(ValueError, match=message):
        rich_forms.parse(text)


def _forms(value):
    """The keys of everything that is a rich text."""
    if isinstance(value, list):
        return set().union(*map(_forms, value))
    if not isinstance(value, dict):
        return set()
    if value.keys() & {"html", "markdown"} or set(value) == {"text"}:
        return {tuple(value)}
    return set().union(*map(_forms, value.values()))
