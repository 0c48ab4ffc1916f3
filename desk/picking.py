"""What an editor may mean who types a few letters: works, topics and pictures.

Both databases compare accents and capitals in their own ways, and neither in all languages. So the
names are compared here, folded: a library has some thousand works, not millions.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from articles.models import Image, Page, Topic
from delivery.models import Publication
from delivery.presenting.images import plain_url
from references.models import Reference

MOST = 20
AUTHORS_SHOWN = 3
THUMBNAIL_WIDTH_PIXELS = 480
# Of a work, for the search and for the list.
COLUMNS = ("pmid", "doi", "title", "authors", "journal", "year", "standing", "uuid")

Item = TypeVar("Item")


@dataclass(frozen=True)
class Found:
    """The best of what was found, as JSON, and how much there is in all."""

    results: list[dict[str, Any]]
    count: int


def find_references(query: str) -> Found:
    """Return works whose title, authors, journal, year or identifiers hold each word.

    A result is ``{key, authors, year, title, journal, pmid, doi, standing}``.
    """
    works = Reference.objects.only(*COLUMNS).iterator(chunk_size=2000)
    return _found(query, works, _words_of_work, lambda work: work.title, _work)


def find_topics(query: str, *, locale: str, at: datetime) -> Found:
    """Return topics whose working name or title in any language holds each word.

    A result is ``{topic, title, name, kind, live}``: ``title`` is that of the page in this
    language, ``live`` whether readers can open it.
    """
    live = Publication.objects.live(at).filter(topic=OuterRef("pk"), locale=locale)
    titles: dict[int, dict[str, str]] = {}
    for topic, language, title in Page.objects.values_list("topic_id", "locale", "title"):
        titles.setdefault(topic, {})[language] = title
    return _found(
        query,
        Topic.objects.annotate(live=Exists(live)),
        lambda topic: [topic.working_name, *titles.get(topic.pk, {}).values()],
        lambda topic: topic.working_name,
        lambda topic: {
            "topic": str(topic.uuid),
            "title": titles.get(topic.pk, {}).get(locale) or topic.working_name,
            "name": topic.working_name,
            "kind": topic.get_kind_display(),
            "live": topic.live,
        },
    )


def find_pictures(query: str) -> Found:
    """Return images whose words, credit or file name hold each word.

    A result is ``{uuid, alt, caption, decorative, thumbnail}``; ``thumbnail`` is an address.
    """
    return _found(
        query,
        Image.objects.to_show(),
        lambda image: [image.alt_text, image.caption, image.credit, image.original_name],
        lambda image: image.alt_text or image.original_name,
        lambda image: {
            "uuid": str(image.uuid),
            "alt": image.alt_text,
            "caption": image.caption,
            "decorative": image.decorative,
            "thumbnail": plain_url(image, width=THUMBNAIL_WIDTH_PIXELS),
        },
    )


def _found(
    query: str,
    items: Iterable[Item],
    words: Callable[[Item], list[str]],
    title: Callable[[Item], str],
    shown: Callable[[Item], dict[str, Any]],
) -> Found:
    """Those that begin with what was typed come first, then by title."""
    wanted = folded(query).split()
    if not wanted:
        return Found([], 0)
    hits: list[tuple[tuple[bool, str, int], Item]] = []
    for item in items:
        text = folded(" ".join(words(item)))
        if all(word in text for word in wanted):
            name = folded(title(item))
            hits.append(((not name.startswith(wanted[0]), name, len(hits)), item))
    best = nsmallest(MOST, hits, key=lambda hit: hit[0])
    return Found([shown(item) for _, item in best], len(hits))


def folded(text: str) -> str:
    """Return the text without accents and capitals.

    >>> folded("Cândea")
    'candea'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _words_of_work(work: Reference) -> list[str]:
    names = [part for author in work.authors for part in author.values()]
    pmid = f"pmid {work.pmid}" if work.pmid else ""
    return [pmid, work.doi, work.title, *names, work.journal, str(work.year or "")]


def _work(work: Reference) -> dict[str, Any]:
    return {
        "key": work.key,
        "authors": authors_in_a_line(work.authors),
        "year": work.year,
        "title": work.title,
        "journal": work.journal,
        "pmid": work.pmid,
        "doi": work.doi,
        "standing": work.standing,
    }


def authors_in_a_line(authors: list[dict[str, str]]) -> str:
    """Return the first authors in one line; an editor knows a work by them.

    >>> authors_in_a_line([{"family": "Cândea", "initials": "DM"}, {"group": "The Group"}])
    'Cândea DM, The Group'
    """
    names = [
        author.get("group") or f"{author['family']} {author.get('initials', '')}".strip()
        for author in authors
    ]
    return ", ".join(names[:AUTHORS_SHOWN] + (["et al."] if len(names) > AUTHORS_SHOWN else []))
