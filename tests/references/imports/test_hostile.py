"""Files that nobody wrote in good faith, or at all: each is read, or refused in words."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.importing import Answer, import_works
from references.imports import MalformedJson, UnknownFormat
from references.models import Reference
from references.records import WorkRecord
from tests.builders import NOW
from tests.references.imports.reading import lines, read

BEGINNINGS = st.sampled_from(
    [b"TY  - JOUR\r\nTI  - A\r\n", b"PMID- 1\nTI  - A\n", b"[{", b"", b"\xff\xfe"]
)
WORDS = st.sampled_from(["DOI", "PMID", "title", "author", "issued", "date-parts", "URL", "page"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(), inner, max_size=4)
    ),
)
TAGS = st.sampled_from(
    ["TY", "TI", "AU", "PY", "DA", "DO", "UR", "SP", "EP", "AN", "SN", "M3", "ER", "C2"]
)


def accepts(content):
    with suppress(MalformedJson, UnknownFormat):
        read(content)


@given(BEGINNINGS, st.binary())
def test_any_bytes(beginning, rest):
    if not rest.lstrip().startswith(b"<"):
        accepts(beginning + rest)


@given(st.dictionaries(WORDS | st.text(), VALUES))
def test_any_json(item):
    accepts(json.dumps([{"type": "article-journal", "title": "A", **item}]))


@given(st.lists(st.tuples(TAGS, st.text(max_size=30))))
def test_any_tags(fields):
    accepts(lines("TY  - JOUR", *(f"{tag}  - {value}" for tag, value in fields), "ER  - "))


@pytest.mark.django_db
def test_what_no_column_can_hold_is_left_out():
    items = [
        {
            "title": "A" * 3000,
            "volume": "v" * 99,
            "DOI": "10.1/x",
            "URL": "https://a b",
            "PMID": "x",
        },
        {"title": "B", "issued": {"date-parts": [[99999, 1, 1]]}, "ISSN": "0000-0001"},
        {
            "title": "C",
            "issued": {"date-parts": [[1998, 1], [9999, 13]]},
            "author": [{"family": "\x00"}],
        },
        {"title": "D\x00", "issued": {"date-parts": [[10**30, 2, 30]]}, "volume": -(10**40)},
        {"title": "E", "issued": {"date-parts": [[2018, 0, 31]]}, "accessed": {"raw": "2018"}},
    ]
    records, _ = read(json.dumps(items))
    assert all(isinstance(each, WorkRecord) for each in records)
    imported = import_works(records=records, answer=Answer(at=NOW, asked_now=False))
    assert len(imported.added) == len(items)
    for work in Reference.objects.all():
        work.full_clean()
    assert set(Reference.objects.values_list("title", "year", "end_year")) == {
        (f"{'A' * 999}…", None, None),
        ("B", None, None),
        ("C", None, None),
        ("D", None, None),
        ("E", 2018, None),
    }


@pytest.mark.parametrize(
    "content",
    [
        "TY  - JOUR\nTI  - " + "<script>" * 100_000,
        "TY  - JOUR\nTI  - A\n" + "more\n" * 300_000 + "ER  - \n",
        "TY  - JOUR\n" + "AU  - A, B\n" * 50_000 + "TI  - A\nER  - \n",
        "TY  - JOUR\n" * 50_000,
        json.dumps([{"title": "&amp;" * 500_000}]),
    ],
    ids=["tags", "lines", "names", "beginnings", "entities"],
)
def test_what_is_long_takes_no_long_time(content):
    begun = time.monotonic()
    read(content)
    assert time.monotonic() - begun < 10
