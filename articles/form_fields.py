"""Form fields for values that are stored as lists and typed as text."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

# Validators of a field get what ``to_python`` returns, and in a list the character is not seen.
check_characters = ProhibitNullCharactersValidator()


class CommaListField(forms.CharField):
    """A list of texts, typed with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        check_characters(text)
        return [item.strip() for item in text.split(",") if item.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or [], data)


class AuthorLinesField(forms.CharField):
    """Authors, one a line: ``Family, Given names, Suffix``; a line without comma is a group.

    A line says less than PubMed does. So one that still says what one of ``stored`` says is that
    author: saving the form as it is changes nobody.
    """

    widget = forms.Textarea
    stored: Sequence[dict[str, str]] = ()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(author_line, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        check_characters(text)
        known = [(author_line(author).strip(), author) for author in self.stored]
        return [_known(line, known) or _author(line) for line in _lines(text)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or [], data)


def author_line(author: dict[str, str]) -> str:
    """Return an author as the field takes it.

    >>> author_line({"family": "King", "given": "Martin Luther", "suffix": "Jr"})
    'King, Martin Luther, Jr'
    """
    if "group" in author:
        return author["group"]
    names = [author["family"], author.get("given") or author.get("initials", "")]
    return ", ".join([*names, *filter(None, [author.get("suffix", "")])])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _known(line: str, known: list[tuple[str, dict[str, str]]]) -> dict[str, str] | None:
    """Take the first author with that line out of ``known``: two may have the same."""
    for place, (said, _) in enumerate(known):
        if said == line:
            return known.pop(place)[1]
    return None


def _author(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) == 1:
        return {"group": parts[0]}
    if len(parts) > 3 or not parts[0]:
        raise ValidationError(
            "Write each author on a line: Family, Given names, Suffix. This line does not fit: "
            "%(line)s",
            code="bad_author_line",
            params={"line": line},
        )
    given = parts[1]
    initials = "".join(name[0] for name in given.replace("-", " ").replace(".", " ").split())
    names = {"family": parts[0], "given": given, "initials": initials.upper()}
    return names | ({"suffix": parts[2]} if len(parts) == 3 else {})
