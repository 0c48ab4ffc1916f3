"""PubMed asked over HTTP. A server of this machine stands for NCBI; no test waits for a clock."""

import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs
from werkzeug import Response

from references.asking import Failure, Limits, SourceFailed
from references.eutilities import Account, fetch
from references.models import RequestPace
from references.pacing import Means
from references.records import FaultyRecord
from tests.references.pubmed.files import article, pubmed_set

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
XML = "text/xml; charset=UTF-8"
WEB_PAGE = "<!DOCTYPE html>\n<html><title>Please log in</title></html>"


class Clock:
    """It goes on when somebody sleeps, and by a little with each look at it."""

    def __init__(self):
        self.now, self.slept = START, []

    def read(self):
        self.now += timedelta(microseconds=1)
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 1))
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ask(httpserver, clock):
    """Ask the server for works; the answers to its batches."""

    def ask(*pmids, limits=Limits(), batch=200, **account):  # noqa: B008
        who = {"email": "library@example.org", "base_url": httpserver.url_for("/entrez/eutils")}
        means = Means(clock=clock.read, sleep=clock.sleep, chance=lambda: 1.0)
        asked = fetch(
            pmids, account=Account(**who | account), means=means, limits=limits, batch=batch
        )
        return list(asked)

    return ask


@pytest.fixture
def failure(ask):
    def failure(*pmids, **options):
        with pytest.raises(SourceFailed) as caught:
            ask(*(pmids or ["1"]), **options)
        return caught.value.code, caught.value.detail

    return failure


def efetch(httpserver):
    return httpserver.expect_ordered_request("/entrez/eutils/efetch.fcgi")


def answer(*records):
    return Response(pubmed_set(*records), content_type=XML)


def pmids(records):
    return [record.pmid for record in records]


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


# Failures that pass


def test_too_many_requests(httpserver, ask, clock):
    busy = Response('{"error":"API rate limit exceeded"}', 429, {"Retry-After": "7"})
    efetch(httpserver).respond_with_response(busy)
    efetch(httpserver).respond_with_response(answer(article("1")))
    with capture_logs() as logs:
        (fetched,) = ask("1")
    assert pmids(fetched.records) == ["1"]
    assert clock.slept == [0.0, 7.0]
    assert logs == [
        {
            "event": "source_asked_again",
            "log_level": "warning",
            "service": "eutilities",
            "attempt": 1,
            "failure": "busy",
            "seconds": 7.0,
        }
    ]


def test_retry_after_as_a_date(httpserver, ask, clock):
    busy = Response("", 503, {"Retry-After": "Sat, 28 Nov 2026 12:00:30 GMT"})
    efetch(httpserver).respond_with_response(busy)
    efetch(httpserver).respond_with_response(answer(article("1")))
    ask("1")
    assert clock.slept == [0.0, 30.0]


def test_retry_after_holds_for_every_process(httpserver, failure):
    busy = Response("", 429, {"Retry-After": "7"})
    efetch(httpserver).respond_with_response(busy)
    efetch(httpserver).respond_with_response(Response("", 400))
    failure()
    # The second request was the next to go out, after seven seconds.
    assert RequestPace.objects.get().next_at > START + timedelta(seconds=7)


def test_a_wish_that_is_too_long(httpserver, failure, clock):
    efetch(httpserver).respond_with_response(Response("", 429, {"Retry-After": "3600"}))
    assert failure() == (Failure.BUSY, "It answers with status 429.")
    assert clock.slept == [0.0]


@pytest.mark.parametrize("wish", ["soon", "-1", ""])
def test_a_wish_that_is_none(httpserver, ask, clock, wish):
    efetch(httpserver).respond_with_response(Response("", 500, {"Retry-After": wish}))
    efetch(httpserver).respond_with_response(answer(article("1")))
    ask("1")
    assert clock.slept[:2] == [0.0, 1.0]


def test_an_error_and_then_an_answer(httpserver, ask, clock):
    for status in (500, 502, 504):
        efetch(httpserver).respond_with_response(Response("Oops", status))
    efetch(httpserver).respond_with_response(answer(article("1")))
    (fetched,) = ask("1")
    assert pmids(fetched.records) == ["1"]
    # Between them, the pace has long allowed the next request.
    assert [seconds for seconds in clock.slept if seconds] == [1.0, 2.0, 4.0]


def test_chance_shortens_the_waits(httpserver, clock):
    efetch(httpserver).respond_with_response(Response("Oops", 500))
    efetch(httpserver).respond_with_response(answer(article("1")))
    account = Account(email="a@example.org", base_url=httpserver.url_for("/entrez/eutils"))
    means = Means(clock=clock.read, sleep=clock.sleep, chance=lambda: 0.0)
    list(fetch(["1"], account=account, means=means))
    assert [seconds for seconds in clock.slept if seconds] == [0.5]


def test_errors_without_end(httpserver, failure, clock):
    for _ in range(5):
        efetch(httpserver).respond_with_response(Response("Oops", 500))
    assert failure() == (Failure.BUSY, "It answers with status 500.")
    assert [seconds for seconds in clock.slept if seconds] == [1.0, 2.0, 4.0, 8.0]


def test_nobody_answers(failure):
    limits = Limits(attempts=2, connect_seconds=1)
    assert failure(base_url="http://127.0.0.1:9", limits=limits) == (Failure.UNREACHABLE, "")


# Answers that are none


def slow_answer(_):
    def slowly():
        yield b"<PubmedArticleSet>"
        time.sleep(0.5)
        yield b"</PubmedArticleSet>"

    return Response(slowly(), content_type=XML)


def test_a_slow_body(httpserver, ask):
    efetch(httpserver).respond_with_handler(slow_answer)
    efetch(httpserver).respond_with_response(answer(article("1")))
    (fetched,) = ask("1", limits=Limits(piece_seconds=0.1))
    assert pmids(fetched.records) == ["1"]


def test_slow_bodies_without_end(httpserver, failure):
    for _ in range(2):
        efetch(httpserver).respond_with_handler(slow_answer)
    limits = Limits(attempts=2, piece_seconds=0.1)
    assert failure(limits=limits) == (Failure.UNREACHABLE, "It took too long to answer.")


def test_a_body_that_comes_in_drops(httpserver, failure, clock):
    """Each piece is in time, the whole is not."""

    def drops():
        yield b"<PubmedArticleSet>"
        for _ in range(20):
            clock.now += timedelta(seconds=1)
            yield b" " * 100_000

    efetch(httpserver).respond_with_handler(lambda _: Response(drops(), content_type=XML))
    limits = Limits(attempts=1, answer_seconds=10)
    assert failure(limits=limits) == (Failure.UNREACHABLE, "It took too long to answer.")


def test_a_body_that_breaks_off(httpserver, ask):
    whole = pubmed_set(article("1"))
    cut = Response(whole[:-100], content_type=XML)
    cut.headers["Content-Length"] = str(len(whole))
    efetch(httpserver).respond_with_handler(lambda _: cut)
    efetch(httpserver).respond_with_response(answer(article("1")))
    (fetched,) = ask("1")
    assert pmids(fetched.records) == ["1"]


def test_xml_that_breaks_off(httpserver, failure):
    for _ in range(2):
        cut = Response(pubmed_set(article("1"))[:-100], content_type=XML)
        efetch(httpserver).respond_with_response(cut)
    code, detail = failure(limits=Limits(attempts=2))
    assert (code, detail[:32]) == (Failure.UNREADABLE, "This is no complete PubMed XML: ")


@pytest.mark.parametrize("before", ["", "\ufeff", "\r\n"])
def test_an_error_page_with_status_200(httpserver, failure, before):
    page = Response(before + WEB_PAGE, content_type="text/html")
    for _ in range(2):
        efetch(httpserver).respond_with_response(page)
    detail = "It is a web page: a proxy or a log-in may stand in between."
    assert failure(limits=Limits(attempts=2)) == (Failure.UNREADABLE, detail)


@pytest.mark.parametrize("status", [301, 400, 403, 404])
def test_a_question_that_is_refused(httpserver, failure, status):
    moved = {"Location": "https://elsewhere.example.org/"}
    efetch(httpserver).respond_with_response(Response("", status, moved))
    assert failure() == (Failure.REFUSED, f"It answers with status {status}.")
    assert len(httpserver.log) == 1


def test_an_answer_of_more_than_50_megabytes(httpserver, failure):
    pieces = (b"<PubmedArticleSet>" if number == 0 else b" " * 1_000_000 for number in range(60))
    efetch(httpserver).respond_with_handler(lambda _: Response(pieces, content_type=XML))
    assert failure() == (Failure.TOO_LARGE, "")


def test_an_answer_that_says_that_it_is_too_large(httpserver, failure):
    efetch(httpserver).respond_with_handler(lambda _: _of_length(50_000_001))
    assert failure() == (Failure.TOO_LARGE, "")


def _of_length(length):
    response = Response(b"", content_type=XML)
    response.headers["Content-Length"] = str(length)
    return response


def test_packed_answers_count_as_what_they_are_unpacked(httpserver, failure):
    packed = Response(gzip.compress(b" " * 2_000_000), content_type=XML)
    packed.headers["Content-Encoding"] = "gzip"
    efetch(httpserver).respond_with_response(packed)
    assert failure(limits=Limits(answer_bytes=1_000_000)) == (Failure.TOO_LARGE, "")


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
