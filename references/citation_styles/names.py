"""Authors and editors, as each style inverts and shortens them."""

import re
from collections.abc import Mapping, Sequence

from references.citation_styles.runs import Runs, joined, literal, plain, plain_text

Person = Mapping[str, str]

HYPHENS = re.compile(r"[-\u2010\u2011]")
# Not the period of J.-P., which is one name.
BETWEEN_NAMES = re.compile(r"[\s.]+(?![-\u2010\u2011])")
# Capitals only, and so few: they are initials already.
INITIALS_MAX = 3

ROMAN = {"2nd": "II", "3rd": "III", "4th": "IV"}
ORDINAL = {roman: ordinal for ordinal, roman in ROMAN.items()}
APA_ABBREVIATED = {"Jr", "Sr"}

AMA_ALL, AMA_FIRST = 6, 3
NLM_ALL = 6
APA_ALL, APA_FIRST = 20, 19


def ama_names(people: Sequence[Person]) -> Runs:
    """Up to six; of more the first three (AMA 11, 3.7)."""
    shown = people if len(people) <= AMA_ALL else people[:AMA_FIRST]
    return _listed([_short(each, ROMAN) for each in shown], shown, further=len(people) > len(shown))


def nlm_names(people: Sequence[Person]) -> Runs:
    """The first six (ICMJE sample references)."""
    shown = people[:NLM_ALL]
    names = [_short(each, ORDINAL) for each in shown]
    return _listed(names, shown, further=len(people) > len(shown))


def apa_names(people: Sequence[Person]) -> Runs:
    """Up to twenty; of more the first nineteen and the last (APA 7, 9.8)."""
    if len(people) > APA_ALL:
        first = [_inverted(each) for each in people[:APA_FIRST]]
        return joined([*first, [*literal(". . . "), *_inverted(people[-1])]], ", ")
    names = [_inverted(each) for each in people]
    if len(names) < 2:
        return joined(names, "")
    return joined([*names[:-1], [*literal("& "), *names[-1]]], ", ")


def apa_editors_in(people: Sequence[Person]) -> Runs:
    """Editors of the book around a chapter are not inverted: ``A. B. Ames & C. Cole``."""
    names = [_upright(each) for each in people]
    if len(names) <= 2:
        return joined(names, " & ")
    return joined([*names[:-1], [*literal("& "), *names[-1]]], ", ")


def initials(person: Person) -> str:
    """Return the initials without period and space: ``DM``."""
    given = person.get("initials") or person.get("given") or ""
    return "".join(letter for name in _split(given) for piece in name for letter in piece)


def family(person: Person) -> str:
    return " ".join(filter(None, [person.get("particle"), person.get("family")]))


def suffix(person: Person) -> str:
    return (person.get("suffix") or "").strip().rstrip(".")


def _short(person: Person, suffixes: Mapping[str, str]) -> Runs:
    if "group" in person:
        return plain(person["group"])
    last = suffix(person)
    return plain(" ".join([family(person), initials(person), suffixes.get(last, last)]))


def _listed(names: Sequence[Runs], people: Sequence[Person], *, further: bool) -> Runs:
    """A group stands apart from the persons before it (AMA 11, 3.7; ICMJE sample 3)."""
    runs: Runs = []
    for place, name in enumerate(names):
        apart = place and "group" in people[place] and "group" not in people[place - 1]
        between = "; " if apart else ", " if place else ""
        runs += [*literal(between), *name]
    return [*runs, *literal(", et al")] if further else runs


def _inverted(person: Person) -> Runs:
    if "group" in person:
        return plain(person["group"])
    return joined(map(plain, [family(person), _apa_initials(person), _apa_suffix(person)]), ", ")


def _upright(person: Person) -> Runs:
    if "group" in person:
        return plain(person["group"])
    name = plain(" ".join([_apa_initials(person), family(person)]))
    return joined([name, plain(_apa_suffix(person))], ", ")


def _apa_initials(person: Person) -> str:
    """Return ``D.-M.`` of Diana-Mirela, ``M. A.`` of Mary Ann."""
    names = _split(person.get("given") or person.get("initials") or "")
    return " ".join("-".join(". ".join(piece) + "." for piece in name) for name in names)


def _apa_suffix(person: Person) -> str:
    last = suffix(person)
    return f"{last}." if last in APA_ABBREVIATED else ROMAN.get(last, last)


def _split(given: str) -> list[list[list[str]]]:
    """Return the letters of each part of each name: ``Jean-Luc M`` is ``[[[J], [L]], [[M]]]``."""
    names = [
        [_letters(piece) for part in HYPHENS.split(name) if (piece := part.strip(" ."))]
        for name in BETWEEN_NAMES.split(plain_text(given))
    ]
    return [name for name in names if name]


def _letters(piece: str) -> list[str]:
    if piece.isupper() and len(piece) <= INITIALS_MAX:
        return list(piece)
    return [piece[0].upper()]
