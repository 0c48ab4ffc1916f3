"""Comments as they are read: by part of the page, each with its replies."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import Page
from articles.snapshots import freeze
from review.models import Comment, CommentResolution, Submission

Json = Mapping[str, Any]

WHOLE_PAGE = "page"
# Parts that every page has, also while they are empty: what is missing is worth a comment.
SINGLE_PARTS = frozenset(
    {
        WHOLE_PAGE,
        "about",
        "alternate_names",
        "article_type",
        "associations",
        "calls_to_action",
        "citations",
        "codes",
        "content_flags",
        "faqs",
        "funding",
        "hero_caption",
        "key_points",
        "notices",
        "outline",
        "purpose",
        "risk_class",
        "sections",
        "seo_description",
        "seo_title",
        "summary",
        "title",
        "translated_from",
    }
)
# What a page has several of, and by what each of them is named in a path.
REPEATED_PARTS = {
    "associations": "id",
    "calls_to_action": "id",
    "citations": "key",
    "faqs": "id",
    "sections": "id",
}


@dataclass(frozen=True)
class Thread:
    """``is_gone``: the part that it speaks of is not there any more."""

    comment: Comment
    replies: Sequence[Comment]
    resolution: CommentResolution | None
    is_gone: bool

    @property
    def is_open(self) -> bool:
        return self.resolution is None


def threads(of: Page | Submission) -> dict[str, list[Thread]]:
    """Return all comments on a page by part, the oldest first, in a fixed number of queries.

    Whether a part is still there is asked of the submission, or of the page's working copy.
    """
    page_id = of.pk if isinstance(of, Page) else of.page_id
    rows = Comment.objects.filter(page=page_id).order_by("at", "uuid")
    comments = list(rows.select_related("author", "resolution__by").prefetch_related("revision"))
    replies = defaultdict(list)
    for row in comments:
        replies[row.parent_id].append(row)
    clinical = _clinical(of) if comments else {}
    found: dict[str, list[Thread]] = defaultdict(list)
    for row in replies[None]:
        found[row.part].append(
            Thread(
                comment=row,
                replies=replies[row.pk],
                resolution=getattr(row, "resolution", None),
                is_gone=not has_part(clinical, row.part),
            )
        )
    return dict(found)


def open_threads(page: Page) -> int:
    """How many comments on the page wait for somebody to settle them."""
    return Comment.objects.filter(page=page, parent=None, resolution=None).count()


def has_part(clinical: Json, path: str) -> bool:
    """Whether the words have the part that a path names.

    >>> has_part({"citations": [{"key": "doi:10.1000/a.b"}]}, "citations.doi:10.1000/a.b")
    True
    """
    if path in SINGLE_PARTS:
        return True
    part, _, name = path.partition(".")
    naming = REPEATED_PARTS.get(part)
    return naming is not None and any(row[naming] == name for row in clinical.get(part, []))


def _clinical(of: Page | Submission) -> Json:
    if isinstance(of, Submission):
        return of.revision.snapshot.clinical
    current: Page = Page.objects.with_parts().get(pk=of.pk)
    return freeze(current).clinical
