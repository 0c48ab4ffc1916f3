"""The works that a page cites, as editors type them."""

import json
from unittest.mock import ANY

import pytest

from articles.drafts import CitationDraft
from references.models import Reference, Standing
from tests.builders import cited, make_page, make_reference
from tests.desk.page_form import make_page_with_parts, new_part, refuse, save, stored
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("30075356", "pmid:30075356"),
        (" 30075356 ", "pmid:30075356"),
        ("PMID: 30075356", "pmid:30075356"),
        ("doi: 10.1000/ABC", "doi:10.1000/abc"),
        ("10.1000/ABC", "doi:10.1000/abc"),
        ("https://doi.org/10.1000/ABC", "doi:10.1000/abc"),
        ("https://pubmed.ncbi.nlm.nih.gov/30075356/", "pmid:30075356"),
    ],
)
def test_a_work_is_cited_as_one_types_it(editor, cast, typed, key):
    make_reference(pmid="30075356", doi="10.1000/abc")
    page = make_page(by=cast.editor)
    save(editor, page, **new_part("citations", 0, key=typed))
    assert stored(page).citations.get().key == key


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (
            "1",
            "unknown_reference",
            "No reference has this identifier: add the work under References first.",
        ),
        (
            "nonsense",
            "bad_citation_key",
            "A work is cited by pmid:, doi: or uuid: and its identifier, such as pmid:30075356.",
        ),
        ("doi:nonsense", "bad_doi", ANY),
        ("123456789", "bad_citation_key", ANY),
    ],
)
def test_a_citation_is_refused_at_its_field(editor, cast, typed, code, sentence):
    answer = refuse(editor, make_page(by=cast.editor), **new_part("citations", 0, key=typed))
    assert form_errors(answer) == {"citations-0-key": [code]}
    assert shown(answer) == {"citations-0-key": [sentence]}
    # What was typed stays: with the scheme, where it is a number.
    assert typed in form_data(answer)["citations-0-key"]


def test_a_work_is_cited_once(editor, page):
    make_reference(pmid="222", doi="10.1000/222")
    answer = refuse(
        editor,
        page,
        **new_part("citations", 1, key="222") | new_part("citations", 2, key="doi:10.1000/222"),
    )
    assert form_errors(answer) == {"citations-2-key": ["duplicate_citation"]}


def test_the_same_identifier_twice(editor, page):
    answer = refuse(editor, page, **new_part("citations", 1, key="30075356"))
    assert form_errors(answer) == {"citations-1-key": ["duplicate_citation"]}
    assert shown(answer) == {"citations-1-key": ["This page already cites this work."]}


def test_a_citation_is_taken_out_and_typed_anew(editor, page):
    save(
        editor,
        page,
        **{"citations-0-DELETE": "on"} | new_part("citations", 1, key="30075356", note="Anew."),
    )
    assert stored(page).citations.get().note == "Anew."


def test_two_citations_change_places(editor, cast):
    make_reference(pmid="111")
    make_reference(pmid="222")
    page = make_page(
        by=cast.editor,
        citations=[CitationDraft(key="pmid:111"), CitationDraft(key="pmid:222")],
    )
    save(editor, page, **{"citations-0-key": "222", "citations-1-key": "111"})
    assert [item.key for item in stored(page).citations.all()] == ["pmid:222", "pmid:111"]


REASON = "It is cited because its fall is the subject."


@pytest.fixture
def fallen(cast):
    """A page that cites a retracted work, and says nothing of that."""
    make_reference(pmid="111", standing=Standing.RETRACTED)
    return make_page(by=cast.editor, citations=[CitationDraft(key="pmid:111", note="A note.")])


def acknowledged(page):
    return stored(page).citations.get().acknowledged


def test_a_fallen_work_is_acknowledged_with_its_standing(editor, fallen):
    save(editor, fallen, **{"citations-0-acknowledged_reason": REASON})
    assert acknowledged(fallen) == {"standing": "retracted", "reason": REASON}
    assert stored(fallen).fingerprint != fallen.fingerprint


def test_what_was_acknowledged_stays_and_is_taken_back(editor, fallen):
    save(editor, fallen, **{"citations-0-acknowledged_reason": REASON})
    Reference.objects.update(standing=Standing.WITHDRAWN)
    save(editor, fallen, **{"citations-0-note": "Another note."})
    # It was another standing that the page speaks of.
    assert acknowledged(fallen) == {"standing": "retracted", "reason": REASON}
    save(editor, fallen, **{"citations-0-acknowledged_reason": ""})
    assert acknowledged(fallen) is None


@pytest.mark.parametrize("standing", [Standing.CURRENT, Standing.UNKNOWN])
def test_a_work_that_stands_is_not_acknowledged(editor, fallen, standing):
    Reference.objects.update(standing=standing)
    answer = refuse(editor, fallen, **{"citations-0-acknowledged_reason": REASON})
    assert shown(answer) == {
        "citations-0-acknowledged_reason": ["Nothing is known against this work: leave this empty."]
    }


@pytest.mark.parametrize("key", ["nonsense", "uuid:nonsense", "999"])
def test_an_unknown_work_is_refused_at_its_key(editor, fallen, key):
    answer = refuse(
        editor, fallen, **{"citations-0-key": key, "citations-0-acknowledged_reason": REASON}
    )
    assert list(form_errors(answer)) == ["citations-0-key"]


def test_a_work_cited_in_a_text_joins_the_references_of_the_page(editor, cast):
    make_reference(pmid="222")
    page = make_page(by=cast.editor)
    save(editor, page, **{"sections-0-body": json.dumps(cited("Words.", "pmid:222"))})
    assert [item.key for item in stored(page).citations.all()] == ["pmid:222"]
    assert {"part": "references"} in stored(page).outline


def test_a_work_that_is_listed_by_another_identifier_is_not_listed_twice(editor, cast):
    make_reference(pmid="222", doi="10.1000/222")
    page = make_page(by=cast.editor, citations=[CitationDraft(key="pmid:222")])
    answer = refuse(
        editor, page, **{"sections-0-body": json.dumps(cited("Words.", "doi:10.1000/222"))}
    )
    assert form_errors(answer) == {"sections-0-body": ["citation_not_listed"]}
