import pytest
from django.core.exceptions import ValidationError

from articles.outline import completed_outline, usual_outline

KEY_POINTS, FAQS, REFERENCES = ({"part": part} for part in ("key_points", "faqs", "references"))
FIRST, SECOND, THIRD = ({"part": "section", "id": name} for name in ("first", "second", "third"))
USUAL = [KEY_POINTS, FIRST, SECOND, FAQS, REFERENCES]


def refused(chosen):
    with pytest.raises(ValidationError) as caught:
        completed_outline(chosen, USUAL)
    return caught.value.code, caught.value.messages


def test_it_works():
    usual = usual_outline(
        section_ids=["first", "second"], key_points=True, faqs=True, references=True
    )
    assert usual == USUAL
    assert completed_outline([], usual) == USUAL


@pytest.mark.parametrize(
    ("key_points", "faqs", "references", "expected"),
    [
        (False, False, False, [FIRST]),
        (True, False, False, [KEY_POINTS, FIRST]),
        (False, True, False, [FIRST, FAQS]),
        (False, False, True, [FIRST, REFERENCES]),
    ],
)
def test_empty_parts_have_no_entry(key_points, faqs, references, expected):
    assert (
        usual_outline(
            section_ids=["first"], key_points=key_points, faqs=faqs, references=references
        )
        == expected
    )


def test_a_page_without_parts():
    assert usual_outline(section_ids=[], key_points=False, faqs=False, references=False) == []
    assert completed_outline([], []) == []


def test_a_whole_order_is_kept():
    chosen = [REFERENCES, SECOND, FAQS, FIRST, KEY_POINTS]
    assert completed_outline(chosen, USUAL) == chosen


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([SECOND, FIRST], [KEY_POINTS, SECOND, FAQS, REFERENCES, FIRST]),
        ([FAQS], [KEY_POINTS, FIRST, SECOND, FAQS, REFERENCES]),
        ([REFERENCES, KEY_POINTS], [REFERENCES, KEY_POINTS, FIRST, SECOND, FAQS]),
        ([FAQS, FIRST], [KEY_POINTS, FAQS, REFERENCES, FIRST, SECOND]),
    ],
)
def test_what_is_missing_stands_behind_its_usual_forerunner(chosen, expected):
    assert completed_outline(chosen, USUAL) == expected


def test_a_new_section_stands_behind_the_one_before_it():
    usual = [KEY_POINTS, FIRST, SECOND, THIRD, FAQS]
    assert completed_outline([FAQS, KEY_POINTS, SECOND, FIRST], usual) == [
        FAQS,
        KEY_POINTS,
        SECOND,
        THIRD,
        FIRST,
    ]


def test_what_was_chosen_is_not_changed():
    chosen = [SECOND]
    completed = completed_outline(chosen, USUAL)
    assert chosen == [SECOND]
    assert all(entry is not SECOND for entry in completed)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"part": "associations"}, "associations"),
        (THIRD, "section third"),
        ({"part": "section"}, "section"),
        ({"part": "faqs", "id": "first"}, "faqs first"),
    ],
)
def test_a_part_that_the_page_does_not_have(entry, named):
    assert refused([KEY_POINTS, entry]) == (
        "outline_unknown_part",
        [f"The order of parts names something that this page does not have: {named}."],
    )


def test_a_part_twice():
    assert refused([FIRST, FAQS, dict(FIRST)]) == (
        "outline_part_twice",
        ["The order of parts names section first twice."],
    )
