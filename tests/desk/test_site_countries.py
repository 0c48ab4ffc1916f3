"""The countries of the site change by a move of their own."""

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from articles.models import Site
from tests.builders import make_crisis_resource, make_page, make_site, publish_page
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import save
from tests.desk.refusals import refused, said, sentence, shown, told, unchanged

LIST = "/admin/articles/site/"
FORM = f"{LIST}1/change/"
ADDRESS = f"{LIST}1/countries/"


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


def countries():
    return Site.objects.get().countries


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_change(request, site, role):
    answer = request.getfixturevalue(role).post(ADDRESS, {"countries": "US, CA"})
    assert (answer.status_code, answer["Location"]) == (302, FORM)
    assert told(answer) == [("success", "Readers see the crisis resources of these countries now.")]
    assert countries() == ["US", "CA"]


def test_the_page_shows_what_they_are(administrator, site):
    with unchanged():
        answer = administrator.get(ADDRESS)
    assert [item["value"] for item in elements(answer, "input") if item["name"] == "countries"] == [
        "US"
    ]


def test_a_country_without_help(administrator, cast, flagged):
    site = Site.objects.get()
    with refused(
        "country_without_help", action="change_countries", by=cast.administrator, subject=site
    ):
        answer = administrator.post(ADDRESS, {"countries": "US, GB, CA"})
    ((code, words),) = sentence("country_without_help")
    assert said(answer) == {"countries": [(code, f"{words} Missing: CA, GB.")]}
    assert countries() == ["US"]


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_change_needs_the_right(cast, site, role):
    by = getattr(cast, role)
    client = logged_in(by)
    with refused("not_allowed", action="change_countries", by=by, subject=site):
        answer = client.post(ADDRESS, {"countries": "CA"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "required"),
        (" , ", "required"),
        ("US, us", "bad_country"),
        ("USA", "bad_country"),
        ("US\x00", "null_characters_not_allowed"),
    ],
)
def test_what_is_no_list_of_countries(administrator, site, value, code):
    with unchanged():
        answer = administrator.post(ADDRESS, {"countries": value})
    assert [each for each, _ in said(answer)["countries"]] == [code]
    assert list(shown(answer)) == ["countries"]


def test_who_may_not_see_the_site_sees_no_move(stranger, site):
    with unchanged():
        assert stranger.get(ADDRESS).status_code == 403
        assert stranger.post(ADDRESS, {"countries": "CA"}).status_code == 403


def test_a_move_from_another_site_is_refused(cast, site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    with unchanged():
        assert client.post(ADDRESS, {"countries": "CA"}).status_code == 403


def test_before_the_site_is_filled_in(administrator):
    assert administrator.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "editor"])
def test_to_whom_the_move_is_offered(request, site, role):
    answer = request.getfixturevalue(role).get(FORM)
    links = [item["href"] for item in elements(answer, "a")]
    assert (ADDRESS in links) == (role == "administrator")


# The plain form


def test_the_form_shows_the_countries_and_does_not_take_them(administrator, flagged):
    answer = administrator.get(FORM)
    assert "countries" not in [item["name"] for item in elements(answer, "input", "textarea")]
    assert "US" in answer.content.decode()
    save(administrator, FORM, name="Other Clinic", countries="CA")
    assert (Site.objects.get().name, countries()) == ("Other Clinic", ["US"])


def test_a_new_site_does_not_take_them_either(administrator, cast):
    form = {"name": "Example Clinic", "labels": "", "countries": "GB"}
    assert administrator.post(f"{LIST}add/", form)["Location"] == ADDRESS
    assert countries() == []


def test_the_form_does_not_undo_a_move_made_meanwhile(administrator, site):
    """Between reading the row and saving it the countries may have changed."""
    model_admin = admin.site.get_model_admin(Site)
    read = Site.objects.get()
    Site.objects.update(countries=["CA"])
    read.name = "Other Clinic"
    form = model_admin.form(instance=read)
    model_admin.save_model(None, read, form, change=True)
    assert (Site.objects.get().name, countries()) == ("Other Clinic", ["CA"])
