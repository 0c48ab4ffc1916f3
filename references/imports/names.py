"""People as files name them."""

import re

from references.imports.text import cleaned, plain_words
from references.records import Json

SUFFIXES = {"jr", "sr", "2nd", "3rd", "4th", "ii", "iii", "iv"}
INITIALS = re.compile(r"(?:[^\W\d_]\.?\s?){1,5}")


def inverted(words: str) -> Json | None:
    """Return ``Family, Given, Suffix``; without a comma, or with nothing behind it, it is a group.

    >>> inverted("Berg, J. A., Jr")
    {'family': 'Berg', 'initials': 'JA', 'suffix': 'Jr'}
    """
    family, *others = [part.strip() for part in plain_words(words).split(",")]
    given, suffix = (*others, "", "")[:2]
    if not given and not suffix:
        return {"group": family} if family else None
    return person(family=family, given=given, suffix=suffix)


def person(*, family: str, given: str = "", suffix: str = "", particle: str = "") -> Json | None:
    """Return somebody by the names that there are; without a family name the given one is it."""
    if not family:
        family, given = given, ""
    names = {"family": family, **_given(given), "particle": particle, "suffix": suffix}
    return {part: name for part, name in names.items() if name} if family else None


def abbreviated(words: str) -> Json | None:
    """Return ``Cândea DM`` or ``Jones AB 3rd``, as MEDLINE abbreviates names."""
    names = cleaned(words).split()
    suffix = names.pop() if len(names) > 2 and is_suffix(names[-1]) else ""
    initials = names.pop() if len(names) > 1 else ""
    known = {"family": " ".join(names), "initials": initials, "suffix": suffix}
    return {part: name for part, name in known.items() if name} if names else None


def is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in SUFFIXES


def _given(given: str) -> Json:
    # Letters alone are initials; two capitals with a small letter behind one are a name.
    if given == given.upper() and INITIALS.fullmatch(given):
        return {"initials": re.sub(r"[.\s]", "", given)}
    return {"given": given}
