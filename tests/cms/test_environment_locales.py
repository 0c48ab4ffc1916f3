"""The languages of content and their fallbacks: it works, then every refusal."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import environment


@pytest.fixture
def write(monkeypatch):
    return lambda value: monkeypatch.setenv("X", value)


def test_locales(write):
    assert environment.locales("X", default="en") == ("en",)
    write("en, es-MX,zh-Hant,es-419,de-1996")
    assert environment.locales("X", default="en") == ("en", "es-MX", "zh-Hant", "es-419", "de-1996")


@pytest.mark.parametrize("tag", ["english", "en_US", "en-us", "EN", "zh-hant", "e", "en-", "en/x"])
def test_locales_refuses(write, tag):
    write(f"en,{tag}")
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.locales("X", default="en")
    assert str(refused.value) == (
        f"X contains {tag!r}, which is not a BCP 47 tag in its usual spelling. "
        "Write for example en, es-MX or zh-Hant."
    )


def test_locales_refuses_none_and_two_of_one(write):
    write(" ,")
    with pytest.raises(ImproperlyConfigured, match=r"^X is empty\. Write at least one language"):
        environment.locales("X", default="en")
    write("en,es,en")
    with pytest.raises(ImproperlyConfigured, match=r"^X names a language twice\. Write each"):
        environment.locales("X", default="en")


def test_fallbacks(write):
    locales = ("en", "es", "pt-BR")
    assert environment.fallbacks("X", locales=locales) == {}
    write("ca=es, pt=pt-BR,es-MX=es,en=es")
    assert environment.fallbacks("X", locales=locales) == {
        "ca": "es",
        "pt": "pt-BR",
        "es-MX": "es",
        "en": "es",
    }


@pytest.mark.parametrize(
    "entry", ["ca", "ca=", "=es", "ca=fr", "ca=ES", "CA=es", "es=es", "ca=a=b"]
)
def test_fallbacks_refuses(write, entry):
    write(f"gl=es,{entry}")
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.fallbacks("X", locales=("en", "es"))
    assert str(refused.value) == (
        f"X contains {entry!r}, which leads from no BCP 47 tag in its usual spelling to another that "
        "is a language of content. Write for example ca=en; languages of content are en, es."
    )


def test_fallbacks_refuses_two_of_one(write):
    write("ca=es,ca=en")
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.fallbacks("X", locales=("en", "es"))
    assert str(refused.value) == "X names ca twice. Write one fallback for each language."
