import pytest
from pytest_httpserver import HTTPServer

from references.asking import Limits, SourceFailed
from references.eutilities import Account, fetch
from references.pacing import Means
from tests.references.crossref import Crossref
from tests.references.ncbi import Clock
from tests.references.sources import Sources


@pytest.fixture(scope="session")
def make_httpserver():
    """The server of ``httpserver``, which goes on while a slow answer is on its way."""
    with HTTPServer(threaded=True) as server:
        yield server


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


@pytest.fixture
def crossref(httpserver, settings):
    return Crossref(httpserver, settings)


@pytest.fixture
def sources(httpserver, settings):
    return Sources(httpserver, settings)
