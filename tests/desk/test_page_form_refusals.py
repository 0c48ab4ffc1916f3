"""What the form of a page refuses, and where it says so."""

import json

import pytest

from articles.models import Kind
from tests.builders import cited, edit_page, make_page, text
from tests.desk.page_form import address, make_page_with_parts, refuse, save
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown, unchanged


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def test_faults_stand_at_the_part_that_has_them_whatever_its_place(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "order": "sections-1 sections-0",
            "sections-0-body": json.dumps(cited("Words.", "pmid:1")),
        },
    )
    assert form_errors(answer) == {"sections-0-body": ["citation_not_listed"]}


def test_every_fault_is_said_at_its_field(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "slug": "",
            "key_points": json.dumps(text("No list.")),
            "sections-0-body": '{"type": "doc", "content": [{"type": "script"}]}',
            "citations-0-key": "nonsense",
        },
    )
    assert form_errors(answer) == {
        "slug": ["required"],
        "key_points": ["rich_text_bad_structure"],
        "sections-0-body": ["rich_text_unknown_node"],
    }


def test_a_refusal_of_the_move_is_said_at_its_field(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "citations-0-key": "nonsense",
            "faqs-0-answer": json.dumps(cited("Because.", "pmid:1")),
        },
    )
    assert form_errors(answer) == {
        "citations-0-key": ["bad_citation_key"],
        "faqs-0-answer": ["citation_not_listed"],
    }


def test_a_slug_that_another_page_has(editor, cast, page):
    make_page(by=cast.editor, slug="guilt")
    answer = refuse(editor, page, slug="guilt", title="My new title")
    assert form_errors(answer) == {"slug": ["duplicate_slug"]}
    assert shown(answer) == {"slug": ["Another page already has this slug: choose a new one."]}
    assert form_data(answer)["title"] == "My new title"


def test_a_slug_of_another_kind_or_language_is_free(editor, cast, page):
    make_page(by=cast.editor, slug="guilt", kind=Kind.CONDITION)
    make_page(by=cast.editor, slug="guilt", locale="es")
    save(editor, page, slug="guilt")


def test_a_stale_form_is_refused(editor, cast, page):
    data = form_data(editor.get(address(page)))
    edit_page(page, by=cast.editor, title="Theirs")
    mine = json.dumps(text("My words."))
    with unchanged():
        answer = editor.post(address(page), data | {"title": "Mine", "sections-1-body": mine})
    assert answer.status_code == 200
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}
    assert shown(answer) == {
        "": ["Somebody else saved this page after you opened it, so yours is not saved yet."]
    }
    kept = form_data(answer)
    assert (kept["title"], json.loads(kept["sections-1-body"])) == ("Mine", text("My words."))
    # Posting it once more is refused again: the other's words are not lost by insisting.
    with unchanged():
        assert form_errors(editor.post(address(page), kept)) == {"__all__": ["stale_lock_version"]}


@pytest.mark.parametrize("number", ["", "0", "2", "99999999999999999999"])
def test_a_form_of_another_save_is_stale(editor, page, number):
    answer = refuse(editor, page, lock_version=number)
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}


def test_a_form_without_its_inputs(editor, page):
    with unchanged():
        assert editor.post(address(page), {}).status_code == 200


def test_a_title_that_is_too_long(editor, page):
    answer = refuse(editor, page, title="x" * 201, summary="x" * 601)
    assert form_errors(answer) == {"title": ["max_length"], "summary": ["max_length"]}
