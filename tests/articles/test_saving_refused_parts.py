"""Sections and questions that ``save_page`` refuses."""

import pytest

from articles.drafts import FaqDraft, SectionDraft
from articles.models import Aspect, Urgency
from tests.articles.refused_saves import ABSENT, HTML, faq, new_refused, refused, section
from tests.articles.richtext_strategies import crisis_line, doc, mark, node, paragraph
from tests.articles.richtext_strategies import text as run
from tests.builders import (
    cited,
    draft_of,
    edit_page,
    make_crisis_resource,
    make_page,
    make_topic,
    text,
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"heading": "Si\x00gns"}, {"sections.0.heading": ["bad_character"]}),
        ({"heading": "Si\ud800gns"}, {"sections.0.heading": ["bad_character"]}),
        ({"heading": "x" * 201}, {"sections.0.heading": ["max_length"]}),
        ({"aspect": "Horoscope"}, {"sections.0.aspect": ["invalid_choice"]}),
        (
            {"aspect": Aspect.SEE_DOCTOR, "urgency": "soon"},
            {"sections.0.urgency": ["invalid_choice"]},
        ),
        (
            {"aspect": Aspect.SYMPTOMS, "urgency": Urgency.URGENT},
            {"sections.0.urgency": ["urgency_is_for_see_doctor"]},
        ),
        ({"urgency": Urgency.URGENT}, {"sections.0.urgency": ["urgency_is_for_see_doctor"]}),
        ({"body": HTML}, {"sections.0.body": ["rich_text_not_json_object"]}),
        ({"body": ["Shame"]}, {"sections.0.body": ["rich_text_not_json_object"]}),
        ({"body": {"type": "paragraph"}}, {"sections.0.body": ["rich_text_bad_structure"]}),
        ({"body": doc(node("table"))}, {"sections.0.body": ["rich_text_unknown_node"]}),
        (
            {"body": doc(node("paragraph", run("One"), onclick="alert(1)"))},
            {"sections.0.body": ["rich_text_unknown_attribute"]},
        ),
        (
            {"body": doc(paragraph(run("One", mark("link", href="javascript:alert(1)"))))},
            {"sections.0.body": ["rich_text_bad_link"]},
        ),
        ({"body": text("One\x00")}, {"sections.0.body": ["rich_text_bad_character"]}),
        ({"body": text("One\ud800")}, {"sections.0.body": ["rich_text_bad_character"]}),
        ({"body": cited("One.", "pmid:0")}, {"sections.0.body": ["rich_text_bad_citation"]}),
        ({"body": cited("One.", "pmid:1")}, {"sections.0.body": ["citation_not_listed"]}),
        (
            {"body": doc(paragraph(run("One", mark("pageLink", topic=ABSENT))))},
            {"sections.0.body": ["unknown_topic"]},
        ),
        (
            {"body": doc(paragraph("Call ", crisis_line(ABSENT)))},
            {"sections.0.body": ["unknown_crisis_resource"]},
        ),
    ],
)
def test_a_section(cast, page, fields, expected):
    assert refused(page, cast.editor, **section(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"question": ""}, {"faqs.0.question": ["blank"]}),
        ({"question": "Wh\x00y?"}, {"faqs.0.question": ["bad_character"]}),
        ({"question": "x" * 301}, {"faqs.0.question": ["max_length"]}),
        ({"answer": {}}, {"faqs.0.answer": ["blank"]}),
        ({"answer": doc(paragraph(" "))}, {"faqs.0.answer": ["blank"]}),
        ({"answer": HTML}, {"faqs.0.answer": ["rich_text_not_json_object"]}),
        ({"answer": text("So\udc00")}, {"faqs.0.answer": ["rich_text_bad_character"]}),
        (
            {"answer": doc(node("heading", run("So"), level=2))},
            {"faqs.0.answer": ["rich_text_bad_structure"]},
        ),
        ({"answer": cited("So.", "pmid:1")}, {"faqs.0.answer": ["citation_not_listed"]}),
    ],
)
def test_a_question(cast, page, fields, expected):
    assert refused(page, cast.editor, **faq(**fields)) == expected


def test_a_crisis_line_and_a_page_link_that_exist(cast, page):
    resource = make_crisis_resource(entered_by=cast.editor)
    body = doc(
        paragraph(
            run("Shame", mark("pageLink", topic=str(make_topic().uuid))),
            crisis_line(str(resource.uuid)),
        )
    )
    assert edit_page(page, by=cast.editor, **section(body=body)).lock_version == 2


def test_a_part_of_another_page(cast, page):
    other = make_page(by=cast.editor, **faq())
    taken = {
        "sections": [SectionDraft(uuid=other.sections.get().uuid, body=text("Mine."))],
        "faqs": [FaqDraft(uuid=other.faqs.get().uuid, question="Mine?", answer=text("Mine."))],
        "outline": [],
    }
    expected = {"sections.0": ["part_of_another_page"], "faqs.0": ["part_of_another_page"]}
    assert refused(page, cast.editor, **taken) == expected
    assert new_refused(cast.editor, **taken) == expected


def test_a_part_twice(cast, page):
    draft = draft_of(page)
    twice = {"sections": draft.sections[:1] * 2, "faqs": draft.faqs[:1] * 2, "outline": []}
    expected = {"sections.1": ["part_twice"], "faqs.1": ["part_twice"]}
    assert refused(page, cast.editor, **twice) == expected


def test_a_uuid_of_a_part_that_was_deleted_is_free(cast, page):
    kept = draft_of(page)
    edit_page(page, by=cast.editor, faqs=[], outline=[])
    saved = edit_page(page, by=cast.editor, faqs=kept.faqs, outline=[])
    assert [each.uuid for each in saved.faqs.all()] == [each.uuid for each in kept.faqs]
