"""Files as a whole: faulty records, unknown elements, hostile and broken XML."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from django.conf import settings
from lxml import etree
from structlog.testing import capture_logs

from references.pubmed import MalformedXml, parse_records
from references.records import FaultyRecord
from tests.references.pubmed.files import HEAD, article, pubmed_set, read

LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 30))
SECRET = "<!ENTITY secret SYSTEM 'file:///etc/hostname'>"


def doctype(declarations):
    return f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "ha">{declarations}]>'


def refused(data):
    with pytest.raises(MalformedXml) as caught:
        list(parse_records(BytesIO(data)))
    return str(caught.value)


def pmids(records):
    return [record.pmid for record in records]


def test_an_empty_set():
    assert read() == []
    assert read(head="") == []


def test_a_faulty_record_names_itself_and_the_others_are_kept():
    without_journal = (
        '<PubmedArticle><MedlineCitation><PMID Version="1">2</PMID><Article>'
        "<ArticleTitle>A</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )
    with capture_logs() as logs:
        first, faulty, last = read(article("1"), without_journal, article("3"))
    assert pmids([first, faulty, last]) == ["1", "2", "3"]
    assert isinstance(faulty, FaultyRecord)
    assert faulty.fault.startswith("The record is incomplete: ")
    assert [(log["event"], log["pmid"]) for log in logs] == [("pubmed_faulty_record", "2")]


@pytest.mark.parametrize("pmid", ["", "x", "0", "123456789"])
def test_a_record_without_a_pmid_says_where_it_is(pmid):
    assert read(article(pmid)) == [FaultyRecord(pmid, "The record at line 3 has no PMID.")]


@pytest.mark.parametrize("version", ["x", "0", "-1", "99999"])
def test_a_version_that_is_none(version):
    (faulty,) = read(article("1", version=version))
    assert (faulty.pmid, faulty.fault[:24]) == ("1", "The record is incomplete")


def test_a_status_that_is_a_text():
    (faulty,) = read(article("1", attributes=f'Status="{"x" * 41}"'))
    assert (faulty.pmid, faulty.fault[:24]) == ("1", "The record is incomplete")


def test_deleted_records():
    after = '<DeleteCitation><PMID Version="1">7</PMID><PMID>8</PMID></DeleteCitation>'
    first, *deleted = read(article("1"), after=after)
    assert first.pmid == "1"
    fault = "PubMed has deleted this record."
    assert deleted == [FaultyRecord("7", fault), FaultyRecord("8", fault)]


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (
            article(parts="<Podcast>Listen</Podcast>"),
            "PubmedArticle/MedlineCitation/Article/Podcast",
        ),
        (
            article(
                parts="<AuthorList><Author><LastName>A</LastName><Pronoun/></Author></AuthorList>"
            ),
            "PubmedArticle/MedlineCitation/Article/AuthorList/Author/Pronoun",
        ),
        (
            article(title="<ArticleTitle>A <blink>B</blink></ArticleTitle>"),
            "PubmedArticle/MedlineCitation/Article/ArticleTitle/blink",
        ),
        (
            article(title="<ArticleTitle>A &alpha; B</ArticleTitle>"),
            "PubmedArticle/MedlineCitation/Article/ArticleTitle/&alpha;",
        ),
    ],
)
def test_what_the_dtd_does_not_know_is_logged(record, path):
    with capture_logs() as logs:
        read(record)
    assert logs == [
        {
            "event": "pubmed_not_understood",
            "log_level": "warning",
            "pmid": "30075356",
            "path": path,
        }
    ]


def test_the_words_of_unknown_elements_in_a_title_are_kept():
    (record,) = read(article(title="<ArticleTitle>A <blink>B</blink> &alpha;.</ArticleTitle>"))
    assert record.bibliography["title"] == "A B &alpha;"


def test_unknown_elements_beside_the_fields_are_kept():
    (record,) = read(article(parts='<Podcast url="x">Listen</Podcast>'))
    assert record.further["Podcast"] == {"@url": "x", "text": "Listen"}


def test_what_is_no_record_in_a_set_is_logged():
    with capture_logs() as logs:
        read("<Notice/>", article(), "<Trailer/>")
    assert [log["path"] for log in logs] == [
        "PubmedArticleSet/Notice",
        "PubmedArticleSet/Trailer",
    ]


@pytest.mark.parametrize("declarations", ["", LAUGHS, SECRET])
def test_entities_are_refused(declarations):
    data = pubmed_set(
        article(title="<ArticleTitle>&l0;</ArticleTitle>"), head=doctype(declarations)
    )
    assert refused(data) == "This XML declares entities, which PubMed's never does."


def test_laughs_in_an_attribute():
    laughing = article().replace('PubModel="Print"', 'PubModel="&l29;"')
    assert refused(pubmed_set(laughing, head=doctype(LAUGHS)))


def test_nothing_is_fetched(monkeypatch):
    """The DTD that every file names is not read, from the network or from a file."""
    asked = []

    class Resolver(etree.Resolver):
        def resolve(self, url, *_):
            asked.append(url)

    real = etree.iterparse

    def watched(*args, **options):
        events = real(*args, **options)
        events.resolvers.add(Resolver())
        return events

    monkeypatch.setattr(etree, "iterparse", watched)
    read(article())
    assert asked == []


def test_endless_nesting():
    nested = "<b>" * 300 + "</b>" * 300
    assert "depth" in refused(pubmed_set(article(title=f"<ArticleTitle>{nested}</ArticleTitle>")))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This is no complete PubMed XML: "),
        (b"not XML", "This is no complete PubMed XML: "),
        (b"<html><body>Busy</body></html>", "This is no PubMed XML: it holds no PubmedArticleSet."),
        (b"<eFetchResult><ERROR>x</ERROR></eFetchResult>", "This is no PubMed XML: it holds no "),
        (
            f"<mine>{article()}</mine>".encode(),
            "This is no PubMed XML: it begins with mine.",
        ),
        (pubmed_set(article())[:-20], "This is no complete PubMed XML: "),
        (HEAD.encode(), "This is no complete PubMed XML: "),
    ],
)
def test_what_is_no_pubmed_xml(data, sentence):
    assert refused(data).startswith(sentence)


def test_what_stands_before_the_fault_has_been_read():
    records = parse_records(BytesIO(pubmed_set(article("1"), article("2"))[:-30]))
    assert next(records).pmid == "1"
    with pytest.raises(MalformedXml):
        list(records)


MEASURED = """
import resource, sys
import django
django.setup()
from references.pubmed import parse_records
def highest():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = highest()
with open(sys.argv[1], "rb") as file:
    read = sum(1 for _ in parse_records(file))
print(read, (highest() - before) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    """The tree of the whole set would take some 35 MB."""
    file = tmp_path / "works.xml"
    keywords = "<Keyword>Shame</Keyword>" * 50
    with file.open("wb") as works:
        works.write(b"<PubmedArticleSet>")
        for number in range(1, 4001):
            keyword_list = f"<KeywordList>{keywords}</KeywordList>"
            works.write(article(str(number), citation=keyword_list).encode())
        works.write(b"</PubmedArticleSet>")
    measured = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MEASURED, str(file)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    read, grown_megabytes = map(int, measured.stdout.split())
    assert read == 4000
    assert grown_megabytes < 10
