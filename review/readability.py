"""How many years of school an English text asks for (Flesch-Kincaid).

Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. The American
Medical Association and the NIH ask for texts for patients between the 6th and the 8th grade.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pyphen import Pyphen

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+(?=[\"'\u201d\u2019)\]]*(?:\s|$))")
# A dot behind one of these ends no sentence.
ABBREVIATIONS = re.compile(r"\b(?:e\.g|i\.e|etc|vs|dr|mr|mrs|ms|prof|no|st|u\.s|a\.m|p\.m)\.", re.I)
VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$")
SILENT_ED = re.compile(r"[aeiouy].*[^aeioudty]ed$")
SILENT_ES = re.compile(r"[aeiouy].*[^aeiouscxzgh]es$")

# Syllables from which a word counts as long.
LONG = 3

DRUG_NAMES = Path(__file__).resolve().parent / "word_lists" / "drug_names.txt"


@dataclass(frozen=True)
class Measure:
    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade of an American school; 0 of a text without words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
        )


def measure(lines: Iterable[str], *, names: Iterable[str] = ()) -> Measure:
    """Count a text whose paragraphs, headings and list items are lines of their own.

    Names of drugs and long words of the ``names`` given, such as that of the condition, are left
    out: a writer cannot choose shorter ones.
    """
    named = {word.casefold() for name in names for word in WORD.findall(name)}
    left_out = drug_names() | {word for word in named if syllables(word) >= LONG}
    total = Measure(0, 0, 0)
    for line in lines:
        total += _measure(line, left_out)
    return total


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Count the syllables of an English word: nearly right, and right on average.

    The hyphenation knows where "some-thing" falls apart; it never parts a single letter ("a-way"),
    so the groups of vowels are counted within its pieces.
    """
    pieces = _hyphenation().inserted(re.split(r"['\u2019]", word.casefold())[0]).split("-")
    return max(1, sum(map(_groups, pieces)) - _is_silent(pieces[-1]))


@cache
def drug_names() -> frozenset[str]:
    lines = DRUG_NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US")


def _measure(line: str, left_out: Iterable[str]) -> Measure:
    words = [word for word in WORD.findall(line) if word.casefold() not in left_out]
    if not words:
        return Measure(0, 0, 0)
    ends = SENTENCE_END.findall(ABBREVIATIONS.sub("", line.strip()))
    unended = not SENTENCE_END.search(line.rstrip()[-3:])
    return Measure(max(1, len(ends) + unended), len(words), sum(map(syllables, words)))


def _groups(piece: str) -> int:
    groups: Sequence[str] = VOWELS.findall(piece)
    return len(groups) - (len(groups) > 1 and bool(SILENT_E.search(piece)))


def _is_silent(piece: str) -> bool:
    several = len(VOWELS.findall(piece)) > 1
    return several and bool(SILENT_ED.search(piece) or SILENT_ES.search(piece))
