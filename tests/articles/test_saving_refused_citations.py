"""Citations that ``save_page`` refuses."""

import pytest

from articles.drafts import CitationDraft
from tests.articles.refused_saves import ABSENT, refused
from tests.builders import draft_of, edit_page, make_reference


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ({"key": "30075356"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": ""}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "isbn:9780140449136"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "uuid:7"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "pmid:"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "pmid:12345678901"}, {"citations.2.key": ["bad_pmid"]}),
        ({"key": "doi:10.1/x"}, {"citations.2.key": ["bad_doi"]}),
        ({"key": "doi:10.1000/\x00"}, {"citations.2.key": ["bad_doi"]}),
        ({"key": "pmid:\ud800"}, {"citations.2.key": ["bad_pmid"]}),
        ({"key": "pmid:11111111"}, {"citations.2.key": ["unknown_reference"]}),
        ({"key": f"uuid:{ABSENT}"}, {"citations.2.key": ["unknown_reference"]}),
        ({"key": " PMID:030075356"}, {"citations.2.key": ["duplicate_citation"]}),
        (
            {"key": "pmid:28700459", "note": "No\x00te"},
            {"citations.2.key": ["duplicate_citation"], "citations.2.note": ["bad_character"]},
        ),
    ],
)
def test_a_citation(cast, page, citation, expected):
    citations = [*draft_of(page).citations, CitationDraft(**citation)]
    assert refused(page, cast.editor, citations=citations) == expected


def test_a_long_note(cast, page):
    citations = [*draft_of(page).citations[:1], CitationDraft(key="pmid:28700459", note="x" * 601)]
    assert refused(page, cast.editor, citations=citations) == {"citations.1.note": ["max_length"]}


def test_a_long_key_of_an_unknown_work(cast, page):
    long = CitationDraft(key=f"doi:10.1000/{'x' * 300}")
    citations = [*draft_of(page).citations, long]
    assert refused(page, cast.editor, citations=citations) == {"citations.2.key": ["max_length"]}


def test_one_work_by_two_of_its_keys(cast, page):
    citations = [*draft_of(page).citations, CitationDraft(key="doi:10.1016/j.janxdis.2018.07.005")]
    assert refused(page, cast.editor, citations=citations) == {
        "citations.2.key": ["duplicate_citation"]
    }


def test_a_cited_work_leaves_the_list(cast, page):
    assert refused(page, cast.editor, citations=draft_of(page).citations[1:], outline=[]) == {
        "sections.1.body": ["citation_not_listed"]
    }


def test_a_work_that_is_no_longer_known(cast, page):
    """A reference that somebody deletes is missed at the next save, not passed over."""
    gone = make_reference()
    citations = [*draft_of(page).citations, CitationDraft(key=gone.key)]
    saved = edit_page(page, by=cast.editor, citations=citations)
    gone.delete()
    assert refused(saved, cast.editor) == {"citations.2.key": ["unknown_reference"]}
