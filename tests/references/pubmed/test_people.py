import pytest

from tests.references.pubmed.files import SMALLEST, article, bibliography, read_one


def authors(inside):
    return bibliography(parts=f"<AuthorList>{inside}</AuthorList>").get("authors")


@pytest.mark.parametrize(
    ("author", "listed"),
    [
        ("<LastName>Youdim</LastName>", {"family": "Youdim"}),
        (
            "<LastName>Kinkade</LastName><ForeName>J M</ForeName><Initials>JM</Initials>"
            "<Suffix>2<sup>nd</sup></Suffix>",
            {"family": "Kinkade", "given": "J M", "initials": "JM", "suffix": "2nd"},
        ),
        (
            "<CollectiveName>PLOS <i>ONE</i> Editors</CollectiveName>",
            {"group": "PLOS ONE Editors"},
        ),
    ],
)
def test_authors(author, listed):
    assert authors(f"<Author>{author}</Author>") == [listed]


def test_a_name_that_was_corrected_is_not_listed():
    record = read_one(
        article(
            parts="<AuthorList>"
            '<Author ValidYN="N"><LastName>Smiht</LastName></Author>'
            '<Author ValidYN="Y"><LastName>Smith</LastName></Author></AuthorList>'
        )
    )
    assert record.bibliography["authors"] == [{"family": "Smith"}]
    assert record.contributors == [
        {"role": "author", "family": "Smiht", "valid": False},
        {"role": "author", "family": "Smith"},
    ]


def test_editors_and_investigators_are_no_authors():
    found = bibliography(
        parts='<AuthorList Type="editors"><Author><LastName>Roe</LastName></Author></AuthorList>',
        citation="<InvestigatorList><Investigator><LastName>Poe</LastName></Investigator>"
        "</InvestigatorList>",
    )
    assert found == SMALLEST | {"editors": [{"family": "Roe"}]}


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("https://orcid.org/0000-0002-9557-268X", "0000-0002-9557-268X"),
        ("http://orcid.org/0000-0002-9557-268x", "0000-0002-9557-268X"),
        ("0000-0002-9557-268X", "0000-0002-9557-268X"),
        ("000000029557268X", "0000-0002-9557-268X"),
        ("0000-0002-9557-2680", None),
        ("see homepage", None),
    ],
)
def test_orcids(written, known):
    record = read_one(
        article(
            parts="<AuthorList><Author><LastName>Roe</LastName>"
            f'<Identifier Source="ORCID">{written}</Identifier></Author></AuthorList>'
        )
    )
    identifiers = [{"source": "ORCID", "value": written}]
    expected = {"role": "author", "family": "Roe", "identifiers": identifiers}
    assert record.contributors == [expected | ({"orcid": known} if known else {})]
