"""Phrases are found however they are typed, and only where they stand."""

import pytest

from review.word_lists.phrases import compiled, fold, found

SETS = {"self": ["myself", "him or herself"], "none": ["x"]}


def hits(line, *phrases, never=()):
    return list(found(line, compiled(phrases, SETS), never=compiled(never, SETS)))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("I could kill myself.", "kill myself"),
        ("KILL MYSELF", "KILL MYSELF"),
        ("Kill\u00a0myself", "Kill\u00a0myself"),
        ("kill   myself", "kill   myself"),
        ("kill \u201cmyself\u201d", "kill \u201cmyself"),
        ("kill my\u00adself", "kill my\u00adself"),
        ("kill\u200b my\u200dself", "kill\u200b my\u200dself"),
        ("kill him or herself", "kill him or herself"),
        ("\uff4bill myself", "\uff4bill myself"),
    ],
)
def test_it_is_found(line, words):
    assert hits(line, "kill @self") == [words]


@pytest.mark.parametrize(
    "line",
    [
        "kill. Myself",
        "kill, myself",
        "kill: myself",
        "kill (myself)",
        "skill myself",
        "kill myselfish",
        "kill",
        "myself",
        "",
    ],
)
def test_it_is_not_there(line):
    assert hits(line, "kill @self") == []


@pytest.mark.parametrize(
    ("phrase", "line", "words"),
    [
        ("self harm*", "Self-harming hurts", "Self-harming"),
        ("self harm*", "self\u2011harm", "self\u2011harm"),
        ("end my own? life", "end my life", "end my life"),
        ("end my own? life", "end my own life", "end my own life"),
        ("don't want", "I don\u2019t want", "don\u2019t want"),
        ("don't want", "I dont want", "dont want"),
        ("autolesi\u00f3n", "AUTOLESION", "AUTOLESION"),
        ("autolesion", "autolesio\u0301n", "autolesio\u0301n"),
        ("a|b c", "b c", "b c"),
    ],
)
def test_how_a_phrase_is_written(phrase, line, words):
    assert hits(line, phrase) == [words]


def test_what_only_looks_like_it():
    assert hits("kill myself laughing", "kill myself", never=["kill myself laughing"]) == []
    both = "kill myself laughing and kill myself"
    assert hits(both, "kill myself", never=["kill myself laughing"]) == ["kill myself"]


def test_no_phrase_finds_nothing():
    assert hits("anything") == []


def test_each_character_keeps_its_place():
    folded = fold("a\u00ad\ufb01x")
    assert (folded.text, folded.places) == ("afix", (0, 2, 2, 3))
