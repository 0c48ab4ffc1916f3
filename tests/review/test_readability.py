"""Syllables of known words, and grades that can be reckoned by hand."""

import pytest

from review.readability import Measure, measure, syllables


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "shame life lives used loved asked whole makes times you house feels"),
        (2, "able about again alone apple away being body changes even feeling many people"),
        (2, "hopeless likely lonely loving needed other sadness someone something treatment very"),
        (3, "behavior cognitive condition depression diseases family ketamine physician therapy"),
        (4, "anxiety emotional experience medication society variety professional"),
        (5, "associated evaluation individual psychotherapy"),
    ],
)
def test_syllables(count, words):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_case_and_possessives_make_no_difference():
    assert syllables("Family\u2019s") == syllables("family's") == syllables("FAMILY") == 3


def test_it_counts():
    lines = ["Shame hides. It can be treated!", "A heading", "Talk to somebody (a friend)."]
    assert measure(lines) == Measure(sentences=4, words=13, syllables=17)


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("One. Two.", 2),
        ("One? Two", 2),
        ("Some, e.g. this one.", 1),
        ("He said \u201cStop.\u201d Then he left.", 2),
        ("It costs 1.5 dollars.", 1),
        ("Wait\u2026 what?", 2),
        ("...", 0),
        ("", 0),
    ],
)
def test_sentences(line, sentences):
    assert measure([line]).sentences == sentences


def test_the_grade_is_that_of_the_formula():
    assert Measure(sentences=2, words=20, syllables=30).grade == pytest.approx(
        0.39 * 10 + 11.8 * 1.5 - 15.59
    )
    assert Measure(0, 0, 0).grade == 0


def test_names_and_drugs_are_left_out():
    line = "Depression can be treated with sertraline."
    assert measure([line]).words == 6 - 1
    assert measure([line], names=["Depression", "with"]).words == 6 - 2


def test_hard_words_and_long_sentences_raise_the_grade():
    easy = measure(["You feel sad. You sleep a lot. You eat less."])
    hard = measure(["Persistent affective dysregulation constitutes a debilitating condition."])
    longer = measure(["You feel sad and you sleep a lot and you eat less and less."])
    assert easy.grade < longer.grade < hard.grade
    assert easy.grade < 3
    assert hard.grade > 15
