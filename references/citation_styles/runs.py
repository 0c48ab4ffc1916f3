"""Runs of words with their marks: what a style is made of, printed as HTML or as text.

Titles may hold ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``, as PubMed has them. Nothing else is markup:
an angle bracket that opens none of these tags is a character.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

TAG = re.compile(r"<(/?)(i|em|b|strong|sup|sub)>", re.IGNORECASE)
MARKS = {"i": "i", "em": "i", "b": "b", "strong": "b", "sup": "sup", "sub": "sub"}
ITALIC = "i"
Brackets = Mapping[str, tuple[str, str]]
TAGS: Brackets = {mark: (f"<{mark}>", f"</{mark}>") for mark in ("i", "b", "sup", "sub")}

# Between letters only: 5'-end has a prime, not an apostrophe.
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
CLOSING_QUOTES = "\"'”’"
# First strong isolate and its end (Unicode, UAX 9): without them a name that is written from right
# to left, or a sign that turns the writing, would carry along what stands beside it.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
TURNING = {"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"}


@dataclass(frozen=True)
class Run:
    """``marks`` are names of HTML elements, the outermost first."""

    text: str
    marks: tuple[str, ...] = ()


Runs = list[Run]


def runs_of(markup: str) -> Runs:
    """Read a title to be printed: ``Effect of <i>N</i>-methyl`` is three runs."""
    runs = [Run(APOSTROPHE.sub("’", run.text), run.marks) for run in as_in_source(markup)]
    return _isolated(runs)


def as_in_source(markup: str) -> Runs:
    """Read a title without changing a sign of it, white space and its final period aside."""
    source = one_line(markup)
    runs: Runs = []
    marks: tuple[str, ...] = ()
    end = 0
    for tag in TAG.finditer(source):
        runs.append(Run(source[end : tag.start()], marks))
        marks, end = _after(tag, marks), tag.end()
    runs.append(Run(source[end:], marks))
    return without_period([run for run in runs if run.text])


def plain(text: str) -> Runs:
    """Return a text in which nothing is markup; no run for no text."""
    cleaned = plain_text(text)
    return _isolated([Run(cleaned)]) if cleaned else []


def plain_text(text: str) -> str:
    return APOSTROPHE.sub("’", one_line(text))


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def italic(runs: Iterable[Run]) -> Runs:
    """Set runs in italics; what is in italics already is set upright, to stand out as before."""
    return [
        Run(run.text, tuple(mark for mark in run.marks if mark != ITALIC))
        if ITALIC in run.marks
        else Run(run.text, (ITALIC, *run.marks))
        for run in runs
    ]


def literal(text: str) -> Runs:
    """Return the words of a style itself."""
    return [Run(text)] if text else []


def joined(parts: Iterable[Sequence[Run]], separator: str) -> Runs:
    """Join what there is: parts without words leave no separator behind."""
    runs: Runs = []
    for part in filter(None, parts):
        runs += [*literal(separator if runs else ""), *part]
    return runs


def sentence(runs: Sequence[Run]) -> Runs:
    """End with a period, unless the words end with a mark of their own."""
    if not runs or _ends_itself(text_of(runs)):
        return list(runs)
    return [*runs, Run(".")]


def sentences(*parts: Sequence[Run]) -> Runs:
    return joined([sentence(part) for part in parts], " ")


def without_period(runs: Sequence[Run]) -> Runs:
    """PubMed ends titles with a period, other sources do not."""
    if not runs or not runs[-1].text.endswith(".") or runs[-1].text.endswith(".."):
        return list(runs)
    last = runs[-1]
    return [*runs[:-1], Run(last.text[:-1], last.marks)]


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def html_of(runs: Iterable[Run]) -> str:
    """Return HTML with the elements of the marks, and nothing else that is not escaped."""
    return rendered(runs, TAGS, lambda text: escape(text, quote=False))


def rendered(
    runs: Iterable[Run], brackets: Brackets, written: Callable[[str], str] = lambda text: text
) -> str:
    """Return the runs with what opens and closes each mark, one within the other."""
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    for run in [*runs, Run("")]:
        kept = _length_in_common(opened, run.marks)
        parts += [brackets[mark][1] for mark in reversed(opened[kept:])]
        parts += [brackets[mark][0] for mark in run.marks[kept:]]
        parts.append(written(run.text))
        opened = run.marks
    return "".join(parts)


def _after(tag: re.Match[str], marks: tuple[str, ...]) -> tuple[str, ...]:
    mark = MARKS[tag[2].lower()]
    others = tuple(each for each in marks if each != mark)
    return others if tag[1] else (*others, mark)


def _isolated(runs: Runs) -> Runs:
    if not any(unicodedata.bidirectional(sign) in TURNING for sign in text_of(runs)):
        return runs
    return [Run(ISOLATE), *runs, Run(END_OF_ISOLATE)]


def _ends_itself(text: str) -> bool:
    return text.rstrip(CLOSING_QUOTES + END_OF_ISOLATE).endswith((".", "?", "!"))


def _length_in_common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
