"""Pages that rest on a work, and the list of those that rest on one that fell."""

from django.utils import timezone

from articles.drafts import CitationDraft, SectionDraft
from tests.builders import cited, make_page, publish_page
from tests.desk.elements import elements

PAGES = "/admin/references/standingevent/pages/"


def make_citing(cast, work, title):
    page = make_page(
        by=cast.editor,
        title=title,
        sections=[SectionDraft(heading="What it is", body=cited("It hurts.", work.key))],
        citations=[CitationDraft(key=work.key, note="Why.")],
        at=timezone.now(),
    )
    publish_page(page, cast, now=timezone.now())
    return page


def listed(client):
    """Title and label, and what is said below them, of each page in the list."""
    answer = client.get(PAGES)
    items = [
        item for item in elements(answer, "li") if item.within[-1]["class"] == "desk-revisions"
    ]
    return [
        [
            line.words
            for name in ("h2", "p")
            for line in elements(answer, name)
            if item in line.within
        ]
        for item in items
    ]
