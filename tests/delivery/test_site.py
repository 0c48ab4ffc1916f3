"""Whose content this is."""

import pytest

from articles.models import Site
from tests.builders import make_site

PATH = "/api/v1/site/"


def test_it_works(client, db):
    make_site(
        legal_name="Example Clinic PLLC",
        telephone="+1 800 555 0100",
        countries=["US", "CA"],
        feedback_email="care@example.org",
        labels={"en": {"key_points": "TL;DR"}},
    )
    response = client.get(PATH)
    assert response.json() == {
        "name": "Example Clinic",
        "legal_name": "Example Clinic PLLC",
        "logo": None,
        "telephone": "+1 800 555 0100",
        "countries": ["US", "CA"],
        "feedback": {"url": None, "email": "care@example.org"},
        "locale": "en",
        "locales": ["en", "es"],
        "labels": {
            "key_points": "TL;DR",
            "associations": "Commonly associated with",
            "associations_on_condition": "Commonly associated symptoms",
            "faqs": "Questions and answers",
            "references": "References",
        },
    }
    assert (response["Content-Language"], response["Surrogate-Key"]) == ("en", "site")
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "locale", "label"),
    [("es", "es", "Puntos clave"), ("es-MX", "es", "Puntos clave"), ("fr", "en", "Key points")],
)
def test_the_labels_of_a_language(client, db, asked, locale, label):
    response = client.get(PATH, {"locale": asked})
    document = response.json()
    assert (document["locale"], document["labels"]["key_points"]) == (locale, label)
    assert response["Content-Language"] == locale


def test_what_nobody_has_filled_in(client, db):
    document = client.get(PATH).json()
    assert (document["name"], document["countries"], document["telephone"]) == ("", [], None)


def test_a_change_changes_the_tag(client, db, django_assert_num_queries):
    make_site()
    etag = client.get(PATH)["ETag"]
    Site.objects.update(name="Another Clinic")
    with django_assert_num_queries(1):
        assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("query", ["locale=en_US", "locale=", "locale=en&locale=en", "fields=name"])
def test_parameters_that_are_refused(client, db, query):
    assert client.get(f"{PATH}?{query}").status_code == 400
