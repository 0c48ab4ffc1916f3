"""In which languages a page is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery import locales

LOCALES = ("en", "es", "es-MX", "pt", "zh-Hant")
TAGS = st.lists(
    st.sampled_from(["en", "es", "pt", "zh", "gl", "MX", "Hant", "419", "x", "u", "co", "1996"]),
    max_size=6,
).map("-".join)


@pytest.fixture(autouse=True)
def _content(settings):
    settings.CONTENT_LOCALES = LOCALES
    settings.LOCALE_FALLBACKS = {"gl": "pt", "gl-ES": "es", "en": "es"}


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        ("en", ["en", "es"]),
        ("es", ["es", "en"]),
        ("es-mx", ["es-MX", "es", "en"]),
        ("ES-AR", ["es", "en"]),
        ("zh-Hant-TW", ["zh-Hant", "en"]),
        ("zh-TW", ["en"]),
        ("es-MX-x-clinic", ["es-MX", "es", "en"]),
        ("es-u-co-trad", ["es", "en"]),
        ("gl-ES", ["es", "pt", "en"]),
        ("gl", ["pt", "en"]),
        ("en-GB", ["en", "es"]),
        ("fr", ["en"]),
    ],
)
def test_it_works(tag, chain):
    assert locales.chain(tag) == chain


@pytest.mark.parametrize("tag", ["", "english", "en_US", "x-clinic", "en" * 20])
def test_what_is_no_tag(tag):
    with pytest.raises(ValueError, match="anguage tag"):
        locales.chain(tag)


@given(st.text() | TAGS)
def test_only_locales_of_content_each_once(tag):
    try:
        chain = locales.chain(tag)
    except ValueError:
        return
    assert set(chain) <= set(LOCALES)
    assert len(set(chain)) == len(chain)
    assert "en" in chain
