import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Site
from tests.articles.refusals import codes
from tests.builders import make_site

ENGLISH = {
    "key_points": "Key points",
    "associations": "Commonly associated with",
    "associations_on_condition": "Commonly associated symptoms",
    "faqs": "Questions and answers",
    "references": "References",
}

SPANISH = {
    "key_points": "Puntos clave",
    "associations": "Se asocia frecuentemente con",
    "associations_on_condition": "Síntomas frecuentemente asociados",
    "faqs": "Preguntas y respuestas",
    "references": "Referencias",
}


def refused(**fields):
    with pytest.raises(ValidationError) as caught:
        Site(**{"name": "Example Clinic", "countries": ["US"], **fields}).full_clean()
    return codes(caught)


def test_it_works(db):
    site = Site(
        name="Example Clinic",
        legal_name="Example Clinic, PLLC",
        telephone="+1 800 555 0100",
        countries=["US", "GB"],
        feedback_url="https://www.example.org/feedback/",
        feedback_email="feedback@example.org",
        labels={"en": {"key_points": "TL;DR"}, "es": {}},
    )
    site.full_clean()
    site.save()
    assert Site.objects.current() == site
    assert (site.pk, str(site)) == (1, "Example Clinic")


def test_the_site_that_nobody_has_filled_in(db):
    site = Site.objects.current()
    assert (site.name, site.countries, site.labels, site._state.adding) == ("", [], {}, True)
    assert site.part_labels("en") == ENGLISH
    assert site.part_labels("es") == SPANISH


def test_labels_by_locale():
    site = Site(
        labels={
            "en": {"key_points": "TL;DR", "faqs": "Q&A"},
            "es": {"key_points": "En resumen", "references": "Fuentes"},
            "es-MX": {"references": "Bibliografía"},
            "fr": {"key_points": "En bref"},
        }
    )
    english = {**ENGLISH, "key_points": "TL;DR", "faqs": "Q&A"}
    spanish = {**SPANISH, "key_points": "En resumen", "references": "Fuentes"}
    assert site.part_labels("en") == english
    assert site.part_labels("es") == spanish
    assert site.part_labels("es-AR") == spanish
    assert site.part_labels("es-MX") == {**spanish, "references": "Bibliografía"}
    assert site.part_labels("fr") == {**english, "key_points": "En bref"}
    assert site.part_labels("de") == english


def test_labels_of_a_fallback(settings):
    settings.LOCALE_FALLBACKS = {"ca": "es"}
    site = Site(labels={"es": {"faqs": "Dudas"}, "ca": {"references": "Referències"}})
    assert site.part_labels("ca") == {**SPANISH, "faqs": "Dudas", "references": "Referències"}


def test_labels_of_the_default_language(settings):
    settings.CONTENT_LOCALES = ("es", "fr", "en")
    assert Site().part_labels("fr") == SPANISH
    assert Site().part_labels("en") == ENGLISH


@pytest.mark.parametrize(
    "labels",
    [
        ["TL;DR"],
        "TL;DR",
        {"en": "TL;DR"},
        {"en": {"key_points": 1}},
        {"en": {"key_points": " "}},
        {"en": {"key_points": None}},
        {"en": {}, "es": {"tldr": "TL;DR"}},
        {"spanish": {}},
        {"": {}},
        {"es_MX": {}},
        {"ES": {}},
    ],
)
def test_labels(db, labels):
    assert refused(labels=labels) == {"labels": ["bad_labels"]}


def test_an_unknown_part_is_named(db):
    with pytest.raises(ValidationError) as caught:
        Site(name="x", countries=["US"], labels={"en": {"z": "Z", "a": "A"}}).full_clean()
    assert caught.value.messages == [
        "Unknown part a: the parts are key_points, associations, associations_on_condition, "
        "faqs, references."
    ]


def test_an_unusual_spelling_is_named(db):
    with pytest.raises(ValidationError) as caught:
        Site(name="x", countries=["US"], labels={"es-mx": {}}).full_clean()
    assert caught.value.messages == ["Write es-MX instead of es-mx."]


@pytest.mark.parametrize(
    ("countries", "code"),
    [
        ([], "blank"),
        ("US", "not_a_text_list"),
        ([""], "not_a_text_list"),
        ([1], "not_a_text_list"),
        (["US", "us"], "bad_country"),
        (["USA"], "bad_country"),
    ],
)
def test_countries(db, countries, code):
    assert refused(countries=countries) == {"countries": [code]}


def test_no_country():
    field = Site._meta.get_field("countries")
    with pytest.raises(ValidationError) as caught:
        field.run_validators(["US", "x"])
    assert caught.value.error_list[0].code == "bad_country"
    (validate,) = field.validators
    with pytest.raises(ValidationError) as caught:
        validate([])
    assert caught.value.code == "no_country"


@pytest.mark.parametrize(
    ("field", "value"), [("feedback_url", "feedback"), ("feedback_email", "feedback")]
)
def test_feedback(db, field, value):
    assert refused(**{field: value}) == {field: ["invalid"]}


def test_one_row_only(db):
    make_site()
    for fields in ({"id": 2}, {"id": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_site(**fields)
    assert Site.objects.count() == 1
