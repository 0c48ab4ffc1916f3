import unicodedata

import pytest
from hypothesis import given

from articles.richtext import (
    CrisisLine,
    Resolved,
    figure_images,
    normalise,
    plain_text,
    render_markdown,
    render_text,
)
from articles.richtext.contract import BLOCKS
from articles.richtext.text import BLOCKS as RENDERED
from tests.articles.richtext_reading import resolved_for
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    documents,
    figure,
    mark,
    node,
    paragraph,
    text,
)
from tests.articles.test_richtext_html import PICTURE

HAND = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
LIFELINE = "11111111-2222-4333-8444-555555555555"


def test_it_works():
    link = mark("link", href="https://example.org/")
    nested = node("listItem", paragraph("b"), bullets("c", "d"))
    document = normalise(
        doc(
            node("heading", text("What helps"), level=2),
            paragraph("One", citation("pmid:1"), ", ", text("two", link, "bold"), "."),
            node("horizontalRule"),
            node("callout", paragraph("Call", node("hardBreak"), "now."), tone="urgent"),
            bullets("a", "*"),
            node("orderedList", node("listItem", paragraph("a")), nested, start=9),
        )
    )

    assert (
        render_text(document, resolved_for(document))
        == """\
What helps

One, two.

Call
now.

- a
- *

9. a

10. b

    - c
    - d"""
    )


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ({"label": "Call 988", "phone": "988"}, "Call 988"),
        ({"label": "", "phone": "988", "sms": "741741"}, "988"),
        ({"label": "", "sms": "741741"}, "741741"),
        ({"label": ""}, "Lifeline"),
    ],
)
def test_a_crisis_line_is_printed_as_in_html(given, printed):
    line = CrisisLine(**{"id": LIFELINE, "name": "Lifeline", "phone": "", "sms": "", **given})
    document = normalise(doc(paragraph(crisis_line(LIFELINE))))

    assert render_text(document, Resolved(crisis_lines={LIFELINE: line})) == printed


def test_what_is_not_live_is_left_out():
    document = normalise(doc(paragraph("a", citation("pmid:1")), paragraph(crisis_line(LIFELINE))))

    assert render_text(document, Resolved()) == "a"
    assert render_text({}, Resolved()) == ""


def test_every_block_can_be_written():
    assert set(RENDERED) == set(BLOCKS)


def test_a_picture_is_its_caption():
    words = {"alt": "A [hand].", "caption": "1. Under *it*."}
    document = normalise(doc(figure(HAND, **words), paragraph("a")))
    resolved = Resolved(pictures={HAND: PICTURE})

    assert render_text(document, resolved) == "1. Under *it*.\n\na"
    assert render_markdown(document, resolved) == (
        "![A \\[hand\\].](https://media.example.org/1/960.jpg)\n\n1\\. Under \\*it\\*.\n\na"
    )


@given(documents())
def test_every_word_is_there_in_order(document):
    resolved = Resolved(pictures=dict.fromkeys(figure_images(document), PICTURE))
    markers = set("-") | {f"{number}." for number in range(12_000)}
    written = [word for word in level(render_text(document, resolved)) if word not in markers]
    meant = [word for word in level(plain_text(document)) if word not in markers]

    assert written == meant


def level(text):
    """The words of a text, without raised and lowered signs and what stands for them."""
    plain = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-")
    return plain.translate(dict.fromkeys(map(ord, "^_"))).split()


@pytest.mark.parametrize(
    ("kind", "written", "printed"),
    [
        ("superscript", "2", "10²"),
        ("superscript", "-3", "10⁻³"),
        ("superscript", "th", "10^th"),
        ("subscript", "2", "10₂"),
        ("subscript", "1A", "10_1A"),
    ],
)
def test_raised_and_lowered_signs_stay_so(kind, written, printed):
    raised = {"type": "text", "text": written, "marks": [{"type": kind}]}
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "10"}, raised]}
    assert render_text({"type": "doc", "content": [paragraph]}, Resolved()) == printed
