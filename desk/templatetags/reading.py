"""What a physician who signs must see of a document, and a reader's screen would keep to itself."""

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Aspect, RegulatoryStatus, Urgency

register = template.Library()

PICTURE = re.compile(r'<img [^>]*alt="([^"]*)"[^>]*></picture>')
LINK_TAG = re.compile(r'<a href="([^"]*)"[^>]*>|</a>')


@register.filter
def with_addresses(html: str) -> SafeString:
    """Print behind each link where it leads, but behind those to places on the same page.

    For the HTML of ``articles.richtext`` alone, which escapes every word and every address.

    >>> with_addresses('<p><a href="tel:988">Call</a></p>')
    '<p><a href="tel:988">Call</a> <span class="desk-address">(tel:988)</span></p>'
    """
    addresses: list[str] = []

    def addressed(tag: re.Match[str]) -> str:
        if tag[1] is not None:
            addresses.append(tag[1])
            return tag[0]
        address = addresses.pop()
        if address.startswith("#"):
            return tag[0]
        return f'{tag[0]} <span class="desk-address">({address})</span>'

    return mark_safe(LINK_TAG.sub(addressed, html))  # noqa: S308


@register.filter
def with_alt_texts(html: str) -> SafeString:
    """Print below each picture the words for who cannot see it: they are signed with the text.

    >>> with_alt_texts('<picture><img src="/a.jpg" alt="A hand."></picture>')
    '<picture><img src="/a.jpg" alt="A hand."></picture><p class="desk-alt">Alt text: “A hand.”</p>'
    """

    def described(picture: re.Match[str]) -> str:
        words = f"Alt text: “{picture[1]}”" if picture[1] else "Decorative, without alt text"
        return f'{picture[0]}<p class="desk-alt">{words}</p>'

    return mark_safe(PICTURE.sub(described, html))  # noqa: S308


@register.filter
def plain_picture(hero: dict[str, Any]) -> str:
    """Return the address of the picture in the widest of its plainest format, which stands last."""
    return str(hero["renditions"][-1]["url"])


@register.filter
def aspect_label(value: str) -> str:
    return str(Aspect(value).label)


@register.filter
def urgency_label(value: str) -> str:
    return str(Urgency(value).label)


@register.filter
def regulatory_label(value: str) -> str:
    return str(RegulatoryStatus(value).label)


@register.filter
def has_part(document: dict[str, Any], part: str) -> bool:
    """Tell whether the outline of a document has a place for the part."""
    return any(entry["part"] == part for entry in document["outline"])
