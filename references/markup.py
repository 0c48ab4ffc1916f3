"""The little markup that titles and abstracts have: ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``.

Between the tags stands escaped text, so what is marked up may be put into HTML as it is.
"""

import html
import re

from django.core.exceptions import ValidationError

TAGS = ("i", "b", "sup", "sub")
TAG = re.compile(r"<(/?)(i|b|sup|sub)>")
# What stands raised after a digit is an exponent: let down, 10<sup>6</sup> would be 106. Other raised
# and lowered signs are let down, so that who types CO2 finds it.
EXPONENT = re.compile(r"(?<=\d)<sup>([-+\N{MINUS SIGN}\N{EN DASH}]?\d+)</sup>")
RAISED = str.maketrans("0123456789+-\N{MINUS SIGN}\N{EN DASH}", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
STRAY = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")


def plain(marked: str) -> str:
    """Return the words alone.

    >>> plain("<i>N</i>-acetyl in 10<sup>6</sup> cells, &lt;55%")
    'N-acetyl in 10⁶ cells, <55%'
    """
    return html.unescape(TAG.sub("", _raised(marked)))


def escaped(text: str) -> str:
    """Return words as marked text.

    >>> escaped("Ki-67 <55%")
    'Ki-67 &lt;55%'
    """
    return html.escape(text, quote=False)


def is_marked(marked: str) -> bool:
    return TAG.search(marked) is not None


def well_marked(marked: str) -> bool:
    return not STRAY.search(TAG.sub("", marked)) and _is_balanced(marked)


def validate_markup(marked: str) -> None:
    """Accept balanced tags of those four, around escaped text."""
    if not well_marked(marked):
        raise ValidationError(
            "Use <i>, <b>, <sup> and <sub> only, and close each; write &lt; for a < and &amp; "
            "for an &.",
            code="bad_markup",
        )


def _raised(marked: str) -> str:
    return EXPONENT.sub(lambda found: found[1].translate(RAISED), marked)


def _is_balanced(marked: str) -> bool:
    open_tags: list[str] = []
    for closing, tag in TAG.findall(marked):
        if not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            return False
    return not open_tags
