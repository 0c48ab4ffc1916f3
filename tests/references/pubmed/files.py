"""Small files of PubMed's XML: the smallest article and book, with parts put in their places."""

from io import BytesIO

from references.pubmed import parse_records
from references.records import WorkRecord

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
TITLE = "<ArticleTitle>Shame.</ArticleTitle>"
TYPES = '<PublicationType UI="D016428">Journal Article</PublicationType>'
PUB_DATE = "<PubDate><Year>2018</Year></PubDate>"


def pubmed_set(*records, head=HEAD, after=""):
    return f"{head}<PubmedArticleSet>{''.join(records)}{after}</PubmedArticleSet>".encode()


def article(
    pmid="30075356",
    version="1",
    *,
    title=TITLE,
    pub_date=PUB_DATE,
    journal="",
    issue="",
    parts="",
    types=TYPES,
    citation="",
    data="",
    ids="",
    attributes='Status="MEDLINE"',
):
    """``parts`` stand in the Article, ``citation`` and ``data`` at the ends of those elements."""
    return f"""<PubmedArticle>
      <MedlineCitation {attributes}>
        <PMID Version="{version}">{pmid}</PMID>
        <Article PubModel="Print">
          <Journal>{journal}<JournalIssue CitedMedium="Print">{issue}{pub_date}</JournalIssue>
            <Title>Journal of anxiety disorders</Title></Journal>
          {title}{parts}
          <PublicationTypeList>{types}</PublicationTypeList>
        </Article>
        <MedlineJournalInfo><MedlineTA>J Anxiety Disord</MedlineTA></MedlineJournalInfo>
        {citation}
      </MedlineCitation>
      <PubmedData>
        <PublicationStatus>ppublish</PublicationStatus>
        <ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>{ids}</ArticleIdList>
        {data}
      </PubmedData>
    </PubmedArticle>"""


def read(*records, **options):
    return list(parse_records(BytesIO(pubmed_set(*records, **options))))


def read_one(*records):
    (record,) = read(*records)
    assert isinstance(record, WorkRecord), record
    return record


def bibliography(**parts):
    """The columns of an article with such parts."""
    return read_one(article(**parts)).bibliography


SMALLEST = {
    "kind": "journal_article",
    "pmid": "30075356",
    "title": "Shame",
    "journal": "Journal of anxiety disorders",
    "journal_abbreviation": "J Anxiety Disord",
    "year": 2018,
    "publication_types": ["Journal Article"],
}
