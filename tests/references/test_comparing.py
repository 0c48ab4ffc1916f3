"""Whether the words beside an identifier are about the work that it leads to."""

import pytest

from references.comparing import compare, contradictions

RECORD = {
    "title": "Shame and guilt in post-traumatic stress disorder: behaviour of 25 women",
    "authors": [{"family": "López", "given": "Ana María"}, {"group": "The Shame Study Group"}],
    "journal": "Journal of anxiety disorders",
    "journal_abbreviation": "J Anxiety Disord",
    "year": 2018,
}
NEITHER = "neither title, authors nor journal of this record have"


@pytest.mark.parametrize(
    "words",
    [
        "López",
        "LOPEZ AM, 2018",
        "Shame and guilt in post-traumatic stress disorder",
        "Shame and gilt, behavior",
        "Lopez AM, et al. Shame and guilt. J Anx Disord. 2018;58(2):12-19. Epub 2017 Dec 1",
        "Shame Study Group",
        "",
    ],
)
def test_what_fits(words):
    assert compare(words, RECORD).sentence == ""


@pytest.mark.parametrize(
    ("words", "unknown", "opening"),
    [
        ("Müller", ["Müller"], f"This looks like another work: {NEITHER} “Müller”."),
        ("Müller, Shame and guilt", ["Müller"], f"Compare: {NEITHER} “Müller”."),
        ("Ketamine for depression", ["Ketamine", "depression"], "This looks like another work"),
        (
            "one plus eight quite unlike words stand beside shame",
            ["one", "plus", "eight", "quite", "unlike", "words", "stand", "beside"],
            f"This looks like another work: {NEITHER} “one”, “plus”, “eight”, “quite”, “unlike”, "
            "“words” and 2 more.",
        ),
    ],
)
def test_what_does_not(words, unknown, opening):
    comparison = compare(words, RECORD)
    assert comparison.unknown == unknown
    assert comparison.sentence.startswith(opening)


def test_further_identifiers():
    record = {"pmid": "1", "doi": "10.1000/1"}
    assert contradictions(["doi:10.1000/1", "pmcid:PMC1"], record) == []
    assert contradictions(["doi:10.1000/2"], record) == [
        "The DOI beside it is 10.1000/2, that of this record 10.1000/1."
    ]
