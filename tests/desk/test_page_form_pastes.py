"""What a paste may bring into the form of a page."""

import json

import pytest

from tests.builders import submit_page, text
from tests.desk.elements import article, elements
from tests.desk.page_form import LIST, address, make_page_with_parts, refuse, save
from tests.desk.posting import form_data, form_errors


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def test_html_is_no_rich_text(editor, page):
    pasted = "<script>alert(1)</script>"
    answer = refuse(editor, page, **{"sections-0-body": pasted})
    assert form_errors(answer) == {"sections-0-body": ["invalid"]}
    assert pasted not in answer.content.decode()
    (kept,) = [item for item in elements(answer, "textarea") if item["name"] == "sections-0-body"]
    assert kept.words == pasted


def test_words_that_look_like_html_are_words(editor, reviewer, cast, page):
    pasted = '<script>alert(1)</script> <img src=x onerror="alert(1)">'
    save(
        editor,
        page,
        **{
            "title": pasted,
            "summary": pasted,
            "sections-1-heading": pasted,
            "sections-1-body": json.dumps(text(pasted)),
            "faqs-0-question": pasted,
            "citations-0-note": pasted,
        },
    )
    submission = submit_page(page, by=cast.editor)
    for client, path in (
        (editor, address(page)),
        (editor, LIST),
        (editor, f"{LIST}{page.pk}/preview/"),
        (editor, f"{LIST}{page.pk}/submit/"),
        (reviewer, address(page)),
        (reviewer, f"/admin/review/submission/{submission.pk}/sign/"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
        assert b"<img src=x" not in answer.content
    assert article(editor.get(f"{LIST}{page.pk}/preview/")).count(pasted) == 6


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "http://x.example"])
def test_a_link_that_is_none(editor, page, href):
    link = {"type": "link", "attrs": {"href": href}}
    words = {"type": "text", "text": "Here", "marks": [link]}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [words]}]}
    answer = refuse(editor, page, **{"sections-1-body": json.dumps(body)})
    assert form_errors(answer) == {"sections-1-body": ["rich_text_bad_link"]}


SURROGATE, NUL = r"\ud800", r"\u0000"


@pytest.mark.parametrize("field", ["sections-1-body", "faqs-0-answer"])
@pytest.mark.parametrize("character", [SURROGATE, NUL])
def test_a_character_that_cannot_be_stored_in_a_text(editor, page, field, character):
    typed = json.dumps(text("Bad: @.")).replace("@", character)
    answer = refuse(editor, page, **{field: typed})
    assert form_errors(answer) == {field: ["rich_text_bad_character"]}
    assert json.loads(form_data(answer)[field]) == json.loads(typed)


@pytest.mark.parametrize(
    "field", ["title", "summary", "slug", "sections-0-heading", "faqs-0-question", "order"]
)
def test_nul_in_a_line(editor, page, field):
    answer = refuse(editor, page, **{field: "a\x00b"})
    assert "null_characters_not_allowed" in form_errors(answer)[field]


@pytest.mark.parametrize("typed", ["9" * 5000, "[" * 100_000, "NaN", '"words"', "[]1"])
def test_json_that_is_no_text(editor, page, typed):
    answer = refuse(editor, page, **{"sections-1-body": typed})
    assert list(form_errors(answer)) == ["sections-1-body"]
