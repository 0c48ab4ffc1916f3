import copy
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prosemirror.model import Node

from articles.richtext import Profile, normalise, plain_text
from articles.richtext.schema import SCHEMA
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    documents,
    mark,
    node,
    paragraph,
    raw_documents,
    respelled,
    text,
)

TOPIC = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"


def test_it_keeps_a_document_that_is_in_its_one_form():
    document = doc(
        node("heading", text("What it can look like"), level=2),
        paragraph(
            "Shame ",
            text("hides", "bold"),
            text(", as ", mark("pageLink", topic=TOPIC)),
            text("others", mark("link", href="https://example.org/"), "italic"),
            " say.",
            citation("pmid:30075356"),
        ),
        bullets("Withdrawing", "Perfectionism"),
        node("orderedList", node("listItem", paragraph("Breathe.")), start=3),
        node("blockquote", paragraph("I am bad.")),
        node("horizontalRule"),
        node(
            "callout",
            paragraph("Call ", crisis_line(TOPIC), node("hardBreak"), "now."),
            tone="emergency",
        ),
    )
    before = copy.deepcopy(document)

    assert normalise(document) == before
    assert document == before


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"type": "doc"},
        doc(),
        doc(paragraph()),
        doc(paragraph(), paragraph(" \u00a0"), node("heading", level=2)),
        doc(paragraph(node("hardBreak"), text("", "bold"))),
        doc(node("bulletList", node("listItem", paragraph()))),
        doc(node("callout", node("blockquote", paragraph()), tone="urgent")),
    ],
)
@pytest.mark.parametrize("profile", Profile)
def test_a_document_in_which_nothing_stands_is_empty(document, profile):
    if profile is Profile.ANSWER and "heading" in json.dumps(document):
        document = None

    assert normalise(document, profile=profile) == {}


def test_a_rule_alone_is_not_empty():
    assert normalise(doc(node("horizontalRule"))) == doc(node("horizontalRule"))


def test_it_joins_texts_with_equal_marks():
    raw = doc(paragraph("Sha", "me ", text("hi", "italic", "bold"), text("des", "bold", "italic")))

    assert normalise(raw) == doc(paragraph("Shame ", text("hides", "bold", "italic")))


def test_it_composes_a_letter_split_over_two_texts():
    assert normalise(doc(paragraph("cafe", "\u0301"))) == doc(paragraph("café"))


def test_it_drops_defaults_and_empty_parts():
    raw = doc(
        {
            "type": "callout",
            "attrs": {"tone": "note"},
            "content": [
                {
                    "type": "orderedList",
                    "attrs": {"start": 1},
                    "content": [node("listItem", paragraph("One."))],
                }
            ],
            "marks": [],
        },
        {"type": "horizontalRule", "attrs": {}, "content": []},
    )

    assert normalise(raw) == doc(
        node("callout", node("orderedList", node("listItem", paragraph("One.")))),
        node("horizontalRule"),
    )


def test_it_trims_white_space_around_but_not_between_words():
    raw = doc(
        paragraph(
            node("hardBreak"), text(" ", "bold"), "\n One\ttwo\r\nthree  four ", node("hardBreak")
        )
    )

    assert normalise(raw) == doc(paragraph("One two three  four"))


def test_it_leaves_out_empty_blocks_but_the_paragraph_that_begins_a_list_item():
    raw = doc(
        paragraph(),
        node(
            "bulletList",
            node("listItem", paragraph(), paragraph("One"), paragraph()),
            node("listItem", paragraph()),
            node("listItem", paragraph(), bullets("Two")),
        ),
        paragraph(),
        paragraph("Three"),
    )

    assert normalise(raw) == doc(
        node(
            "bulletList",
            node("listItem", paragraph("One")),
            node("listItem", paragraph(), bullets("Two")),
        ),
        paragraph("Three"),
    )


def test_marks_on_citations_and_breaks_say_nothing():
    raw = doc(
        paragraph(
            "One",
            {**citation("pmid:1"), "marks": [mark("bold")]},
            {"type": "hardBreak", "marks": [mark("link", href="https://example.org")]},
            "Two",
        )
    )

    assert normalise(raw) == doc(paragraph("One", citation("pmid:1"), node("hardBreak"), "Two"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("pmid:030075356", "pmid:30075356"),
        ("PMID: 30075356", "pmid:30075356"),
        ("doi:10.1016/J.JANXDIS.2018.07.005", "doi:10.1016/j.janxdis.2018.07.005"),
        ("doi:https://doi.org/10.1016/j.x", "doi:10.1016/j.x"),
        (f"uuid:{TOPIC.upper()}", f"uuid:{TOPIC}"),
        (f"uuid:{TOPIC.replace('-', '')}", f"uuid:{TOPIC}"),
    ],
)
def test_citation_keys_become_canonical(typed, stored):
    assert normalise(doc(paragraph(citation(typed)))) == doc(paragraph(citation(stored)))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" https://example.org/a b".replace("a b", "a%20b "), "https://example.org/a%20b"),
        ("HTTPS://Example.ORG:8443/Path?Q=1#F", "https://example.org:8443/Path?Q=1#F"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("mailto:help@example.org?subject=Hello", "mailto:help@example.org?subject=Hello"),
        ("TEL:+1-800-555-0100", "tel:+1-800-555-0100"),
        ("tel:(800)555-0100;ext=12", "tel:(800)555-0100;ext=12"),
        ("sms:741741?body=HOME", "sms:741741?body=HOME"),
    ],
)
def test_links_become_canonical(typed, stored):
    raw = doc(paragraph(text("here", mark("link", href=typed))))

    assert normalise(raw) == doc(paragraph(text("here", mark("link", href=stored))))


def test_page_links_become_canonical():
    raw = doc(paragraph(text("PTSD", mark("pageLink", topic=TOPIC.upper(), anchor=" #care"))))

    assert normalise(raw) == doc(
        paragraph(text("PTSD", mark("pageLink", topic=TOPIC, anchor="care")))
    )


def test_key_points_are_one_list():
    raw = doc(bullets("One", "Two"), paragraph())

    assert normalise(raw, profile=Profile.KEY_POINTS) == doc(bullets("One", "Two"))


@pytest.mark.parametrize("profile", Profile)
@given(data=st.data())
def test_it_is_idempotent(profile, data):
    once = normalise(data.draw(raw_documents(profile)), profile=profile)

    assert normalise(once, profile=profile) == once


@given(data=st.data())
def test_equal_meaning_gives_equal_documents(data):
    document = data.draw(documents())

    assert normalise(data.draw(respelled(document))) == document


@given(raw_documents())
def test_the_words_never_change(raw):
    # Compared in the decomposed form and without white space, which is what may change.
    given_words = "".join("".join(_texts(raw)).split())
    kept_words = "".join(plain_text(normalise(raw)).split())

    assert unicodedata.normalize("NFD", kept_words) == unicodedata.normalize("NFD", given_words)


@given(documents())
def test_prosemirror_accepts_the_result(document):
    if document:
        built = Node.from_json(SCHEMA, document)
        built.check()

        assert built.child_count == len(document["content"])


def _texts(raw):
    if raw["type"] == "text":
        yield raw["text"]
    if raw["type"] == "figure":
        yield raw["attrs"]["caption"]
    for child in raw.get("content", []):
        yield from _texts(child)
