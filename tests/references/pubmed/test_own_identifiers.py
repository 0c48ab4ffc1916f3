import pytest

from tests.references.pubmed.files import SMALLEST, article, bibliography, read_one


def test_identifiers_of_cited_works_are_not_the_articles_own():
    found = bibliography(
        data="<ReferenceList><Reference><Citation>A</Citation><ArticleIdList>"
        '<ArticleId IdType="doi">10.1000/cited</ArticleId>'
        '<ArticleId IdType="pmc">PMC1</ArticleId></ArticleIdList></Reference>'
        "<ReferenceList><Reference><Citation>B</Citation></Reference></ReferenceList>"
        "</ReferenceList>"
    )
    assert found == SMALLEST


def test_cited_works_are_kept_in_order_also_from_lists_within_lists():
    record = read_one(
        article(
            data="<ReferenceList><Reference><Citation>A</Citation></Reference><ReferenceList>"
            "<Reference><Citation>B</Citation></Reference></ReferenceList></ReferenceList>"
        )
    )
    assert record.cited_works == [
        {"citation": "A", "identifiers": []},
        {"citation": "B", "identifiers": []},
    ]


@pytest.mark.parametrize(
    ("parts", "ids", "columns"),
    [
        ("", '<ArticleId IdType="doi">10.1000/ABC</ArticleId>', {"doi": "10.1000/abc"}),
        ('<ELocationID EIdType="doi">10.1000/abc</ELocationID>', "", {"doi": "10.1000/abc"}),
        (
            '<ELocationID EIdType="doi" ValidYN="N">10.1000/old</ELocationID>'
            '<ELocationID EIdType="doi">10.1000/new</ELocationID>',
            "",
            {"doi": "10.1000/new"},
        ),
        ("", '<ArticleId IdType="doi">n/a</ArticleId>', {}),
        (
            "",
            '<ArticleId IdType="pmc">PMC6134338.4</ArticleId>'
            '<ArticleId IdType="pmc">PMC6134338</ArticleId>',
            {"pmcid": "PMC6134338"},
        ),
        ("", '<ArticleId IdType="pmcid">PMC6134338.4</ArticleId>', {"pmcid": "PMC6134338"}),
        ("", '<ArticleId IdType="mid">NIHMS12345</ArticleId>', {}),
    ],
)
def test_identifiers(parts, ids, columns):
    assert bibliography(parts=parts, ids=ids) == SMALLEST | columns
