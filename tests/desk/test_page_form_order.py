"""The order of the parts, as editors spell it."""

import pytest

from tests.builders import make_page
from tests.desk.page_form import address, make_page_with_parts, parts, refuse, save
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def test_the_form_spells_the_order(editor, page):
    data = form_data(editor.get(address(page)))
    assert data["outline"].split("\n") == [
        "key_points",
        "section 1",
        "section 2",
        "faqs",
        "references",
    ]


def test_an_order_of_ones_own(editor, page):
    save(editor, page, outline=" faqs \n\nsection 2\nkey_points\nreferences\nsection  1\n")
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]
    # Sections are numbered as they stand.
    data = form_data(editor.get(address(page)))
    assert data["outline"].split("\n") == [
        "faqs",
        "section 1",
        "key_points",
        "references",
        "section 2",
    ]
    save(editor, page)
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]


def test_what_is_left_out_gets_its_usual_place(editor, page):
    save(editor, page, outline="faqs\nsection 2")
    assert parts(page) == ["key_points", "Looks", "faqs", "references", "Help"]


def test_an_empty_order_is_the_usual_one(editor, page):
    save(editor, page, outline="faqs")
    save(editor, page, outline="")
    assert parts(page) == ["key_points", "Looks", "Help", "faqs", "references"]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "Key points",
        "faqs 1",
        "section",
        "section one",
        "section -1",
        "section 1 2",
        "section \u0661",
        "section 99999",
        f"section {'9' * 5000}",
    ],
)
def test_a_line_that_names_no_part(editor, page, line):
    answer = refuse(editor, page, outline=f"key_points\n{line}")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}
    assert shown(answer) == {
        "outline": [
            f"This line names no part: {line}. Write key_points, associations, faqs, references, "
            "or section or call_to_action and a number."
        ]
    }
    assert f"key_points\n{line}" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "3", "9999"])
def test_a_section_that_the_page_does_not_have(editor, page, number):
    answer = refuse(editor, page, outline=f"section {number}")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}
    assert shown(answer) == {
        "outline": [
            f"The order of parts names something that this page does not have: section {number}."
        ]
    }


def test_a_part_that_the_page_does_not_have(editor, cast):
    answer = refuse(editor, make_page(by=cast.editor), outline="faqs\nsection 1")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}


@pytest.mark.parametrize("line", ["faqs", "section 1"])
def test_a_part_that_is_named_twice(editor, page, line):
    answer = refuse(editor, page, outline=f"{line}\n{line}")
    assert form_errors(answer) == {"outline": ["outline_part_twice"]}
