"""What stands where it cannot stand."""

import pytest

from articles.richtext import Profile, normalise
from tests.articles.richtext_refusals import TOPIC, refused
from tests.articles.richtext_strategies import bullets, doc, mark, node, paragraph, text


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (paragraph("One"), "The text: the outermost node must be a doc."),
        (doc(doc()), None),
        (
            doc(doc(paragraph("One"))),
            "Block 1: a text cannot stand here in a text. Move it out of there.",
        ),
        (
            doc(text("One")),
            "Block 1: a run of words cannot stand here in a text. Move it out of there.",
        ),
        (
            doc(paragraph("One"), node("listItem", paragraph("One"))),
            "Block 2: a list item cannot stand here in a text. Move it out of there.",
        ),
        (
            doc(node("bulletList", paragraph("One"))),
            "Block 1, list item 1: a paragraph cannot stand here in a bullet list."
            " Move it out of there.",
        ),
        (
            doc(bullets("One"), node("bulletList", node("listItem", bullets("Two")))),
            "Block 2, list item 1: a bullet list cannot stand here in a list item."
            " Move it out of there.",
        ),
        (
            doc(paragraph(paragraph("One"))),
            "Block 1: a paragraph cannot stand here in a paragraph. Move it out of there.",
        ),
        (
            doc(node("horizontalRule", paragraph("One"))),
            "Block 1, block 1: a paragraph cannot stand here in a horizontal rule."
            " Move it out of there.",
        ),
        (doc(7), "Block 1: every node must be a JSON object."),
        (doc(paragraph({"type": "text"})), "Block 1: a text node must hold text."),
        ({"type": "doc", "content": {}}, "The text: the content of a node must be a list."),
        (
            doc(paragraph({**text("One"), "marks": {}})),
            "Block 1: the marks of a node must be a list.",
        ),
        (
            doc(paragraph({**text("One"), "marks": ["bold"]})),
            "Block 1: every mark must be a JSON object.",
        ),
        (
            doc({**paragraph("One"), "marks": [mark("bold")]}),
            "Block 1: marks belong on words, not on blocks.",
        ),
        (
            doc(
                paragraph(
                    text(
                        "One",
                        mark("link", href="https://example.org"),
                        mark("pageLink", topic=TOPIC),
                    )
                )
            ),
            "Block 1: the same words carry two different links. Remove one.",
        ),
        (
            doc(
                paragraph(
                    text(
                        "One",
                        mark("link", href="https://example.org/a"),
                        mark("link", href="https://example.org/b"),
                    )
                )
            ),
            "Block 1: the same words carry two different links. Remove one.",
        ),
    ],
)
def test_bad_structure(document, sentence):
    if sentence is None:
        assert normalise(document) == {}
        return

    assert refused(document) == ("rich_text_bad_structure", sentence)


@pytest.mark.parametrize(
    "document",
    [
        doc(paragraph("One")),
        doc(bullets("One"), bullets("Two")),
        doc(bullets("One"), paragraph("Two")),
        doc(node("orderedList", node("listItem", paragraph("One")))),
        doc(node("horizontalRule")),
    ],
)
def test_key_points_are_one_bullet_list(document):
    assert refused(document, Profile.KEY_POINTS) == (
        "rich_text_bad_structure",
        "The text: key points are one bullet list and nothing else. Put every point into that list.",
    )


def test_an_answer_has_no_headings():
    document = doc(node("callout", node("heading", text("What % helps"), level=3)))

    assert refused(document, Profile.ANSWER) == (
        "rich_text_bad_structure",
        'The text: an answer has no headings. Make "What % helps" a paragraph.',
    )


@pytest.mark.parametrize("profile", [Profile.BODY, Profile.ANSWER])
def test_a_body_and_an_answer_may_hold_any_other_block(profile):
    document = doc(paragraph("One"), bullets("Two"), node("callout", paragraph("Three")))

    assert normalise(document, profile=profile) == document
