"""DESIGN 4.4 over any page: what was frozen comes back, wherever it is put."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Kind, Page
from articles.saving import save_page
from articles.snapshots import Snapshot, freeze
from articles.thawing import thaw
from tests.articles.page_strategies import World, pages
from tests.articles.thawed import undone
from tests.builders import (
    NOW,
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_tag,
    make_topic,
    make_treatment,
    renew,
    text,
)


@pytest.fixture
def world(cast):
    topics = {kind: make_topic(kind) for kind in Kind}
    conditions = [make_topic(Kind.CONDITION) for _ in range(2)]
    lines = [make_crisis_resource(entered_by=cast.editor) for _ in range(2)]
    return World(
        topics=topics,
        conditions=conditions,
        others=[*conditions, make_topic(), make_topic(Kind.ARTICLE)],
        sources={
            kind: make_page(by=cast.editor, topic=topic, locale="es")
            for kind, topic in topics.items()
        },
        people=[make_person(), make_person()],
        tags=[make_tag(), make_tag()],
        keys=[make_reference().key, f"uuid:{make_reference().uuid}"],
        lines=[str(line.uuid) for line in lines],
        notices=list(_versions(make_notice, cast.editor, text=text("Other words."))),
        treatments=list(_versions(make_treatment, cast.editor, title="Another name")),
        images=[make_image(by=cast.editor), make_image(by=cast.editor, decorative=True)],
    )


def _versions(make, by, **changes):
    """Two versions of each of two."""
    for _ in range(2):
        first = make(by=by)
        yield from (first, renew(first.subject, by=by, **changes))


def put_back(snapshot, *, by, page=None):
    lock_version = page.lock_version if page else 0
    return save_page(draft=thaw(snapshot), by=by, at=NOW, page=page, lock_version=lock_version)


@pytest.mark.parametrize("kind", Kind)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_law(cast, world, kind, data):
    """On a page that is not there any more, and on one that has become another."""
    with undone():
        first = save_page(draft=data.draw(pages(world, kind)), by=cast.editor, at=NOW)
        snapshot = freeze(first)
        loaded = Snapshot.load(
            clinical=snapshot.clinical_bytes, presentation=snapshot.presentation_bytes
        )
        other = data.draw(pages(world, kind))
        changed = save_page(draft=other, by=cast.editor, at=NOW, page=first, lock_version=1)
        assert freeze(put_back(loaded, by=cast.editor, page=changed)) == snapshot
    assert not Page.objects.filter(kind=kind, locale="en").exists()
    with undone():
        assert freeze(put_back(loaded, by=cast.editor)) == snapshot
