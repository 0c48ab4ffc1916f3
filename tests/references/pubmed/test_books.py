from datetime import date

import pytest

from references.records import WorkRecord
from tests.references.pubmed.files import read_one

BOOK = "<BookTitle>GeneReviews<sup>®</sup></BookTitle><PubDate><Year>1993</Year></PubDate>"


def book_article(document="", *, book=BOOK, title="", data=""):
    return f"""<PubmedBookArticle><BookDocument>
      <PMID Version="1">20301295</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK1116</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName>University of Washington</PublisherName>
        <PublisherLocation>Seattle (WA)</PublisherLocation></Publisher>{book}</Book>
      {title}{document}
    </BookDocument>
    <PubmedBookData><PublicationStatus>ppublish</PublicationStatus>{data}</PubmedBookData>
    </PubmedBookArticle>"""


SMALLEST = {
    "kind": "book",
    "pmid": "20301295",
    "title": "GeneReviews®",
    "title_markup": "GeneReviews<sup>®</sup>",
    "publisher": "University of Washington",
    "publisher_place": "Seattle (WA)",
    "year": 1993,
    "url": "https://www.ncbi.nlm.nih.gov/books/NBK1116/",
}


def test_the_smallest_book():
    assert read_one(book_article()).bibliography == SMALLEST


def test_a_whole_chapter():
    record = read_one(
        book_article(
            title='<LocationLabel Type="chapter">3</LocationLabel>'
            '<ArticleTitle book="gene" part="aat">Alpha-1 <i>Deficiency</i>.</ArticleTitle>',
            book=BOOK + "<BeginningDate><Year>1993</Year></BeginningDate>"
            "<EndingDate><Year>2026</Year></EndingDate>"
            '<AuthorList Type="editors"><Author><LastName>Adam</LastName></Author></AuthorList>'
            "<Volume>2</Volume><VolumeTitle>Genes</VolumeTitle><Edition>3rd</Edition>"
            "<CollectionTitle>Reviews</CollectionTitle><Isbn>9780123456789</Isbn>"
            '<ELocationID EIdType="doi">10.1000/GENE</ELocationID><Medium>Internet</Medium>',
            document="""<Language>eng</Language>
              <AuthorList Type="authors"><Author><LastName>Stoller</LastName>
                <AffiliationInfo><Affiliation>Cleveland</Affiliation></AffiliationInfo></Author>
              </AuthorList>
              <PublicationType UI="D016454">Review</PublicationType>
              <Abstract><AbstractText Label="SUMMARY">Short.</AbstractText></Abstract>
              <Sections><Section><SectionTitle>Diagnosis</SectionTitle></Section></Sections>
              <KeywordList Owner="NLM"><Keyword MajorTopicYN="N">AATD</Keyword></KeywordList>
              <ContributionDate><Year>2006</Year><Month>10</Month><Day>27</Day></ContributionDate>
              <DateRevised><Year>2023</Year><Month>6</Month><Day>1</Day></DateRevised>
              <ReferenceList><Reference><Citation>A</Citation></Reference></ReferenceList>""",
            data='<History><PubMedPubDate PubStatus="pubmed"><Year>2010</Year><Month>3</Month>'
            "<Day>20</Day></PubMedPubDate></History>"
            '<ArticleIdList><ArticleId IdType="pubmed">20301295</ArticleId></ArticleIdList>',
        )
    )
    assert record == WorkRecord(
        bibliography={
            "kind": "chapter",
            "pmid": "20301295",
            "doi": "10.1000/gene",
            "title": "Alpha-1 Deficiency",
            "title_markup": "Alpha-1 <i>Deficiency</i>",
            "container_title": "GeneReviews®",
            "authors": [{"family": "Stoller"}],
            "editors": [{"family": "Adam"}],
            "publisher": "University of Washington",
            "publisher_place": "Seattle (WA)",
            "volume": "2",
            "edition": "3rd",
            "isbn": "9780123456789",
            "url": "https://www.ncbi.nlm.nih.gov/books/NBK1116/",
            "year": 1993,
            "end_year": 2026,
            "languages": ["eng"],
            "publication_types": ["Review"],
        },
        revised_on=date(2023, 6, 1),
        identifiers=[
            {"type": "pubmed", "value": "20301295"},
            {"type": "bookaccession", "value": "NBK1116"},
            {"type": "doi", "value": "10.1000/GENE"},
        ],
        contributors=[
            {"role": "author", "family": "Stoller", "affiliations": [{"name": "Cleveland"}]},
            {"role": "editor", "family": "Adam"},
        ],
        abstracts=[{"parts": [{"label": "SUMMARY", "text": "Short."}]}],
        publication_types=[{"ui": "D016454", "name": "Review"}],
        keywords=[{"text": "AATD", "major": False, "owner": "NLM"}],
        history=[{"event": "pubmed", "at": "2010-03-20"}],
        cited_works=[{"citation": "A", "identifiers": []}],
        further={
            "LocationLabel": {"@Type": "chapter", "text": "3"},
            "Sections": {"Section": {"SectionTitle": "Diagnosis"}},
            "ContributionDate": {"Year": "2006", "Month": "10", "Day": "27"},
            "PublicationStatus": "ppublish",
            "ArticleTitle": {
                "@book": "gene",
                "@part": "aat",
                "text": "Alpha-1 <i>Deficiency</i>.",
            },
            "Book": {
                "Publisher": {
                    "PublisherName": "University of Washington",
                    "PublisherLocation": "Seattle (WA)",
                },
                "BookTitle": "GeneReviews<sup>®</sup>",
                "PubDate": {"Year": "1993"},
                "BeginningDate": {"Year": "1993"},
                "EndingDate": {"Year": "2026"},
                "Volume": "2",
                "VolumeTitle": "Genes",
                "Edition": "3rd",
                "CollectionTitle": "Reviews",
                "Isbn": "9780123456789",
                "Medium": "Internet",
            },
        },
    )


@pytest.mark.parametrize(
    ("lists", "authors"),
    [
        ("<AuthorList><Author><LastName>Roe</LastName></Author></AuthorList>", "Roe"),
        (
            '<AuthorList Type="authors"><Author><LastName>Roe</LastName></Author></AuthorList>',
            "Roe",
        ),
    ],
)
def test_authors_of_a_whole_book(lists, authors):
    found = read_one(book_article(book=BOOK + lists)).bibliography
    assert found == SMALLEST | {"authors": [{"family": authors}]}


def test_a_report():
    found = read_one(book_article(book=BOOK + "<ReportNumber>12-EHC1</ReportNumber>")).bibliography
    assert found == SMALLEST | {"kind": "report", "report_number": "12-EHC1"}


def test_pages_of_a_chapter():
    found = read_one(
        book_article(
            title="<ArticleTitle>A</ArticleTitle>",
            document="<Pagination><StartPage>12</StartPage><EndPage>9</EndPage></Pagination>",
        )
    ).bibliography
    assert found["pages"] == "12-19"
