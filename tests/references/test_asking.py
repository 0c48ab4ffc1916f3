"""What goes wrong between a service and who asks it."""

import gzip
import time
from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from werkzeug import Response

from references.asking import Failure, Limits
from references.eutilities import Account, fetch
from references.models import RequestPace
from references.pacing import Means
from tests.references.ncbi import START, XML, answer, efetch, pmids
from tests.references.pubmed.files import article, pubmed_set

pytestmark = pytest.mark.django_db

WEB_PAGE = "<!DOCTYPE html>\n<html><title>Please log in</title></html>"


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
