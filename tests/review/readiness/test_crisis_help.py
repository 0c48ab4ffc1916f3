"""Whether a reader in danger finds somewhere to turn."""

import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import CrisisResource
from tests.builders import make_crisis_resource, make_page, make_site
from tests.review.readiness.reporting import places, report_of

MISSING, UNSERVED = "crisis_resources_missing", "crisis_line_unserved"


def line(resource):
    node = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [node]}]}


def verified(cast, **fields):
    return make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, **fields)


@pytest.mark.parametrize("flag", ["suicide", "self_harm"])
def test_no_resource(cast, flag):
    make_site()
    assert places(cast, MISSING, content_flags=[flag]) == ["content_flags"]


def test_a_resource_that_waits(cast):
    make_site()
    make_crisis_resource(entered_by=cast.editor)
    assert places(cast, MISSING, content_flags=["suicide"]) == ["content_flags"]


def test_a_country_without_one(cast):
    make_site(countries=["US", "CA"])
    verified(cast)
    assert places(cast, MISSING, content_flags=["suicide"]) == ["content_flags"]
    verified(cast, country="CA")
    assert places(cast, MISSING, content_flags=["suicide"]) == []


def test_a_site_without_countries(cast):
    verified(cast)
    assert places(cast, MISSING, content_flags=["suicide"]) == ["content_flags"]


@pytest.mark.parametrize("flags", [[], ["abuse"]])
def test_a_page_that_needs_none(cast, flags):
    make_site()
    assert places(cast, MISSING, content_flags=flags) == []


def test_a_line_that_is_not_served(cast):
    waits, served = make_crisis_resource(entered_by=cast.editor), verified(cast)
    section = SectionDraft(heading="Help", body=line(waits))
    other = SectionDraft(heading="More help", body=line(served))
    assert places(cast, UNSERVED, sections=[section, other]) == [f"sections.{section.uuid}.body"]


def test_a_line_that_was_retired(cast):
    served = verified(cast)
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="A", body=line(served))])
    assert report_of(page, UNSERVED) == []
    CrisisResource.objects.update(retired_at=timezone.now())
    assert len(report_of(page, UNSERVED)) == 1
