"""The word lists of the languages that have one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any

from articles.models import ContentFlag
from review.word_lists.phrases import compiled, found

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Unsafe:
    """Wording that harms readers; ``instead`` is what to write."""

    words: str
    instead: str


@dataclass(frozen=True)
class WordList:
    """``crisis`` finds what speaks of suicide and of self-harm, ``never`` what only looks so."""

    language: str
    crisis: Mapping[ContentFlag, Pattern[str]]
    never: Pattern[str]
    unsafe: tuple[tuple[Pattern[str], str], ...]

    def hits(self, line: str) -> dict[ContentFlag, list[str]]:
        """What a line says of suicide and of self-harm, as it is written there."""
        return {
            flag: list(found(line, pattern, never=self.never))
            for flag, pattern in self.crisis.items()
        }

    def unsafe_in(self, line: str) -> list[Unsafe]:
        """What a line says in harmful words; of one phrase within another, the longer."""
        all_found = [
            Unsafe(words, instead)
            for pattern, instead in self.unsafe
            for words in found(line, pattern)
        ]
        longer = [item.words for item in all_found]
        return [
            item
            for item in all_found
            if not any(item.words in words and item.words != words for words in longer)
        ]


def word_list(locale: str) -> WordList | None:
    """Return the list of the locale or of the nearest language above it: ``es`` for ``es-MX``.

    None where there is none: nothing is known of the words then.
    """
    subtags = locale.lower().split("-")
    for length in range(len(subtags), 0, -1):
        path = FOLDER / f"{'-'.join(subtags[:length])}.toml"
        # A locale comes from the settings, which know language tags alone.
        if path.exists():
            return _read(path)
    return None


@cache
def _read(path: Path) -> WordList:
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = content["sets"]
    return WordList(
        language=path.stem,
        crisis={
            flag: compiled(content[flag.value], sets)
            for flag in (ContentFlag.SUICIDE, ContentFlag.SELF_HARM)
        },
        never=compiled(content["never"], sets),
        unsafe=tuple(
            (compiled(item["phrases"], sets), item["instead"]) for item in content["unsafe"]
        ),
    )
