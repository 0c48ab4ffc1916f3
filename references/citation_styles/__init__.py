"""Citations as the style guides print them: AMA 11, NLM and APA 7.

Titles stand as in their source: no style changes the capitals of a title.

>>> format_citation(Reference(title="Shame.", journal="Emotion", year=2018), Style.AMA).html
'Shame. <i>Emotion</i>. 2018.'
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from references.citation_styles.ama import ama
from references.citation_styles.apa import apa
from references.citation_styles.labels import known_standing
from references.citation_styles.nlm import nlm
from references.citation_styles.runs import Runs, html_of, text_of
from references.models import Reference

__all__ = ["Citation", "Style", "format_citation", "known_standing"]


class Style(models.TextChoices):
    AMA = "ama", "AMA Manual of Style, 11th edition"
    NLM = "nlm", "NLM (Citing Medicine)"
    APA = "apa", "APA Publication Manual, 7th edition"


@dataclass(frozen=True)
class Citation:
    """``html`` holds no element but ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``; ``text`` none."""

    html: str
    text: str


MAKERS: dict[Style, Callable[[Reference], Runs]] = {
    Style.AMA: ama,
    Style.NLM: nlm,
    Style.APA: apa,
}


def format_citation(work: Reference, style: Style) -> Citation:
    """Return one entry of a list of references, without its number. It asks no database."""
    runs = MAKERS[style](work)
    return Citation(html_of(runs), text_of(runs))
