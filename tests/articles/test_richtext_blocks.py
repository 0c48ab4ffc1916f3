import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from articles.richtext import (
    CrisisLine,
    PageLink,
    Picture,
    Rendition,
    Resolved,
    ResolvedCitation,
    citation_keys,
    components,
    crisis_line_resources,
    figure_images,
    normalise,
    page_link_topics,
    render_blocks,
)
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
    text,
)

PTSD = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
LIFELINE = "11111111-2222-4333-8444-555555555555"

RESOLVED = Resolved(
    citations={
        "pmid:1": ResolvedCitation(number=1, reference_id="r-1"),
        "pmid:2": ResolvedCitation(number=2, reference_id="r-2"),
        "pmid:3": ResolvedCitation(number=3, reference_id="r-3"),
    },
    page_links={
        PTSD: PageLink(
            topic=PTSD,
            kind="condition",
            slug="ptsd",
            path="/conditions/ptsd/",
            web_url="https://www.example.org/conditions/ptsd/",
            title="PTSD",
        )
    },
    crisis_lines={
        LIFELINE: CrisisLine(
            id=LIFELINE,
            name="988 Suicide & Crisis Lifeline",
            phone="988",
            sms="",
            label="988",
        )
    },
    pictures={
        PTSD: Picture(
            url="https://media.example.org/images/1/960.jpg",
            width=1200,
            height=800,
            thumbhash="",
            renditions=[Rendition("https://media.example.org/images/1/960.jpg", 960, 640, "jpeg")],
        )
    },
)

BLOCKS_SCHEMA = {
    "type": "array",
    "items": {"$ref": "#/components/schemas/RichTextBlock"},
    "components": {
        "schemas": {
            # Left open for readers, who ignore what they do not know; closed here.
            name: {**schema, **({"additionalProperties": False} if "properties" in schema else {})}
            for name, schema in components().items()
        }
    },
}


def words(content, *marks):
    return {"type": "text", "text": content, "marks": list(marks)}


def blocks(*content):
    return render_blocks(normalise(doc(*content)), RESOLVED)


def inline(*content):
    return blocks(paragraph(*content))[0]["content"]


def test_every_block_has_every_key():
    assert blocks(
        node("heading", text("What helps"), level=3),
        bullets("One"),
        node("orderedList", node("listItem", paragraph("Two"))),
        node("orderedList", node("listItem", paragraph(), bullets("Three")), start=4),
        node("blockquote", paragraph("Four")),
        node("callout", paragraph("Five")),
        node("callout", paragraph("Six"), tone="emergency"),
        node("horizontalRule"),
    ) == [
        {"type": "heading", "level": 3, "content": [words("What helps")]},
        {"type": "bulletList", "content": [_item(_paragraph("One"))]},
        {"type": "orderedList", "start": 1, "content": [_item(_paragraph("Two"))]},
        {
            "type": "orderedList",
            "start": 4,
            "content": [
                _item(
                    {"type": "paragraph", "content": []},
                    {"type": "bulletList", "content": [_item(_paragraph("Three"))]},
                )
            ],
        },
        {"type": "blockquote", "content": [_paragraph("Four")]},
        {"type": "callout", "tone": "note", "content": [_paragraph("Five")]},
        {"type": "callout", "tone": "emergency", "content": [_paragraph("Six")]},
        {"type": "horizontalRule"},
    ]


def test_marks_in_the_order_of_the_schema():
    link = mark("link", href="https://example.org/")

    assert inline(text("One", "subscript", "italic", link, "superscript", "bold"), "two") == [
        words(
            "One",
            {"type": "link", "href": "https://example.org/"},
            {"type": "bold"},
            {"type": "italic"},
            {"type": "superscript"},
            {"type": "subscript"},
        ),
        words("two"),
    ]


def test_a_line_break():
    assert inline("One", node("hardBreak"), "two") == [
        words("One"),
        {"type": "hardBreak"},
        words("two"),
    ]


def test_a_page_link():
    assert inline(text("PTSD", mark("pageLink", topic=PTSD, anchor="care"))) == [
        words(
            "PTSD",
            {
                "type": "pageLink",
                "topic": PTSD,
                "kind": "condition",
                "slug": "ptsd",
                "path": "/conditions/ptsd/",
                "web_url": "https://www.example.org/conditions/ptsd/",
                "title": "PTSD",
                "anchor": "care",
            },
        )
    ]


def test_the_words_of_a_link_to_no_live_page_stay_and_join_their_neighbours():
    dead = mark("pageLink", topic=LIFELINE)

    assert inline("As ", text("others", dead), " say, ", text("shame", dead, "bold")) == [
        words("As others say, "),
        words("shame", {"type": "bold"}),
    ]


def test_neighbouring_citations_are_one_in_ascending_order():
    assert inline(
        "One",
        citation("pmid:3"),
        citation("pmid:1"),
        citation("pmid:3"),
        " two",
        citation("pmid:2"),
    ) == [
        words("One"),
        {"type": "citation", "numbers": [1, 3], "reference_ids": ["r-1", "r-3"]},
        words(" two"),
        {"type": "citation", "numbers": [2], "reference_ids": ["r-2"]},
    ]


def test_citations_with_a_space_between_stay_apart():
    assert [
        each["type"] for each in inline("One", citation("pmid:3"), " ", citation("pmid:1"))
    ] == [
        "text",
        "citation",
        "text",
        "citation",
    ]


def test_unknown_works_and_crisis_lines_are_left_out():
    assert inline(
        "One", citation("pmid:9"), " two", citation("pmid:1"), crisis_line(PTSD), citation("pmid:2")
    ) == [
        words("One two"),
        {"type": "citation", "numbers": [1, 2], "reference_ids": ["r-1", "r-2"]},
    ]


def test_a_crisis_line():
    assert inline("Call ", crisis_line(LIFELINE), ".") == [
        words("Call "),
        {
            "type": "crisisLine",
            "id": LIFELINE,
            "name": "988 Suicide & Crisis Lifeline",
            "phone": "988",
            "sms": None,
            "label": "988",
        },
        words("."),
    ]


def test_the_empty_document():
    assert render_blocks({}, RESOLVED) == []


def test_it_does_not_change_the_document():
    document = normalise(doc(paragraph("One", citation("pmid:1"), node("hardBreak"), "two")))
    before = normalise(document)

    rendered = render_blocks(document, RESOLVED)
    rendered[0]["content"].clear()

    assert document == before


def test_the_contract_is_a_valid_schema():
    Draft202012Validator.check_schema(BLOCKS_SCHEMA)


def test_the_contract_has_every_node_and_mark():
    schemas = components()
    unions = ["RichTextBlock", "RichTextInline", "RichTextMark"]
    known = {name for union in unions for name in schemas[union]["discriminator"]["mapping"]}

    assert known | {"doc", "listItem"} == set(SCHEMA.nodes) | set(SCHEMA.marks)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "paragraph"},
        {"type": "paragraph", "content": [], "class": "x"},
        {"type": "heading", "level": 1, "content": []},
        {"type": "listItem", "content": []},
        {"type": "paragraph", "content": [{"type": "text", "text": "One"}]},
    ],
)
def test_the_contract_refuses_what_is_no_block(wrong):
    assert not Draft202012Validator(BLOCKS_SCHEMA).is_valid([wrong])


@given(data=st.data())
def test_every_rendered_block_fits_the_contract(data):
    document = data.draw(documents())
    rendered = render_blocks(document, data.draw(resolutions(document)))

    assert list(Draft202012Validator(BLOCKS_SCHEMA).iter_errors(rendered)) == []


@st.composite
def resolutions(draw, document):
    """Resolve some of what a document points at: what is missing is not live."""
    some = [
        draw(st.lists(st.sampled_from(found), unique=True)) if found else []
        for found in (
            citation_keys(document),
            page_link_topics(document),
            crisis_line_resources(document),
            figure_images(document),
        )
    ]
    return Resolved(
        citations={
            key: ResolvedCitation(number=number, reference_id=key)
            for number, key in enumerate(some[0], start=1)
        },
        page_links=dict.fromkeys(some[1], RESOLVED.page_links[PTSD]),
        crisis_lines=dict.fromkeys(some[2], RESOLVED.crisis_lines[LIFELINE]),
        pictures=dict.fromkeys(some[3], RESOLVED.pictures[PTSD]),
    )


def _paragraph(content):
    return {"type": "paragraph", "content": [words(content)]}


def _item(*content):
    return {"type": "listItem", "content": list(content)}
