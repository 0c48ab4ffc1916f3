"""The countries of the site: none in which readers of a public page would find no help."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.canonical import canonical_bytes, fingerprint
from articles.models import Site
from delivery.crisis import change_countries, retire_crisis_resource
from delivery.publishing import withdraw
from review.models import AuditEntry
from review.records import row_hash
from review.verification import audit_faults
from tests.builders import (
    NOW,
    make_crisis_resource,
    make_page,
    make_site,
    make_user,
    publish_page,
    sign_page,
)
from tests.delivery.refusals import refused
from tests.delivery.rows import make_row

DAY = timedelta(days=1)
AT = NOW + DAY


@pytest.fixture
def site(cast):
    return make_site()


@pytest.fixture
def american(cast, site):
    return make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)


@pytest.fixture
def flagged(cast, american):
    """A public page on suicide, and a verified resource in the United States."""
    return publish_page(make_page(by=cast.editor, content_flags=["suicide"]), cast)


def change(site, by, *countries):
    return change_countries(site=site, countries=list(countries), by=by, now=AT)


def refuse(site, by, *countries):
    with refused(
        "country_without_help", action="change_countries", by=by, subject=site, field="countries"
    ):
        change(site, by, *countries)


def test_it_works(cast, site):
    changed = change(site, cast.administrator, "CA", "US")
    assert changed.countries == Site.objects.get().countries == ["CA", "US"]
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash) == (
        "change_countries",
        cast.administrator.uuid,
        "",
        site.uuid,
        row_hash(site),
    )
    assert entry.fingerprint == fingerprint(canonical_bytes({"countries": ["CA", "US"]}))


def test_a_second_change_is_no_fault_of_the_first(cast, site):
    change(site, cast.administrator, "CA")
    change(site, cast.administrator, "US")
    assert list(audit_faults()) == []


def test_only_the_countries_are_written(cast, site):
    Site.objects.update(name="Another Clinic")
    change(site, cast.administrator, "CA")
    assert Site.objects.get().name == "Another Clinic"


def test_not_allowed(cast, site):
    for user in (cast.editor, cast.reviewer, cast.publisher, make_user()):
        with refused("not_allowed", action="change_countries", by=user, subject=site):
            change(site, user, "CA")


def test_a_country_without_help(cast, site, flagged):
    refuse(site, cast.administrator, "US", "CA")


def test_a_page_that_was_published_after_the_form_was_checked(cast, site, american):
    """What the caller saw does not count: the move looks again, behind the ledger."""
    publish_page(make_page(by=cast.editor, content_flags=["suicide"]), cast)
    refuse(site, cast.administrator, "CA")


def test_a_page_that_is_scheduled(cast, site, american):
    page = make_page(by=cast.editor, content_flags=["self_harm"])
    make_row(sign_page(page, cast), live_from=AT + DAY)
    refuse(site, cast.administrator, "CA")


def test_a_resource_that_nobody_verified_is_no_help(cast, site, flagged):
    make_crisis_resource(entered_by=cast.editor, country="CA")
    refuse(site, cast.administrator, "US", "CA")


def test_a_resource_that_is_retired_is_no_help(cast, site, flagged):
    resource = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, country="CA"
    )
    assert change(site, cast.administrator, "US", "CA").countries == ["US", "CA"]
    change(site, cast.administrator, "US")
    retire_crisis_resource(resource=resource, by=cast.administrator, now=AT)
    refuse(site, cast.administrator, "US", "CA")


def test_no_page_needs_help(cast, site):
    publish_page(make_page(by=cast.editor, content_flags=["abuse"]), cast)
    make_page(by=cast.editor, content_flags=["self_harm"])
    assert change(site, cast.administrator, "CA").countries == ["CA"]


def test_after_the_withdrawal_of_the_last_page_that_needs_it(cast, site, flagged):
    withdraw(page=flagged.page, by=cast.publisher, reason="Old.", now=NOW)
    assert change(site, cast.administrator, "CA").countries == ["CA"]


@pytest.mark.parametrize("countries", [[], ["us"], ["USA"], "US", [1], [""]])
def test_what_is_no_list_of_countries(cast, site, countries):
    with pytest.raises(ValidationError):
        change_countries(site=site, countries=countries, by=cast.administrator, now=AT)
    assert Site.objects.get().countries == ["US"]
