"""DESIGN 4.4 over any page: what was frozen comes back, wherever it is put."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Kind, Page
from articles.saving import save_page
from articles.snapshots import Snapshot, freeze
from articles.thawing import thaw
from tests.articles.page_strategies import pages
from tests.articles.page_world import make_world
from tests.articles.thawed import undone
from tests.builders import NOW


@pytest.fixture
def world(cast):
    return make_world(by=cast.editor)


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
