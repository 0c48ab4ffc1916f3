"""The report of any page: it never breaks, and every place that it names is there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Kind
from articles.saving import save_page
from articles.snapshots import freeze
from delivery.readiness import readiness
from desk.readiness import place_of
from review.findings import Severity
from tests.articles.page_strategies import pages
from tests.articles.page_world import make_world
from tests.articles.thawed import undone
from tests.builders import (
    NOW,
)


@pytest.fixture
def world(cast):
    return make_world(by=cast.editor)


@pytest.mark.parametrize("kind", Kind)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_page(cast, world, kind, data):
    with undone():
        page = save_page(draft=data.draw(pages(world, kind)), by=cast.editor, at=NOW)
        clinical = freeze(page).clinical
        report = readiness(page, NOW)
        assert "unsigned" in [finding.code for finding in report]
        severities = [Severity.values.index(finding.severity) for finding in report]
        assert severities == sorted(severities)
        for finding in report:
            assert finding.text
            assert finding.do
            place = place_of(finding.place, clinical)
            assert (place.where == "The page") == (finding.place == "")
