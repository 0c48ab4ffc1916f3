"""DESIGN 4.1: nothing unpublished leaves, by any route that there is.

Every text that no reader may see holds a word that begins with ``leak``, every other one a word
that begins with ``open``.
"""

import logging
import re

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from delivery.publishing import publish
from tests.builders import NOW, make_page, make_site, publish_page
from tests.delivery import leaky_urls
from tests.delivery.planted_crisis import plant_crisis_resources
from tests.delivery.planted_pages import Planting
from tests.delivery.planted_people import plant_people, rename_users
from tests.delivery.planted_words import fields_of
from tests.delivery.routes import routes
from tests.delivery.walking import found

pytestmark = pytest.mark.once

SECRET = re.compile(r"leak[a-z]*|999[ -]?555[ -]?0\d\d\d|0000-0002-1825-0097", re.IGNORECASE)
OPEN = re.compile(r"open[a-z]+")

PLANTED = {"symptom": "en", "condition": "es", "article": "en"}


@pytest.fixture(autouse=True)
def quiet():
    """Thousands of addresses are not found here, and a line in the log says so of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def planted(cast):
    make_site(feedback_email="openfeedback@example.org")
    plant_people(cast)
    plant_crisis_resources(cast)
    for kind, locale in PLANTED.items():
        planting = Planting(cast, kind, locale)
        planting.plant()
        planting.plant_neighbour()
    for kind in ("symptom", "condition"):
        flagged = make_page(
            by=cast.editor, kind=kind, slug=f"openflagged{kind}", content_flags=["suicide"]
        )
        publish_page(flagged, cast)
    rename_users()


def test_nothing_unpublished_leaves(planted):
    seen = found(re.compile(f"{SECRET.pattern}|{OPEN.pattern}", re.IGNORECASE))
    assert {word: at for word, at in seen.items() if SECRET.fullmatch(word)} == {}
    # It could have been found: the words that stand beside it are served.
    pages = {
        f"open{state}{kind}{field}"
        for kind in PLANTED
        for state in (
            "besideunsigned",
            "besidesentback",
            "besideunpublished",
            "besidescheduled",
            "replacing",
            "renewed",
            "translated",
        )
        for field in fields_of(kind)
    }
    crisis = {
        f"opencrisis{name}"
        for name in ("name", "label", "word", "chat", "hours", "audience", "language")
    }
    assert pages | crisis | {"opennotice", "openlink", "openfeedback"} <= set(seen)


def test_publishing_makes_every_word_of_a_page_public(cast):
    sign_off = Planting(cast, "symptom", "en").signed("signed")
    assert found(SECRET) == {}
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    # APA begins the words in the name of a journal with capitals.
    assert {word.lower() for word in found(SECRET)} == {
        "leaksignedsymptom",
        *(f"leaksignedsymptom{field}" for field in fields_of("symptom")),
    }


@pytest.mark.parametrize("name", leaky_urls.ROUTES)
def test_a_new_route_is_walked(cast, name):
    make_page(by=cast.editor, title="leaktitle", summary="leaksummary", slug="shame")
    route = leaky_urls.ROUTES[name]
    leaky_urls.urlpatterns.append(route)
    try:
        with override_settings(ROOT_URLCONF="tests.delivery.leaky_urls"):
            assert found(SECRET) != {}
    finally:
        leaky_urls.urlpatterns.remove(route)


def test_a_route_that_cannot_be_filled_is_named(cast):
    route = path("works/<pmid:work>/", lambda request, work: HttpResponse())
    leaky_urls.urlpatterns.append(route)
    try:
        with (
            override_settings(ROOT_URLCONF="tests.delivery.leaky_urls"),
            pytest.raises(LookupError, match="works"),
        ):
            found(SECRET)
    finally:
        leaky_urls.urlpatterns.remove(route)


def test_every_route_of_the_site_is_walked():
    known = {route.regex for route in routes()}
    for expected in (r"api/v1/symptoms/\Z", r"admin/\Z", r"livez/?$"):
        assert expected in known
    assert len(known) > 20
