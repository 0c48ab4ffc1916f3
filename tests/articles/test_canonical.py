import hashlib
import json
import unicodedata
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.canonical import MAX_DEPTH, canonical_bytes, canonical_value, fingerprint

LARGEST = 2**53 - 1

TEXT = st.text(
    st.one_of(
        st.sampled_from("ab\u00e9\u0301\u0323\r\n\u2028\U0001f600\ufb33"),
        st.characters(
            exclude_categories=("Cs", "Cc"), exclude_characters="\u202d\u202e\ufffe\uffff"
        ),
    ),
    max_size=6,
)
# Keys that Unicode writes in one way only, as two spellings of one key are refused.
KEYS = TEXT.filter(lambda key: unicodedata.is_normalized("NFC", key) and "\r" not in key)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-LARGEST, LARGEST), TEXT),
    lambda values: st.one_of(
        st.lists(values, max_size=4), st.dictionaries(KEYS, values, max_size=4)
    ),
    max_leaves=12,
)


def code(value):
    with pytest.raises(ValidationError) as caught:
        canonical_bytes(value)
    return caught.value.code


def test_it_works():
    value = {"title": "Shame", "n": 1, "sections": [{"heading": "Signs", "urgent": False}]}
    assert canonical_bytes(value) == (
        b'{"n":1,"sections":[{"heading":"Signs","urgent":false}],"title":"Shame"}'
    )


def test_keys_stand_in_the_order_of_utf_16():
    """RFC 8785, 3.2.3: its example, and a key above the surrogates, behind the astral one.

    NFC takes the Hebrew letter apart, so that it stands elsewhere than in the example, whose
    control character is refused here: a no-break space stands in for it.
    """
    value = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u00a0": "No-break Space",
        "\u00f6": "Latin Small Letter O With Diaeresis",
        "\uffee": "Half-width",
    }
    assert list(json.loads(canonical_bytes(value))) == [
        "\n",
        "1",
        "\u00a0",
        "\u00f6",
        "\u05d3\u05bc",
        "\u20ac",
        "\U0001f600",
        "\uffee",
    ]


def test_characters_stand_for_themselves():
    """RFC 8785, 3.2.2.2: only quotes, backslashes and controls are escaped."""
    assert canonical_bytes('é€\U0001f600/<>&\u2028"\\\t\n') == (
        '"é€\U0001f600/<>&\u2028\\"\\\\\\t\\n"'.encode()
    )


def test_texts_are_composed():
    assert canonical_bytes({"Cafe\u0301": "re\u0301sume\u0301"}) == '{"Café":"résumé"}'.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\n\nb"), ("a\n\rb", "a\n\nb")],
)
def test_line_ends(text, expected):
    assert canonical_value(text) == expected


@pytest.mark.parametrize("empty", [None, "", [], {}, (), {"b": ""}, {"b": {"c": []}}])
def test_empty_values_are_left_out_of_objects(empty):
    assert canonical_bytes({"a": empty, "kept": "x"}) == b'{"kept":"x"}'


def test_values_that_are_not_empty():
    assert canonical_bytes({"a": 0, "b": False, "c": [""], "d": " "}) == (
        b'{"a":0,"b":false,"c":[""],"d":" "}'
    )


def test_empty_values_keep_their_place_in_lists():
    assert canonical_bytes([None, "", [], {}, {"a": ""}, "x"]) == b'[null,"",[],{},{},"x"]'


def test_an_empty_value_by_itself():
    assert [canonical_bytes(empty) for empty in (None, "", [], {})] == [
        b"null",
        b'""',
        b"[]",
        b"{}",
    ]


def test_tuples_are_lists():
    assert canonical_value({"a": (1, ("x",))}) == {"a": [1, ["x"]]}


def test_whole_numbers():
    assert canonical_bytes([LARGEST, -LARGEST, 0, True]) == (
        b"[9007199254740991,-9007199254740991,0,true]"
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        1.5,
        float("nan"),
        float("inf"),
        Decimal(1),
        b"Shame",
        {"Shame"},
        object(),
        2**53,
        -(2**53),
        10**40,
        {1: "one"},
        {None: "none"},
        {True: "true"},
        {b"key": "bytes"},
    ],
)
@pytest.mark.parametrize("within", [lambda value: value, lambda value: {"a": [value]}])
def test_what_has_no_canonical_form(value, within):
    assert code(within(value)) == "not_canonical"


def nested(levels, innermost="x"):
    value = innermost
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def test_how_deep_a_value_may_be():
    assert canonical_value(nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    assert json.loads(canonical_bytes(nested(MAX_DEPTH))) == nested(MAX_DEPTH)


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 600, 100_000])
def test_values_that_are_nested_too_deeply(levels):
    assert code(nested(levels)) == "not_canonical"


def test_a_key_in_two_spellings():
    assert code({"\u00e9": 1, "e\u0301": 2}) == "not_canonical"
    assert code({"a": [{"\n": "", "\r": "x"}]}) == "not_canonical"


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "a\x00b",
        "\ud800",
        "a\udc00\ud800b",
        "\x08",
        "\x1f",
        "\x7f",
        "\x9f",
        "\u202d",
        "a\u202eb",
        "\ufffe",
        "\uffff",
    ],
)
def test_characters_that_cannot_be_stored(text):
    assert code(text) == code({text: 1}) == code({"a": ["x", {"b": text}]}) == "bad_character"


def test_fingerprint():
    """The second is the SHA-256 of no bytes, as FIPS 180-4 gives it."""
    assert fingerprint(b'{"a":1}') == hashlib.sha256(b'{"a":1}').hexdigest()
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(VALUES)
def test_reading_the_bytes_back_gives_the_same_bytes(value):
    canonical = canonical_bytes(value)
    assert canonical_bytes(json.loads(canonical)) == canonical
    assert json.loads(canonical) == canonical_value(value)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(value, random):
    assert canonical_bytes(shuffled(value, random)) == canonical_bytes(value)


@given(TEXT)
def test_the_spelling_of_texts_makes_no_difference(text):
    spellings = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert canonical_bytes(spellings[0]) == canonical_bytes(spellings[1]) == canonical_bytes(text)


@given(VALUES)
def test_the_bytes_are_as_short_as_json_can_be(value):
    """Against Python's own writer, which differs from RFC 8785 in the order of astral keys only."""
    read = json.loads(canonical_bytes(value))
    written = json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()
    assert canonical_bytes(value) == written


def shuffled(value, random):
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if isinstance(value, dict):
        items = [(key, shuffled(item, random)) for key, item in value.items()]
        random.shuffle(items)
        return dict(items)
    return value
