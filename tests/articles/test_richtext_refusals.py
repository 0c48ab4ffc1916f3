import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import Code, Profile, normalise
from articles.richtext.normalisation import MAX_DEPTH, MAX_NODES, MAX_TEXT_BYTES
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

TOPIC = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"


def refused(document, profile=Profile.BODY):
    """Return the code and the sentence; every sentence is one for an editor."""
    with pytest.raises(ValidationError) as caught:
        normalise(document, profile=profile)
    error = caught.value
    assert error.code in list(Code)
    assert error.messages[0].endswith(".")
    return error.code, error.messages[0]


def linked(href):
    return doc(paragraph("See ", text("here", mark("link", href=href))))


@pytest.mark.parametrize("document", ["<p>Shame</p>", [], [1], 7, True, ""])
def test_what_is_no_json_object(document):
    assert refused(document) == (
        "rich_text_not_json_object",
        "The text: it must be a JSON object, the document of the editor.",
    )


def test_unknown_node():
    assert refused(doc(paragraph("One"), bullets("Two"), node("table"))) == (
        "rich_text_unknown_node",
        "Block 3: 'table' cannot be used here. Remove it, or write it as paragraphs or a list.",
    )


@pytest.mark.parametrize("name", [None, 7, [], {}, "figure", "codeBlock", "Doc"])
def test_other_unknown_nodes(name):
    assert refused(doc({"type": name}))[0] == "rich_text_unknown_node"


def test_unknown_mark():
    assert refused(doc(node("blockquote", paragraph(text("One", "underline"))))) == (
        "rich_text_unknown_mark",
        "Block 1, block 1: words cannot be marked as 'underline'. Remove that formatting.",
    )


@pytest.mark.parametrize("document", [doc({**citation("pmid:1"), "marks": [{"type": None}]})])
def test_an_unknown_mark_on_a_citation(document):
    assert refused(doc(node("paragraph", *document["content"])))[0] == "rich_text_unknown_mark"


def test_unknown_attribute():
    assert refused(doc(node("bulletList", node("listItem", paragraph("One")), tight=True))) == (
        "rich_text_unknown_attribute",
        "Block 1: the bullet list has no attribute 'tight'. Remove it.",
    )


@pytest.mark.parametrize(
    "block",
    [
        node("paragraph", text("One"), textAlign=None),
        {**paragraph("One"), "class": "x"},
        paragraph({**text("One"), "attrs": {}}),
        paragraph({**node("hardBreak"), "text": "x"}),
        paragraph(text("One", mark("link", href="https://example.org", target="_blank"))),
        paragraph(text("One", {**mark("bold"), "content": []})),
        {7: 7, **paragraph("One")},
    ],
)
def test_other_unknown_attributes(block):
    assert refused(doc(block))[0] == "rich_text_unknown_attribute"


def test_an_unknown_attribute_of_the_document():
    assert refused({**doc(paragraph("One")), "version": 2})[0] == "rich_text_unknown_attribute"


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
    ("href", "sentence"),
    [
        (
            "http://example.org/50%",
            "the link http://example.org/50% is not secure. Use the https:// address of that page.",
        ),
        (
            "JavaScript:alert(1)",
            "the link JavaScript:alert(1) would run a program."
            " Link to a page that begins with https://.",
        ),
        (
            "example.org",
            "the link example.org must begin with https://, mailto:, tel: or sms:."
            " For a page of this site use a page link.",
        ),
        (
            "https://user:secret@example.org/",
            "the link //user:secret@example.org/ holds a user name or a password. Remove it.",
        ),
        (
            "tel:1 800 555",
            "the link tel:1 800 555 holds a space or another character that an address cannot"
            " hold. Copy the address again.",
        ),
        (
            "tel:help",
            "the link tel:help needs a number without spaces, such as tel:+1-800-555-0100.",
        ),
        ("sms:", "the link sms: needs a number without spaces, such as sms:988."),
        (
            "mailto:help",
            "the link mailto:help needs one mail address, such as mailto:help@example.org.",
        ),
        ("https://", "the link https:// names no site. Copy the address again."),
        ("https://[::1", "the link https://[::1 cannot be read. Copy it again."),
        (
            "https://example.org/" + "a" * 2000,
            "the address of a link has at most 2000 characters. Use a shorter one.",
        ),
        (7, "an attribute that must be text is not. Remove it."),
    ],
)
def test_bad_link(href, sentence):
    assert refused(linked(href)) == ("rich_text_bad_link", f"Block 1: {sentence}")


@pytest.mark.parametrize(
    "href",
    [
        "",
        "/conditions/ptsd/",
        "#part",
        "//example.org/",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "https:example.org",
        "https:///path",
        "https://@example.org/",
        "https://a@example.org/",
        "https://example.org:99999/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/<script>",
        'https://example.org/"onclick=',
        "https://-example.org/",
        "https://example..org/",
        "https://%65xample.org/",
        "https://127.0.0.1%00/",
        "java\nscript:alert(1)",
        "\u2028javascript:alert(1)",
        "mailto:a@example.org,b@example.org",
        "mailto:@example.org",
        "tel:",
        "tel:+",
        "sms:?body=x",
    ],
)
def test_other_bad_links(href):
    assert refused(linked(href))[0] == "rich_text_bad_link"


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


TOO_LARGE = "from here on the text is too long or nested too deeply. Split it into sections."


def test_too_many_nodes():
    document = doc(*[paragraph() for _ in range(MAX_NODES)])

    assert refused(document) == ("rich_text_too_large", f"Block {MAX_NODES}: {TOO_LARGE}")


def test_too_many_marks():
    document = doc(paragraph(text("One", *["bold"] * MAX_NODES)))

    assert refused(document) == ("rich_text_too_large", f"Block 1: {TOO_LARGE}")


def test_too_many_bytes():
    half = "é" * (MAX_TEXT_BYTES // 4)

    assert normalise(doc(paragraph(half), paragraph(half)))
    assert refused(doc(paragraph(half), paragraph(half + "é"))) == (
        "rich_text_too_large",
        f"Block 2: {TOO_LARGE}",
    )


def test_too_deep():
    block = paragraph("One")
    for _ in range(MAX_DEPTH - 2):
        block = node("blockquote", block)

    assert normalise(doc(block)) == doc(block)
    code, message = refused(doc(node("blockquote", block)))
    assert code == "rich_text_too_large"
    assert message.startswith("Block 1, block 1, block 1")


def test_far_too_deep():
    block = paragraph("One")
    for _ in range(5_000):
        block = node("blockquote", block)

    assert refused(doc(block))[0] == "rich_text_too_large"


def test_every_code_has_a_test():
    with open(__file__) as source:
        tests = source.read()

    assert [code for code in Code if f'"{code}"' not in tests] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["type", "content", "attrs", "marks", "text", "href", "key", "level"]),
            inner | st.sampled_from(["doc", "paragraph", "text", "bold", "citation", "heading"]),
        )
    ),
)


@settings(deadline=None)
@given(JSON)
def test_whatever_comes_is_normalised_or_refused(document):
    try:
        result = normalise(document)
    except ValidationError as error:
        result = {"code": Code(error.code), "messages": error.messages}

    json.dumps(result, allow_nan=False)
