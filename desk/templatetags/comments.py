"""Comments on a part of a page, in any template that has ``commenting`` (a desk.comments.Commenting)."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("desk/comments.html", takes_context=True)
def comments_on(context: Any, part: str) -> dict[str, Any]:
    """Show what was said about the part with this path, with a form to say more.

    ``{% comments_on "title" %}``; of a row: ``{% with "sections."|add:section.id as part %}``.
    """
    shown = context["commenting"]
    return {**_around(context), "part": part, "threads": shown.threads.get(part, ())}


@register.inclusion_tag("desk/comment_threads.html", takes_context=True)
def comment_threads(context: Any, threads: Sequence[Any]) -> dict[str, Any]:
    """Show threads with their forms to answer."""
    return {**_around(context), "threads": threads}


def _around(context: Any) -> dict[str, Any]:
    return {"commenting": context["commenting"], "csrf_token": context["csrf_token"]}


@register.filter
def still_open(threads: Sequence[Any]) -> int:
    return sum(thread.is_open for thread in threads)
