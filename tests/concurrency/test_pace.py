"""Processes that ask at once keep the pace of the service together."""

import time
from contextlib import ExitStack
from threading import Lock

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.concurrency.processes import Process
from tests.references.pubmed.files import article, pubmed_set

PROCESSES = 4
# Between the instant at which a request may go out and the one at which the server has it.
JITTER_SECONDS = 0.15


@pytest.fixture
def arrivals():
    return []


@pytest.fixture
def server(arrivals):
    lock = Lock()

    def answer(request):
        with lock:
            arrivals.append(time.monotonic())
        return Response(pubmed_set(article(request.args["id"])), content_type="text/xml")

    with HTTPServer(threaded=True) as server:
        server.expect_request("/efetch.fcgi").respond_with_handler(answer)
        yield server


@pytest.mark.parametrize(("api_key", "a_second", "each"), [("", 3, 3), ("secret", 10, 6)])
def test_no_second_sees_more_requests(database, server, arrivals, api_key, a_second, each):
    asked = [
        [str(1 + each * process + number) for number in range(each)] for process in range(PROCESSES)
    ]
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(database)) for _ in asked]
        for process, pmids in zip(processes, asked, strict=True):
            base_url = server.url_for("").rstrip("/")
            process.tell("fetch_works", base_url=base_url, pmids=pmids, api_key=api_key)
        answers = [process.rest() for process in processes]
        ends = [process.end() for process in processes]
    assert ends == [(0, "")] * PROCESSES
    assert answers == [[pmids] for pmids in asked]
    arrivals.sort()
    assert len(arrivals) == PROCESSES * each
    windows = zip(arrivals, arrivals[a_second:], strict=False)
    assert min(last - first for first, last in windows) > 1 - JITTER_SECONDS
