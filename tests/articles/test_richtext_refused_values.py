"""Values of attributes, characters and citations that are refused."""

import pytest

from tests.articles.richtext_refusals import TOPIC, refused
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    mark,
    node,
    paragraph,
    text,
)


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (node("heading", text("H"), level=1), "the level of a heading is 2, 3 or 4. Choose one."),
        (node("heading", text("H"), level="2"), "the level of a heading is 2, 3 or 4. Choose one."),
        (node("heading", text("H"), level=2.0), "the level of a heading is 2, 3 or 4. Choose one."),
        (node("heading", text("H")), "the heading needs its attribute level."),
        (
            {**paragraph("One"), "attrs": []},
            "the attributes of the paragraph must be a JSON object.",
        ),
        (
            node("callout", paragraph("One"), tone="loud"),
            "the tone of a callout is note, warning, urgent or emergency. Choose one.",
        ),
        (node("callout", paragraph("One"), tone=None), "the callout needs its attribute tone."),
        (
            node("orderedList", node("listItem", paragraph("One")), start=-1),
            "a numbered list starts at a whole number from 0 to 9999.",
        ),
        (
            node("orderedList", node("listItem", paragraph("One")), start=True),
            "a numbered list starts at a whole number from 0 to 9999.",
        ),
        (
            paragraph(crisis_line("988")),
            "a page link or crisis line names nothing that exists. Remove it and choose again.",
        ),
        (paragraph(crisis_line(988)), "an attribute that must be text is not. Remove it."),
        (
            paragraph(text("One", mark("pageLink", topic=TOPIC, anchor="a b"))),
            "the anchor of a page link is one word of letters, digits and hyphens.",
        ),
        (
            paragraph(text("One", mark("pageLink", topic=TOPIC, anchor="a" * 201))),
            "an attribute has more than 200 characters.",
        ),
        (
            paragraph(text("One", mark("pageLink", topic="{" + TOPIC + "}"))),
            "a page link or crisis line names nothing that exists. Remove it and choose again.",
        ),
        (paragraph(text("One", "pageLink")), "the page link needs its attribute topic."),
    ],
)
def test_bad_attribute(block, sentence):
    assert refused(doc(block)) == ("rich_text_bad_attribute", f"Block 1: {sentence}")


@pytest.mark.parametrize(
    "character", list("\x00\x01\x08\x0b\x0c\x1f\x7f\x85\ud800\udfff\u202e\uffff")
)
def test_bad_character(character):
    document = doc(bullets("One", f"Two{character}"))

    assert refused(document) == (
        "rich_text_bad_character",
        f"Block 1, list item 2: it holds the character U+{ord(character):04X},"
        " which cannot be printed. Delete it or type the words again.",
    )


@pytest.mark.parametrize(
    "inline",
    [
        text("One", mark("link", href="https://example.org/\x00")),
        text("One", mark("link", href="java\x00script:alert(1)")),
        text("One", mark("pageLink", topic=TOPIC, anchor="\ud800")),
        citation("doi:10.1000/\ud800"),
        crisis_line("\x00"),
    ],
)
def test_bad_character_in_an_attribute(inline):
    assert refused(doc(paragraph(inline)))[0] == "rich_text_bad_character"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            "30075356",
            "A work is cited by pmid:, doi: or uuid: and its identifier, such as pmid:30075356.",
        ),
        (
            "pmid:123456789",
            "A PMID is a number of one to eight digits, such as 30075356.",
        ),
        (
            "doi:https://doi.org/",
            "A work is cited by pmid:, doi: or uuid: and its identifier, such as pmid:30075356.",
        ),
        (30075356, "an attribute that must be text is not. Remove it."),
        ("doi:10.1000/" + "a" * 500, "an attribute has more than 500 characters."),
    ],
)
def test_bad_citation(key, sentence):
    code, message = refused(doc(paragraph(citation(key))))

    assert (code, message) == ("rich_text_bad_citation", f"Block 1: {sentence}")


@pytest.mark.parametrize(
    "key", ["", "pmid:", "pmid:0", "pmid:x", "doi:", "doi:11.1/x", "uuid:x", "isbn:1"]
)
def test_other_bad_citations(key):
    assert refused(doc(paragraph(citation(key))))[0] == "rich_text_bad_citation"
