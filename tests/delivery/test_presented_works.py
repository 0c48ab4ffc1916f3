"""A work in a document: as the style guides print it, and with all that an export needs."""

import pytest

from delivery.presenting.references import present_work, work_of
from references.citation_styles import Style, format_citation
from references.exports import ExportFormat, export
from references.models import Reference
from tests.builders import NOW
from tests.references.citation_cases import CASES

KEY = "doi:10.1000/x"


@pytest.mark.parametrize("name", CASES)
def test_the_work_can_be_read_out_of_it_again(name):
    work = Reference(**{"standing_checked_at": NOW, **CASES[name][0]})
    entry = present_work(work, KEY)
    again = work_of(entry)
    assert present_work(again, KEY) == entry
    for each in ExportFormat:
        assert export({KEY: again}, each) == export({KEY: work}, each)


@pytest.mark.parametrize("name", CASES)
def test_it_is_printed_in_each_style(name):
    work = Reference(**{"standing_checked_at": NOW, **CASES[name][0]})
    assert present_work(work, KEY)["formatted"] == {
        style: format_citation(work, Style(style)).html for style in ("ama", "nlm", "apa")
    }


def test_of_a_work_that_is_not_on_record_nothing_is_printed():
    entry = present_work(None, KEY)
    assert (entry["id"], entry["kind"], entry["title"]) == (None, None, KEY)
    assert entry["formatted"] == {"ama": None, "nlm": None, "apa": None}
    assert work_of(entry).title == KEY
