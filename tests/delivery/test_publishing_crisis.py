"""A page that speaks of suicide becomes public where readers find help."""

import pytest

from articles.drafts import FaqDraft, SectionDraft
from articles.models import CrisisResource
from delivery.publishing import publish
from tests.builders import NOW, make_crisis_resource, make_page, make_site, publish_page, sign_page
from tests.delivery.refusals import refused


@pytest.mark.parametrize("flag", ["suicide", "self_harm"])
@pytest.mark.parametrize(
    ("countries", "resources"),
    [
        (None, {"US": True}),
        ([], {"US": True}),
        (["US"], {}),
        (["US"], {"US": False}),
        (["US"], {"CA": True}),
        (["US", "CA"], {"US": True}),
    ],
)
def test_crisis_resources_missing(cast, flag, countries, resources):
    if countries is not None:
        make_site(countries=countries)
    for country, verified in resources.items():
        make_crisis_resource(
            entered_by=cast.editor,
            verified_by=cast.administrator if verified else None,
            country=country,
        )
    revision = sign_page(make_page(by=cast.editor, content_flags=[flag]), cast).revision
    with refused("crisis_resources_missing", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_a_retired_crisis_resource_helps_nobody(cast):
    make_site()
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    CrisisResource.objects.update(retired_at=NOW)
    revision = sign_page(make_page(by=cast.editor, content_flags=["suicide"]), cast).revision
    with refused("crisis_resources_missing", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_a_flagged_page_with_help_in_every_country(cast):
    make_site(countries=["US", "CA"])
    for country in ("US", "CA"):
        make_crisis_resource(
            entered_by=cast.editor, verified_by=cast.administrator, country=country
        )
    page = make_page(by=cast.editor, content_flags=["self_harm", "suicide"])
    assert publish_page(page, cast).page == page


def test_other_flags_need_no_crisis_resources(cast):
    page = make_page(by=cast.editor, content_flags=["abuse", "eating_disorder", "substance_use"])
    assert publish_page(page, cast).page == page


def crisis_line(resource):
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}


def test_a_served_crisis_line(cast):
    resource = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    page = make_page(by=cast.editor, sections=[SectionDraft(body=crisis_line(resource))])
    assert publish_page(page, cast).page == page


@pytest.mark.parametrize("place", ["key_points", "sections", "faqs"])
@pytest.mark.parametrize("retired", [False, True])
def test_crisis_line_unserved(cast, place, retired):
    resource = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator if retired else None
    )
    line = crisis_line(resource)
    item = {"type": "listItem", "content": line["content"]}
    fields = {
        "key_points": {"type": "doc", "content": [{"type": "bulletList", "content": [item]}]},
        "sections": [SectionDraft(body=line)],
        "faqs": [FaqDraft(question="Whom do I call?", answer=line)],
    }
    page = make_page(by=cast.editor, **{place: fields[place]})
    CrisisResource.objects.update(retired_at=NOW if retired else None)
    revision = sign_page(page, cast).revision
    with refused("crisis_line_unserved", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)
