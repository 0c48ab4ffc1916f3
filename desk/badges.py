"""States as words in a frame. The colour helps; the word says it."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from references.models import Standing


class Look(StrEnum):
    GOOD = "good"
    WAITING = "waiting"
    WARNING = "warning"
    PLAIN = "plain"


def badge(words: object, look: Look = Look.PLAIN) -> SafeString:
    return format_html('<span class="desk-badge desk-badge-{}">{}</span>', look.value, words)


def badges(pairs: Iterable[tuple[object, Look]]) -> SafeString:
    """Return several in a row; a line may break between them."""
    return format_html_join(" ", "{}", ((badge(words, look),) for words, look in pairs))


LOOKS = {
    Standing.CURRENT: Look.GOOD,
    Standing.RETRACTED: Look.WARNING,
    Standing.WITHDRAWN: Look.WARNING,
    Standing.CONCERN: Look.WARNING,
}


def standing_badge(standing: str) -> SafeString:
    standing = Standing(standing)
    return badge(standing.label, LOOKS.get(standing, Look.PLAIN))
