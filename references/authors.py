"""Who wrote or edited a work, as JSON; and other lists that are stored with it."""

from django.core.exceptions import ValidationError

PERSON_KEYS = {"family", "given", "initials", "particle", "suffix"}


def validate_authors(authors: object) -> None:
    """Accept a list of ``{family, given, initials, particle, suffix}`` or ``{group}``, all strings.

    A particle stands before the family name and is no part of it when names are sorted: van der.
    """
    if not isinstance(authors, list) or not all(_is_author(author) for author in authors):
        raise ValidationError(
            "Give each author with a family name, or as a group with its name.",
            code="bad_authors",
        )


def _is_author(author: object) -> bool:
    if not isinstance(author, dict) or not all(isinstance(part, str) for part in author.values()):
        return False
    if set(author) == {"group"}:
        return bool(author["group"].strip())
    return set(author) <= PERSON_KEYS and bool(author.get("family", "").strip())


def validate_publication_types(names: object) -> None:
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise ValidationError(
            "Give the publication types as a list of names.", code="bad_publication_types"
        )
