"""PubMed asked over HTTP: what is asked for, and what is answered."""

import pytest
from structlog.testing import capture_logs
from werkzeug import Response

from references.asking import SourceFailed
from references.eutilities import Account, fetch
from references.records import FaultyRecord
from tests.references.ncbi import answer, efetch, pmids
from tests.references.pubmed.files import article

pytestmark = pytest.mark.django_db


def test_it_works(httpserver, ask):
    efetch(httpserver).respond_with_response(answer(article("2"), article("1")))
    (fetched,) = ask("1", "PMID: 2", "1")
    assert (pmids(fetched.records), fetched.faulty, fetched.missing) == (["2", "1"], [], [])
    ((request, _),) = httpserver.log
    assert request.method == "GET"
    assert request.args.to_dict() == {
        "db": "pubmed",
        "retmode": "xml",
        "id": "1,2",
        "tool": "vouch",
        "email": "library@example.org",
    }


def test_a_key(httpserver, ask):
    efetch(httpserver).respond_with_response(answer(article("1")))
    ask("1", api_key="secret")
    assert httpserver.log[0][0].args["api_key"] == "secret"


def test_nothing_is_asked_for_nothing(httpserver, ask):
    assert ask() == []
    assert httpserver.log == []


def test_batches(httpserver, ask):
    asked = [str(number) for number in range(1, 402)]
    for start in (0, 200, 400):
        batch = asked[start : start + 200]
        efetch(httpserver).respond_with_response(answer(*map(article, batch)))
    fetched = ask(*asked)
    assert [pmid for each in fetched for pmid in pmids(each.records)] == asked
    assert [request.args["id"].count(",") for request, _ in httpserver.log] == [199, 199, 0]


def test_more_than_an_address_holds(httpserver, ask):
    asked = [str(number) for number in range(1, 202)]
    efetch(httpserver).respond_with_response(answer(*map(article, asked)))
    (fetched,) = ask(*asked, batch=1000)
    assert pmids(fetched.records) == asked
    ((request, _),) = httpserver.log
    assert (request.method, dict(request.args)) == ("POST", {})
    assert request.form["id"] == ",".join(asked)
    assert request.form["email"] == "library@example.org"


# What is asked for and what is answered


def test_an_empty_set(httpserver, ask):
    """What PubMed says of an unknown PMID, with status 200."""
    efetch(httpserver).respond_with_response(answer())
    (fetched,) = ask("1", "2")
    assert (fetched.records, fetched.missing) == ([], ["1", "2"])


def test_a_record_that_was_not_asked_for(httpserver, ask):
    efetch(httpserver).respond_with_response(answer(article("9")))
    with capture_logs() as logs:
        (fetched,) = ask("1")
    assert (fetched.records, fetched.missing) == ([], ["1"])
    assert [(log["event"], log["pmid"]) for log in logs] == [("pubmed_not_asked_for", "9")]


def test_versions_faults_and_gaps(httpserver, ask):
    records = [article("1"), article("1", version="3"), article("1", version="2")]
    broken = article("2", version="x")
    efetch(httpserver).respond_with_response(answer(*records, broken))
    (fetched,) = ask("1", "2", "3")
    assert [(record.pmid, record.version) for record in fetched.records] == [("1", 3)]
    assert [type(record) for record in fetched.faulty] == [FaultyRecord]
    assert fetched.missing == ["3"]


# Settings


def test_who_asks_must_be_known(settings):
    settings.NCBI_EMAIL = ""
    with pytest.raises(SourceFailed) as caught:
        list(fetch(["1"]))
    assert str(caught.value) == "NCBI wants to know who asks: set NCBI_EMAIL."


def test_the_account_of_the_settings(settings):
    settings.NCBI_EMAIL, settings.NCBI_API_KEY = "library@example.org", "secret"
    settings.NCBI_BASE_URL = "https://proxy.example.org"
    account = Account.of_settings()
    assert account == Account(
        email="library@example.org", base_url="https://proxy.example.org", api_key="secret"
    )
    assert account.requests_a_second == 10


def test_the_key_is_not_logged(httpserver, ask, caplog):
    efetch(httpserver).respond_with_response(Response("Oops", 500))
    efetch(httpserver).respond_with_response(answer(article("1")))
    with caplog.at_level("INFO"):
        ask("1", api_key="secret")
    # The server of the test says on its own what it was asked.
    said = [record.getMessage() for record in caplog.records if record.name != "werkzeug"]
    assert len(said) == 1
    assert "source_asked_again" in said[0]
    assert "secret" not in said[0]
