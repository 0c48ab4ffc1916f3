import pytest
from django.core.exceptions import ValidationError

from articles.outline import (
    OutlinedSection,
    completed_outline,
    usual_outline,
    with_associations,
)

KEY_POINTS, ASSOCIATIONS, FAQS, REFERENCES = (
    {"part": part} for part in ("key_points", "associations", "faqs", "references")
)
FIRST, SECOND, THIRD = ({"part": "section", "id": name} for name in ("first", "second", "third"))
USUAL = [KEY_POINTS, FIRST, SECOND, FAQS, REFERENCES]


def refused(chosen):
    with pytest.raises(ValidationError) as caught:
        completed_outline(chosen, USUAL)
    return caught.value.code, caught.value.messages


def test_it_works():
    usual = usual_outline(
        sections=[OutlinedSection("first", ""), OutlinedSection("second", "")],
        parts=["key_points", "faqs", "references"],
    )
    assert usual == USUAL
    assert completed_outline([], usual) == USUAL


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], [FIRST]),
        (["key_points"], [KEY_POINTS, FIRST]),
        (["faqs"], [FIRST, FAQS]),
        (["references"], [FIRST, REFERENCES]),
        (["associations"], [FIRST, ASSOCIATIONS]),
    ],
)
def test_empty_parts_have_no_entry(parts, expected):
    assert usual_outline(sections=[OutlinedSection("first", "")], parts=parts) == expected


def test_a_page_without_parts():
    assert usual_outline() == []
    assert completed_outline([], []) == []


@pytest.mark.parametrize(
    ("aspects", "place"),
    [
        (["Symptoms", "SelfCare", "Treatments"], 1),
        (["Overview", "Symptoms", "SelfCare"], 2),
        (["SelfCare", "Overview", ""], 2),
        (["SelfCare", "", ""], 3),
    ],
)
def test_associations_stand_behind_what_it_looks_like(aspects, place):
    sections = [OutlinedSection(str(number), aspect) for number, aspect in enumerate(aspects)]
    usual = usual_outline(sections=sections, parts=["associations"])
    assert usual.index(ASSOCIATIONS) == place
    without = [entry for entry in usual if entry != ASSOCIATIONS]
    assert with_associations(without, sections) == usual
    assert with_associations(usual[::-1], sections) == usual[::-1]


def test_calls_to_action_stand_before_the_references():
    usual = usual_outline(
        sections=[OutlinedSection("first", "")],
        calls_to_action=["call"],
        parts=["faqs", "references"],
    )
    assert usual == [FIRST, FAQS, {"part": "call_to_action", "id": "call"}, REFERENCES]


def test_an_allowed_part_may_be_chosen_and_is_not_put_in():
    allowed = [ASSOCIATIONS]
    assert completed_outline([], [FIRST], allowed=allowed) == [FIRST]
    assert completed_outline([ASSOCIATIONS], [FIRST], allowed=allowed) == [FIRST, ASSOCIATIONS]


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
