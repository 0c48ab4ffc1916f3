"""Whether what somebody typed beside an identifier is about the work that it leads to.

A wrong PMID is the commonest fault of a list of references: it leads to another paper, which
nobody notices unless the words are compared.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain

from references.records import Json

WORD = re.compile(r"[^\W_]+")
LEAST_LETTERS = 3
# So alike are words with a slip of the pen, or in another spelling (behaviour, behavior).
ALIKE = 0.8
MOST_NAMED = 6
# What citations hold beside names, titles and journals.
PASSED_OVER = frozenset(
    WORD.findall(
        "the and for with from that this into its are was were not but also than between among during "
        "after before within without del des der die das und les una por los las para "
        "pmid pmcid pmc doi http https www org com gov ncbi nlm nih pubmed epub print ahead available "
        "accessed cited internet online vol volume issue pages article abstract retrieved published "
        "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
        "august september october november december see journal ed eds edition editor editors"
    )
)


@dataclass(frozen=True)
class Comparison:
    """``unknown`` are typed words that the record does not hold, as they were typed."""

    compared: int = 0
    unknown: list[str] = field(default_factory=list)

    @property
    def is_another_work(self) -> bool:
        return len(self.unknown) * 2 > self.compared

    @property
    def sentence(self) -> str:
        """What to tell the person who typed it; empty if all fits."""
        if not self.unknown:
            return ""
        words = ", ".join(f"“{word}”" for word in self.unknown[:MOST_NAMED])
        more = len(self.unknown) - MOST_NAMED
        named = f"{words} and {more} more" if more > 0 else words
        opening = "This looks like another work" if self.is_another_work else "Compare"
        return f"{opening}: neither title, authors nor journal of this record have {named}."


def compare(words: str, record: Json) -> Comparison:
    """Compare typed words with the columns of a record.

    >>> compare("Lopez, shame and disgust", {"title": "Shame", "authors": [{"family": "López"}]})
    Comparison(compared=3, unknown=['disgust'])
    """
    known = set(_words(_text_of(record)))
    typed = {
        folded: word
        for word in WORD.findall(words)
        if len(folded := _folded(word)) >= LEAST_LETTERS and not _is_passed_over(folded)
    }
    unknown = [word for folded, word in typed.items() if not _is_known(folded, known)]
    return Comparison(len(typed), unknown)


def contradictions(keys: Iterable[str], record: Json) -> list[str]:
    """Return a sentence for each further identifier that was typed, and is not the record's.

    >>> contradictions(["doi:10.1000/2"], {"doi": "10.1000/1"})
    ['The DOI beside it is 10.1000/2, that of this record 10.1000/1.']
    """
    sentences = []
    for key in keys:
        scheme, _, typed = key.partition(":")
        said = record.get(scheme, "")
        if said and said != typed:
            name = scheme.upper()
            sentences.append(f"The {name} beside it is {typed}, that of this record {said}.")
    return sentences


def _is_known(word: str, known: set[str]) -> bool:
    """Also of abbreviated journals, and of words that somebody mistyped."""
    if word in known or any(each.startswith(word) for each in known):
        return True
    return bool(get_close_matches(word, known, n=1, cutoff=ALIKE))


def _is_passed_over(word: str) -> bool:
    """Numbers are left to the eye: years differ between print and web, pages are abbreviated."""
    return word in PASSED_OVER or any(sign.isdigit() for sign in word)


def _text_of(record: Json) -> str:
    people = chain(record.get("authors") or [], record.get("editors") or [])
    names = (part for person in people for part in person.values())
    columns = (value for value in record.values() if isinstance(value, str))
    return " ".join(chain(columns, map(str, names)))


def _words(text: str) -> list[str]:
    return [_folded(word) for word in WORD.findall(text)]


def _folded(text: str) -> str:
    """Return the letters without accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
