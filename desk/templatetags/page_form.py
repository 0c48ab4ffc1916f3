"""Words and choices of the page form's templates."""

from typing import Any

from django import template

from articles.models import Article, Section
from articles.outline import OutlinePart
from desk.ends import meant_end
from desk.instants import in_words
from desk.part_kinds import FOLDING, PART_LABELS

register = template.Library()
register.filter(in_words)
register.filter(meant_end)


@register.filter
def part_label(kind: str) -> str:
    return PART_LABELS[OutlinePart(kind)]


@register.filter
def row_label(form: Any, inline: Any) -> str:
    """What a row is; the section of an article that has neither heading nor aspect is its body."""
    is_section = inline.model is Section and inline.parent_model is Article
    if is_section and not (form["heading"].value() or form["aspect"].value()):
        return "Body"
    return str(inline.verbose_name).capitalize()


@register.filter
def folds(prefix: str) -> bool:
    """Whether the rows of a formset fold: those that hold an editor do."""
    return prefix in FOLDING


@register.filter
def has_faults(part: Any) -> bool:
    """Whether a row of a part, or the part's own rows together, have faults."""
    return bool(part.formset) and any(part.formset.formset.errors)


@register.filter
def with_article(noun: str) -> str:
    """Return a noun with "a" or "an" before it.

    >>> with_article("association")
    'an association'
    """
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"
