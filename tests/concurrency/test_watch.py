"""The watch by real processes: killed it goes on, two at once do each thing once."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from random import Random
from threading import Event, Lock

import pytest
from django.conf import settings
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.concurrency.post_office import PostOffice
from tests.concurrency.processes import KILLED, Process
from tests.concurrency.watching import CITED
from tests.references.pubmed.files import article, pubmed_set
from tests.references.sources import RETRACTED

SECONDS_AT_MOST = 120
# The editor, the physician who signed, and the publisher.
CONCERNED = ["editor@example.org", "first@example.org", "publisher@example.org"]


class PubMed:
    """Has every work; that which is cited is retracted. It waits before an answer about ``slow``."""

    def __init__(self, server):
        self.asked, self.slow, self.was_asked, self.goes_on = [], "", Event(), Event()
        self._lock = Lock()
        self.url = server.url_for("").rstrip("/")
        server.expect_request("/efetch.fcgi").respond_with_handler(self.answer)

    def answer(self, request):
        pmids = request.args["id"].split(",")
        with self._lock:
            self.asked.append(pmids)
        if self.slow in pmids:
            self.was_asked.set()
            self.goes_on.wait(SECONDS_AT_MOST)
        records = [article(pmid, citation=RETRACTED if pmid == CITED else "") for pmid in pmids]
        return Response(pubmed_set(*records), content_type="text/xml")


@pytest.fixture
def pubmed():
    with HTTPServer(threaded=True) as server:
        pubmed = PubMed(server)
        yield pubmed
        pubmed.goes_on.set()


@pytest.fixture
def run(database, pubmed):
    """Start ``manage.py`` with these arguments; killed at the end, if it still runs."""
    usual = {
        "DATABASE_URL": database,
        "DATABASE_POOL_SIZE": "1",
        "NCBI_EMAIL": "library@example.org",
        "NCBI_API_KEY": "secret",
        "NCBI_BASE_URL": pubmed.url,
    }

    @contextmanager
    def run(*arguments, **environment):
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={**os.environ, **usual, **environment},
            stdout=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    return run


def as_it_should_be(found, works):
    assert found["faults"] == []
    standings = {str(number): "current" for number in range(1, works + 1)}
    assert found["standings"] == standings | {CITED: "retracted"}
    # Each changed once, whoever did it.
    assert found["changes"] == [1] * works
    assert found["finished"]
    assert [email for email, *_ in found["messages"]] == CONCERNED
    assert found["told"] == len(CONCERNED) * 2


def test_killed_while_it_asks(database, pubmed, run):
    with Process(database) as other:
        other.ask("stock", works=5)
        pubmed.slow = "3"
        with run("check_references", "--batch", "2") as process:
            assert pubmed.was_asked.wait(SECONDS_AT_MOST)
            process.kill()
            assert process.wait() == KILLED
        left = other.ask("library")
        assert list(left["standings"].values())[1:] == ["current", *["unknown"] * 3]
        assert (left["done"], left["finished"], left["messages"]) == (2, False, [])
        pubmed.slow = ""
        pubmed.goes_on.set()
        with run("check_references", "--batch", "2") as process:
            assert process.wait(SECONDS_AT_MOST) == 0
        found = other.ask("library")
    as_it_should_be(found, 5)
    assert (found["runs"], found["done"]) == (1, 5)
    assert pubmed.asked == [["1", "2"], ["3", "4"], ["3", "4"], ["5"]]


def test_killed_anywhere(database, pubmed, seed):
    """Whatever statement was the last, what is done is done whole, and once."""
    random = Random(seed)
    with Process(database) as other:
        other.ask("stock", works=9)
        ends = []
        for _ in range(4):
            with Process(database) as victim:
                statements = random.randrange(10, 120)
                victim.tell("check_library", base_url=pubmed.url, statements=statements)
                victim.rest()
                ends.append(victim.end()[0])
            assert other.ask("library")["faults"] == []
        assert KILLED in ends
        with Process(database) as last:
            last.ask("check_library", base_url=pubmed.url)
        as_it_should_be(other.ask("library"), 9)


def test_two_workers_at_once(database, pubmed, run):
    with Process(database) as other:
        other.ask("stock", works=25)
        with run("worker", "--once") as one, run("worker", "--once") as two:
            assert [each.wait(SECONDS_AT_MOST) for each in (one, two)] == [0, 0]
        found = other.ask("library")
    as_it_should_be(found, 25)
    assert (found["runs"], found["done"]) == (1, 25)
    asked = Counter(pmid for pmids in pubmed.asked for pmid in pmids)
    assert asked == Counter(str(number) for number in range(1, 26))


def test_two_commands_at_once(database, pubmed, run):
    """They may ask twice; they write once."""
    with Process(database) as other:
        other.ask("stock", works=6)
        commands = ("check_references", "--batch", "2")
        with run(*commands) as one, run(*commands) as two:
            assert [each.wait(SECONDS_AT_MOST) for each in (one, two)] == [0, 0]
        found = other.ask("library")
    assert found["changes"] == [1] * 6
    assert [email for email, *_ in found["messages"]] == CONCERNED
    assert (found["told"], found["faults"]) == (len(CONCERNED) * 2, [])


# The post


@pytest.fixture
def queued(database, pubmed, run):
    """Messages to three people, that nobody has sent."""
    with Process(database) as other:
        other.ask("stock", works=1)
        with run("check_references") as process:
            assert process.wait(SECONDS_AT_MOST) == 0
        yield other


def test_two_workers_send_each_message_once(queued, run):
    with PostOffice() as post_office:
        post = {"EMAIL_URL": post_office.url, "EMAIL_FROM": "Vouch <vouch@example.org>"}
        with run("worker", "--once", **post) as one, run("worker", "--once", **post) as two:
            assert [each.wait(SECONDS_AT_MOST) for each in (one, two)] == [0, 0]
    assert sorted(message["To"] for message in post_office.taken) == CONCERNED
    assert {message["From"] for message in post_office.taken} == {"Vouch <vouch@example.org>"}
    assert queued.ask("library")["messages"] == [[email, "sent", 1] for email in CONCERNED]


def test_killed_between_the_post_office_and_the_database(queued, run):
    """The one message that nobody wrote down comes again, under the same id."""
    with PostOffice() as post_office:
        post = {"EMAIL_URL": post_office.url, "EMAIL_FROM": "vouch@example.org"}
        post_office.answers.clear()
        with run("worker", "--once", **post) as process:
            assert post_office.has_one.wait(SECONDS_AT_MOST)
            process.kill()
            process.wait()
        post_office.answers.set()
        (twice,) = post_office.taken
        queued.ask("let_time_pass")
        with run("worker", "--once", **post) as process:
            assert process.wait(SECONDS_AT_MOST) == 0
    ids = Counter(message["Message-ID"] for message in post_office.taken)
    assert (len(ids), ids.total(), ids[twice["Message-ID"]]) == (3, 4, 2)
    states = [[state, attempts] for _, state, attempts in queued.ask("library")["messages"]]
    assert sorted(states) == [["sent", 1], ["sent", 1], ["sent", 2]]
