"""A page that shows every fact that is live, the neighbours that show it, and one far away."""

from contextlib import contextmanager
from dataclasses import dataclass, replace

from articles.models import Image, Person, Tag
from delivery.models import Change, Document, Publication
from references.models import Reference
from review.models import Ledger
from tests.builders import (
    cited,
    make_crisis_resource,
    make_image,
    make_page,
    make_person,
    make_reference,
    make_reviewer,
    make_site,
    make_tag,
    publish_page,
)
from tests.delivery.associating import make_symptom
from tests.delivery.truth import assert_stored_bytes_are_true

# Names of the pages, by which tests say whose bytes change.
SHAME, PTSD, LIVING, GRIEF = "Shame", "PTSD", "Living with shame", "Grief"
EVERY_PAGE = (SHAME, PTSD, LIVING, GRIEF)
AUTHOR, SIGNER, WORK = "Wanda Writer", "Ray Reviewer", "On shame"


@dataclass(frozen=True)
class Neighbourhood:
    """*Shame* says something about *PTSD*; *Living with shame* is about it; *Grief* is far away.

    ``cast.reviewer`` has signed *Shame*, and another physician the rest.
    """

    shame: Publication
    author: Person
    signer: Person
    tag: Tag
    image: Image
    work: Reference


def make_neighbourhood(cast, *, now):
    make_site()
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, name="Lifeline")
    other = replace(cast, reviewer=make_reviewer(cast.administrator, name="Otto Other"))
    ptsd = make_page(by=cast.editor, kind="condition", title=PTSD, slug="ptsd")
    author = make_person(name=AUTHOR, profession="writer")
    tag, image = make_tag(name="Mood"), make_image(by=cast.editor, credit="Pia Picture")
    work = make_reference(title=WORK)
    shame = make_symptom(
        cast,
        ptsd.topic,
        title=SHAME,
        explanation=cited("Shame is frequent.", work.key),
        cited=[work],
        byline=[author],
        tags=[tag],
        hero_image=image,
        content_flags=["suicide"],
    )
    living = make_page(
        by=cast.editor, kind="article", title=LIVING, slug="living", about=[shame.topic]
    )
    grief = make_page(by=cast.editor, title=GRIEF, slug="grief")
    for page in (ptsd, living, grief):
        publish_page(page, other, now=now)
    row = publish_page(shame, cast, now=now)
    return Neighbourhood(row, author, cast.reviewer.person, tag, image, work)


@contextmanager
def makes_anew(*names):
    """Exactly these have other bytes after the block, each with one change; all bytes are true."""
    before, last = _etags(), Ledger.objects.get()
    yield
    after = _etags()
    changed = [row for row in before if after[row] != before[row]]
    assert sorted(name for _, name in changed) == sorted(names)
    changes = Change.objects.filter(number__gt=last.last_change)
    assert sorted((change.kind, _of(change)) for change in changes) == sorted(
        ("refreshed", row) for row, _ in changed
    )
    assert_stored_bytes_are_true(Ledger.objects.get().last_at)


def _etags():
    pages = Publication.objects.live(Ledger.objects.get().last_at).select_related("revision")
    documents = Document.objects.with_sources()
    named = [(row, row.revision.snapshot.clinical["title"]) for row in pages]
    return _Names([*named, *((row, row.sorted_by) for row in documents)])


class _Names(dict):
    """Entity tags by row and by the name that the row had when it was read."""

    def __init__(self, named):
        super().__init__({(str(row.uuid), name): row.etag for row, name in named})
        self.by_uuid = {str(row.uuid): row.etag for row, _ in named}

    def __missing__(self, key):
        return self.by_uuid[key[0]]


def _of(change):
    return str((change.publication or change.document).uuid)
