"""Finding phrases in a line of text, however they are typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

Sets = Mapping[str, Sequence[str]]

APOSTROPHES = frozenset("'\u2019\u02bc`\u00b4")
QUOTES = frozenset({"Pi", "Pf"})
WORD_END = r"(?!\w)"
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Folded:
    """A line as phrases are compared, and for each of its characters its place in the original."""

    text: str
    places: tuple[int, ...]


# One line is searched for several lists.
@lru_cache(maxsize=1024)
def fold(line: str) -> Folded:
    """Take case, accents, hyphens and apostrophes out of a line; ``.`` stands for any other mark.

    >>> fold("Auto-lesión, ¿sí?").text
    'auto lesion .  . si . '
    """
    characters = [
        (folded, place) for place, character in enumerate(line) for folded in _folded(character)
    ]
    return Folded(
        "".join(character for character, _ in characters), tuple(place for _, place in characters)
    )


def compiled(phrases: Iterable[str], sets: Sets) -> Pattern[str]:
    """Return what finds any of the phrases in a folded line; of none it finds nothing."""
    patterns = [_pattern(phrase, sets) for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)}){WORD_END}") if patterns else NEVER


def found(line: str, wanted: Pattern[str], *, never: Pattern[str] = NEVER) -> Iterator[str]:
    """Yield what is found in the line, as it is written there; not what ``never`` is part of."""
    folded = fold(line)
    excused = [match.span() for match in never.finditer(folded.text)]
    for match in wanted.finditer(folded.text):
        start, end = match.span()
        if not any(first < end and start < last for first, last in excused):
            yield line[folded.places[start] : folded.places[end - 1] + 1]


@lru_cache(maxsize=1024)
def _folded(character: str) -> str:
    if character in APOSTROPHES:
        return ""
    return "".join(map(_compared, unicodedata.normalize("NFKD", character).casefold()))


def _compared(character: str) -> str:
    category = unicodedata.category(character)
    # Accents, and what only steers how letters are set: a soft hyphen hides no word.
    if category in ("Mn", "Cf"):
        return ""
    if character.isalnum():
        return character
    spaces = character.isspace() or category == "Pd" or category in QUOTES or character in '"_/'
    return " " if spaces else " . "


def _pattern(phrase: str, sets: Sets) -> str:
    """The words of a phrase with one or more spaces between them, in front of all but the first."""
    pattern = ""
    for word in phrase.split():
        optional = word.endswith("?")
        choices = "|".join(_choices(word.removesuffix("?"), sets))
        with_space = rf"(?: +(?:{choices}){WORD_END})" if pattern else rf"(?:{choices}){WORD_END}"
        pattern += f"{with_space}?" if optional else with_space
    return pattern


def _choices(word: str, sets: Sets) -> Iterator[str]:
    for choice in word.split("|"):
        if choice.startswith("@"):
            yield from (_literal(member) for member in sets[choice[1:]])
        else:
            yield _literal(choice)


def _literal(choice: str) -> str:
    words = fold(choice.removesuffix("*")).text.split()
    return " +".join(map(re.escape, words)) + (r"\w*" if choice.endswith("*") else "")
