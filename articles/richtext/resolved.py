"""What a document points at, as it stands today: the presenter looks it up and hands it in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.language_tags import LAST_RESORT


@dataclass(frozen=True)
class ResolvedCitation:
    number: int
    reference_id: str


@dataclass(frozen=True)
class PageLink:
    topic: str
    kind: str
    slug: str
    path: str
    web_url: str
    title: str


@dataclass(frozen=True)
class CrisisLine:
    """``label`` is what the text prints, such as "988"; phone and sms are empty if there is none."""

    id: str
    name: str
    phone: str
    sms: str
    label: str


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int
    format: str


@dataclass(frozen=True)
class Picture:
    """``url`` is for a browser that knows none of the renditions; ``thumbhash`` may be empty.

    Width and height are those of the picture as it is kept: they give its proportions.
    """

    url: str
    width: int
    height: int
    thumbhash: str
    renditions: Sequence[Rendition]


@dataclass(frozen=True)
class Resolved:
    """By citation key, topic, resource and image; what is missing is left out of the output.

    A topic that is not live is missing: its words stay without the link. ``locale`` is the language
    of the words that a rendering adds.
    """

    citations: Mapping[str, ResolvedCitation] = field(default_factory=dict)
    page_links: Mapping[str, PageLink] = field(default_factory=dict)
    crisis_lines: Mapping[str, CrisisLine] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    locale: str = LAST_RESORT


def dialled(number: str) -> str:
    """Return what a telephone dials of a number as it is printed.

    >>> dialled("1-800-555-0100")
    '18005550100'
    """
    return re.sub(r"[^0-9+*]", "", number)
