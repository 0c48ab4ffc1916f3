"""``?rich=``: in which forms rich texts come. All are made of the tree that is stored.

Nothing in that tree needs look-up, so that no form costs a query.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.db import models

from articles import richtext

Json = dict[str, Any]


class RichForm(models.TextChoices):
    HTML = "html", "Sanitised HTML"
    BLOCKS = "blocks", "Resolved tree"
    MARKDOWN = "markdown", "Markdown"
    TEXT = "text", "Plain text"


# What is stored, and served when nobody asks for other forms.
STORED = (RichForm.HTML, RichForm.BLOCKS)

MAKERS: dict[RichForm, Callable[[Json, str], Any]] = {
    RichForm.HTML: lambda rich, locale: rich["html"],
    RichForm.BLOCKS: lambda rich, locale: rich["blocks"],
    RichForm.MARKDOWN: lambda rich, locale: richtext.markdown_of(rich["blocks"], locale),
    RichForm.TEXT: lambda rich, locale: richtext.text_of(rich["blocks"]),
}


def parse(text: str) -> tuple[RichForm, ...]:
    """Read ``html,markdown``, in whatever order. Raises ``ValueError`` for an unknown form."""
    asked = text.split(",")
    if not set(asked) <= set(RichForm.values):
        raise ValueError(f"the forms of rich text are {', '.join(RichForm.values)}")
    return tuple(form for form in RichForm if form in asked)


def convert(document: Json, forms: Collection[RichForm]) -> Json:
    """Return a document, a card or a part with each rich text in these forms.

    In Markdown a callout begins with its tone: in the language of the page.
    """
    if tuple(forms) == STORED:
        return document
    page = document.get("page")
    locale = (page if isinstance(page, dict) else document).get("locale")
    converted: Json = _converted(document, forms, locale or settings.CONTENT_LOCALES[0])
    return converted


def _converted(value: Any, forms: Collection[RichForm], locale: str) -> Any:
    if isinstance(value, list):
        return [_converted(item, forms, locale) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == set(STORED):
        return {form.value: MAKERS[form](value, locale) for form in forms}
    return {key: _converted(item, forms, locale) for key, item in value.items()}
