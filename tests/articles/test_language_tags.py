"""Language tags: their spelling, and which stand in for one another."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.language_tags import languages_of_words, nearest, parse, ranked, shortened
from cms.environment import LANGUAGE_TAG

PIECES = st.text(st.sampled_from("abxzAX019-_ \u017f\u212a\x00é"), max_size=9)
NEARLY_TAGS = st.lists(PIECES, max_size=8).map("-".join)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("es-mx", "es-MX"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("zh-YUE-HK", "zh-yue-HK"),
        ("es-419", "es-419"),
        ("DE-1996", "de-1996"),
        ("sl-ROZAJ-Biske", "sl-rozaj-biske"),
        ("de-CH-1ABC", "de-CH-1abc"),
        ("EN-u-CA-Gregory", "en-u-ca-gregory"),
        ("en-latn-GB-X-Latn-us", "en-Latn-GB-x-latn-us"),
    ],
)
def test_parse(text, tag):
    assert parse(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        *("", "e", "-", "en-", "-en", "en--US", "en_US", "en US", " en", "en\n", "en/x", "en,es"),
        *("english", "x-clinic", "i-default", "en-u", "en-x", "en-US-GB", "en-abcdefghi", "*"),
        *("en\x00", "e\u017f", "\u212aa", "eñ", "\udc80", "e٣-US"),
    ],
)
def test_parse_refuses(text):
    with pytest.raises(ValueError, match="is no language tag") as refused:
        parse(text)
    assert str(refused.value) == (
        f"{text!r} is no language tag: write for example en, es-MX or zh-Hant."
    )


def test_parse_refuses_a_long_one():
    longest = "en" + "-abcdefgh" * 3 + "-abcde"
    assert (len(longest), parse(longest)) == (35, longest)
    with pytest.raises(ValueError, match=r"^A language tag has at most 35 characters\.$"):
        parse(longest + "f")


@given(st.text() | NEARLY_TAGS)
@example("en-" * 20_000)
def test_parse_gives_a_tag_or_refuses(text):
    try:
        tag = parse(text)
    except ValueError:
        return
    assert (parse(tag), tag.lower()) == (tag, text.lower())


@given(st.from_regex(LANGUAGE_TAG, fullmatch=True).filter(lambda tag: len(tag) <= 35))
def test_locales_of_content_are_tags_in_their_usual_spelling(tag):
    assert parse(tag) == tag


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", ["en"]),
        ("zh-Hant-TW", ["zh-Hant-TW", "zh-Hant", "zh"]),
        ("en-u-ca-gregory", ["en-u-ca-gregory", "en-u-ca", "en"]),
        ("en-x-a-b", ["en-x-a-b", "en"]),
    ],
)
def test_shortened(tag, forms):
    assert shortened(tag) == forms


def test_ranked(settings):
    settings.CONTENT_LOCALES = ("en", "es", "pt")
    settings.LOCALE_FALLBACKS = {"gl": "pt", "gl-ES": "es", "pt": "es", "en": "es"}
    assert ranked("fr-CA") == ["fr-CA", "fr", "en"]
    assert ranked("gl-ES") == ["gl-ES", "gl", "es", "pt", "en"]
    assert ranked("gl") == ["gl", "pt", "en"]
    assert ranked("pt-BR") == ["pt-BR", "pt", "es", "en"]
    assert ranked("en") == ["en", "es"]


def test_languages_of_words(settings):
    settings.CONTENT_LOCALES = ("es-MX", "ca", "zh-Hant")
    settings.LOCALE_FALLBACKS = {"ca": "zh-Hant"}
    assert languages_of_words("es-MX") == ["es-MX", "es", "en"]
    assert languages_of_words("ca") == ["ca", "zh-Hant", "zh", "es-MX", "es", "en"]


def test_nearest(settings):
    tables = {"en": 1, "es": 2, "pt-BR": 3}
    wanted = ["en-GB", "es-MX", "pt", "pt-BR", "fr"]
    assert [nearest(tables, locale) for locale in wanted] == [1, 2, 1, 3, 1]
    settings.LOCALE_FALLBACKS = {"pt": "pt-BR"}
    settings.CONTENT_LOCALES = ("es", "pt-BR")
    assert [nearest(tables, locale) for locale in wanted] == [1, 2, 3, 3, 2]
