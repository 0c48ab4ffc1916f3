"""Which words two rows of tokens share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from desk.redline.tokens import Token

# Above it, in words, comparing one by one would take longer than a person waits.
COMPARED_AT_MOST = 8_000


@dataclass(frozen=True)
class Run:
    """Words that stay, or words that are taken out and what comes in their place."""

    kept: tuple[Token, ...] = ()
    gone: tuple[Token, ...] = ()
    new: tuple[Token, ...] = ()


def runs(before: Sequence[Token], after: Sequence[Token]) -> list[Run]:
    """Return how the second row comes of the first. Joined, ``kept`` and ``new`` are the second."""
    found: list[Run] = []
    old_lines, new_lines = _lines(before), _lines(after)
    for same, old, new in _opcodes(old_lines, new_lines):
        gone, come = _joined(old_lines[old]), _joined(new_lines[new])
        found += [Run(kept=come)] if same else _words_of(gone, come)
    return _tidied(found)


def _words_of(before: tuple[Token, ...], after: tuple[Token, ...]) -> Iterator[Run]:
    if not before or not after or len(before) + len(after) > COMPARED_AT_MOST:
        yield Run(gone=before, new=after)
        return
    for same, old, new in _opcodes(before, after):
        yield Run(kept=after[new]) if same else Run(gone=before[old], new=after[new])


def _opcodes(
    before: Sequence[object], after: Sequence[object]
) -> Iterator[tuple[bool, slice, slice]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old, old_end, new, new_end in matcher.get_opcodes():
        yield tag == "equal", slice(old, old_end), slice(new, new_end)


def _lines(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    starts = [place for place, token in enumerate(tokens) if token.begins_line]
    return [tuple(tokens[start:end]) for start, end in pairwise([*starts, len(tokens)])]


def _joined(lines: Sequence[tuple[Token, ...]]) -> tuple[Token, ...]:
    return tuple(token for line in lines for token in line)


def _tidied(found: Sequence[Run]) -> list[Run]:
    """Make one change of two that only a few shared words part.

    "or" between two reworded halves was not kept by anybody: a reader who sees it stand there
    reads confetti. What is kept must be longer than the changes around it, or begin a line.
    """
    tidy: list[Run] = []
    for run in found:
        tidy.append(run)
        while len(tidy) > 2 and _parts_nothing(*tidy[-3:]):
            first, between, last = tidy[-3:]
            tidy[-3:] = [
                Run(
                    gone=first.gone + between.kept + last.gone,
                    new=first.new + between.kept + last.new,
                )
            ]
        if len(tidy) > 1 and not (tidy[-1].kept or tidy[-2].kept):
            tidy[-2:] = [Run(gone=tidy[-2].gone + tidy[-1].gone, new=tidy[-2].new + tidy[-1].new)]
        elif len(tidy) > 1 and tidy[-1].kept and tidy[-2].kept:
            tidy[-2:] = [Run(kept=tidy[-2].kept + tidy[-1].kept)]
    return tidy


def _parts_nothing(first: Run, between: Run, last: Run) -> bool:
    if not between.kept or first.kept or last.kept:
        return False
    if any(token.begins_line for token in between.kept):
        return False
    length = _length(between.kept)
    return all(length <= max(_length(run.gone), _length(run.new)) for run in (first, last))


def _length(tokens: Sequence[Token]) -> int:
    return sum(len(token.value) for token in tokens if not token.begins_line)
