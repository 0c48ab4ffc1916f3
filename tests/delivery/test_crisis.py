from datetime import timedelta

import pytest

from articles.crisis import countries_without_help
from articles.drafts import SectionDraft
from articles.models import CrisisResourceVersion
from delivery.crisis import flagged_pages_are_live, retire_crisis_resource
from delivery.publishing import withdraw
from review.models import AuditEntry
from review.records import row_hash
from tests.builders import (
    NOW,
    make_crisis_resource,
    make_page,
    make_site,
    publish_page,
    sign_page,
)
from tests.delivery.refusals import refused
from tests.delivery.rows import make_row

DAY = timedelta(days=1)
AT = NOW + DAY


@pytest.fixture
def resource(cast):
    make_site()
    return make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)


@pytest.fixture
def flagged(cast, resource):
    return publish_page(make_page(by=cast.editor, content_flags=["suicide"]), cast)


def retire(resource, cast, *, by=None, now=AT):
    return retire_crisis_resource(resource=resource, by=by or cast.administrator, now=now)


def naming(resource):
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    return [SectionDraft(body=body)]


def test_it_works(cast, resource):
    retired = retire(resource, cast)
    resource.refresh_from_db()
    assert (retired, resource.retired_at) == (resource, AT)
    assert not CrisisResourceVersion.objects.served().exists()
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash) == (
        "retire_crisis_resource",
        cast.administrator.uuid,
        "",
        resource.uuid,
        row_hash(resource),
    )


def test_not_allowed(cast, resource):
    for user in (cast.editor, cast.reviewer, cast.publisher):
        with refused("not_allowed", action="retire_crisis_resource", by=user, subject=resource):
            retire(resource, cast, by=user)


def test_the_last_resource_of_a_country(cast, resource, flagged):
    with refused(
        "last_crisis_resource",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=resource,
    ):
        retire(resource, cast)


def test_the_last_resource_of_a_country_for_a_page_that_is_scheduled(cast, resource):
    page = make_page(by=cast.editor, content_flags=["self_harm"])
    make_row(sign_page(page, cast), live_from=AT + DAY)
    with refused(
        "last_crisis_resource",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=resource,
    ):
        retire(resource, cast)


def test_an_unverified_resource_is_no_other(cast, resource, flagged):
    make_crisis_resource(entered_by=cast.editor)
    with refused(
        "last_crisis_resource",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=resource,
    ):
        retire(resource, cast)


def test_a_resource_of_another_country_is_no_other(cast, resource, flagged):
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, country="CA")
    with refused(
        "last_crisis_resource",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=resource,
    ):
        retire(resource, cast)


def test_one_of_two(cast, resource, flagged):
    other = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    assert retire(resource, cast).retired_at == AT
    with refused(
        "last_crisis_resource",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=other,
    ):
        retire(other, cast)


def test_a_country_that_the_site_does_not_serve(cast, resource, flagged):
    other = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, country="CA"
    )
    assert retire(other, cast).retired_at == AT


def test_no_page_needs_it(cast, resource):
    publish_page(make_page(by=cast.editor, content_flags=["abuse"]), cast)
    assert retire(resource, cast).retired_at == AT


def test_after_the_withdrawal_of_the_last_page_that_needs_it(cast, resource, flagged):
    withdraw(page=flagged.page, by=cast.publisher, reason="Old.", now=NOW)
    assert retire(resource, cast).retired_at == AT


def test_a_resource_that_a_page_names(cast, resource):
    other = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, country="CA"
    )
    publish_page(make_page(by=cast.editor, sections=naming(other)), cast)
    with refused(
        "crisis_resource_in_use",
        action="retire_crisis_resource",
        by=cast.administrator,
        subject=other,
    ):
        retire(other, cast)
    assert retire(resource, cast).retired_at is not None


def test_a_resource_that_a_draft_names(cast, resource):
    make_page(by=cast.editor, sections=naming(resource))
    assert retire(resource, cast).retired_at == AT


def test_countries_without_help(cast, resource):
    served = CrisisResourceVersion.objects.served()
    assert countries_without_help(["US"], served) == set()
    assert countries_without_help(["US", "CA", "ES"], served) == {"CA", "ES"}


def test_flagged_pages_are_live(cast, resource):
    assert flagged_pages_are_live(AT) is False
    publish_page(make_page(by=cast.editor, content_flags=["abuse"]), cast)
    assert flagged_pages_are_live(AT) is False
    publication = publish_page(make_page(by=cast.editor, content_flags=["suicide"]), cast)
    assert flagged_pages_are_live(AT) is True
    withdraw(page=publication.page, by=cast.publisher, reason="Old.", now=AT)
    assert flagged_pages_are_live(AT) is False
