"""The file of Retraction Watch, row by row."""

import tracemalloc
from datetime import date
from io import BytesIO
from itertools import chain, repeat

import pytest

from references.retraction_watch import FaultyRow, Name, NoFile, Row, read_rows
from tests.references.retraction_rows import HEADER, csv_file, row

FULL = {"doi": "10.1000/Shame", "pmid": "1", "notice_doi": "10.1000/Notice", "notice_pmid": "2"}


def read(data):
    return list(read_rows(BytesIO(data)))


def expected(**fields):
    usual = {
        "line": 2,
        "record": "1",
        "nature": "retraction",
        "on": date(2020, 5, 1),
        "reasons": ("Error in Data", "Duplication of Article"),
        "work": Name("1", "10.1000/shame"),
        "notice": Name("2", "10.1000/notice"),
    }
    return Row(**usual | fields)


def test_it_works():
    (found,) = read(csv_file(row(**FULL)))
    assert found == expected()
    assert found.raw == "Retraction: Error in Data; Duplication of Article"


def test_what_stands_for_nothing():
    (found,) = read(csv_file(row(on="", reason="")))
    assert found == expected(work=Name(), notice=Name(), on=None, reasons=())
    assert found.raw == "Retraction"


@pytest.mark.parametrize(
    ("written", "nature"),
    [
        ("Retraction", "retraction"),
        ("Expression of concern", "expression of concern"),
        ("Expression of Concern", "expression of concern"),
        ("Correction", "correction"),
        ("Reinstatement", "reinstatement"),
    ],
)
def test_natures(written, nature):
    (found,) = read(csv_file(row(nature=written)))
    assert found.nature == nature


def test_other_columns_in_another_order():
    header = [*reversed(HEADER), "New"]
    assert read(csv_file([*reversed(row(**FULL)), "x"], header=header)) == [expected()]


@pytest.mark.parametrize(
    ("encoding", "before"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("latin-1", b""), ("cp1252", b"")],
)
def test_encodings(encoding, before):
    data = csv_file(row(**FULL, title="Über Café"), encoding=encoding, before=before)
    assert read(data) == [expected()]


def test_encodings_that_change_within_the_file():
    data = csv_file(row(**FULL, reason="+Für;")) + csv_file(row(**FULL, reason="+Für;"))[
        len(csv_file()) :
    ].decode().encode("latin-1")
    assert [found.reasons for found in read(data)] == [("Für",), ("Für",)]


def test_lines_within_a_field_and_between():
    data = csv_file(row(title='On "shame",\nand guilt')) + b"\r\n"
    data += csv_file(row(**FULL))[len(csv_file()) :]
    assert [found.line for found in read(data)] == [3, 5]


# What is wrong


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (["1", "2"], "It has 2 columns in place of 20."),
        (row(nature="Oops"), "RetractionNature is 'Oops', which is none that is known."),
        (row(on="2020-05-01"), "RetractionDate is '2020-05-01', which is no day as 5/31/2020."),
        (
            row(on="13/1/2020 0:00"),
            "RetractionDate is '13/1/2020 0:00', which is no day as 5/31/2020.",
        ),
    ],
)
def test_faulty_rows_are_named_by_their_line(bad, fault):
    assert read(csv_file(row(**FULL), bad, row(**FULL))) == [
        expected(),
        FaultyRow(3, fault),
        expected(line=4),
    ]


def test_a_field_without_end():
    data = csv_file() + b'"' + b"x" * 200_000 + b"\r\n" + csv_file(row(**FULL))[len(csv_file()) :]
    faulty, *_, last = read(data)
    assert faulty == FaultyRow(2, "It is no row: field larger than field limit (131072).")
    assert last == expected(line=3)


@pytest.mark.parametrize("data", [b"", b"\n", b"Record ID,Title\n1,2\n", b"\x00\x01", b"<html>"])
def test_what_is_no_such_file(data):
    with pytest.raises(NoFile) as caught:
        read(data)
    assert str(caught.value).startswith("This is no file of Retraction Watch: it has no column R")


def test_memory_is_flat():
    whole = csv_file(row(**FULL, title="x" * 500))
    head = csv_file()
    line = whole[len(head) :]

    def peak(rows):
        tracemalloc.start()
        for _ in read_rows(chain([head], repeat(line, rows))):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    peak(10)
    # Ten megabytes more of a file cost nothing.
    assert peak(20_000) < peak(2_000) + 200_000
