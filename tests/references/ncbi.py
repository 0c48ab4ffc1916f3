"""A server of this machine stands for NCBI, and a clock that nobody waits for."""

from datetime import UTC, datetime, timedelta

from werkzeug import Response

from tests.references.pubmed.files import pubmed_set

START = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
XML = "text/xml; charset=UTF-8"


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


def efetch(httpserver):
    return httpserver.expect_ordered_request("/entrez/eutils/efetch.fcgi")


def answer(*records):
    return Response(pubmed_set(*records), content_type=XML)


def pmids(records):
    return [record.pmid for record in records]
