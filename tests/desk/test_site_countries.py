"""The countries of the site: none in which readers of a public page would find no help."""

import pytest
from django.utils import timezone

from articles.crisis import verify_version
from articles.models import CrisisResourceVersion, Site
from delivery.crisis import retire_crisis_resource
from delivery.publishing import withdraw
from tests.builders import make_crisis_resource, make_page, make_site, publish_page
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown

ADDRESS = "/admin/articles/site/1/change/"
MISSING = (
    "Public pages speak of suicide or self-harm: verify a crisis resource for {countries} first."
)


@pytest.fixture
def site(cast):
    return make_site()


@pytest.fixture
def flagged(cast, site):
    """A public page on suicide, and a verified resource in the United States."""
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    page = make_page(by=cast.editor, content_flags=["suicide"])
    publish_page(page, cast, now=timezone.now())
    return page


def saved(client, **changes):
    save(client, ADDRESS, **changes)
    return Site.objects.get()


def refuse_countries(client, countries, *, named):
    answer = refuse(client, ADDRESS, countries=countries)
    assert form_errors(answer) == {"countries": ["crisis_resources_missing"]}
    assert shown(answer) == {"countries": [MISSING.format(countries=named)]}


def test_a_country_without_help(administrator, flagged):
    refuse_countries(administrator, "US, GB, CA", named="CA, GB")
    assert saved(administrator, countries="US").countries == ["US"]


def test_a_country_whose_resource_nobody_has_verified(administrator, cast, flagged):
    make_crisis_resource(entered_by=cast.editor, country="CA")
    refuse_countries(administrator, "US, CA", named="CA")
    version = CrisisResourceVersion.objects.get(resource__country="CA")
    verify_version(version=version, by=cast.administrator, at=timezone.now())
    assert saved(administrator, countries="US, CA").countries == ["US", "CA"]


def test_a_country_whose_resource_is_retired(administrator, cast, flagged):
    resource = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, country="CA"
    )
    retire_crisis_resource(resource=resource, by=cast.administrator, now=timezone.now())
    refuse_countries(administrator, "CA", named="CA")


def test_other_values_change_while_the_countries_stay(administrator, flagged):
    assert saved(administrator, name="Other Clinic").name == "Other Clinic"


def test_no_public_page_needs_help(administrator, cast, site):
    publish_page(make_page(by=cast.editor, content_flags=["abuse"]), cast, now=timezone.now())
    make_page(by=cast.editor, content_flags=["self_harm"])
    assert saved(administrator, countries="CA").countries == ["CA"]


def test_the_page_that_needed_help_is_withdrawn(administrator, cast, flagged):
    withdraw(page=flagged, by=cast.publisher, reason="Old.", now=timezone.now())
    assert saved(administrator, countries="CA").countries == ["CA"]
