"""The cast: people with stated rights."""

import re
from dataclasses import dataclass

import pytest

from accounts.models import User
from cms.demo import Demo
from tests.builders import NOW, PASSWORD, make_reviewer, make_user
from tests.databases import migrated_database
from tests.references.library import Library
from tests.scenes import as_scene


@dataclass(frozen=True)
class Cast:
    """An editor, a physician who may sign, a publisher and an administrator."""

    editor: User
    reviewer: User
    publisher: User
    administrator: User


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    with as_scene(fixturedef, request):
        return (yield)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A database with all migrations applied and nothing else in it, to be copied."""
    with migrated_database(tmp_path_factory.mktemp("migrated")) as url:
        yield url


@pytest.fixture
def demo(db):
    """What `make run` serves."""
    Demo(password=PASSWORD, now=NOW).load()


@pytest.fixture
def pubmed(httpserver, settings):
    """A small PubMed, and the other services of NCBI, on this machine."""
    settings.NCBI_EMAIL = "library@example.org"
    # With a key one may ask ten times a second.
    settings.NCBI_API_KEY = "key"
    settings.NCBI_BASE_URL = httpserver.url_for("/eutils")
    settings.NCBI_ID_CONVERTER_URL = httpserver.url_for("/idconv")
    library = Library()
    httpserver.expect_request(re.compile("/.*")).respond_with_handler(library.answer)
    return library


@pytest.fixture
def cast(db):
    return make_cast()


def make_cast():
    administrator = make_user("Administrator", name="Ada Administrator")
    return Cast(
        editor=make_user("Editor", name="Ed Editor"),
        reviewer=make_reviewer(administrator, name="Ray Reviewer"),
        publisher=make_user("Publisher", name="Pat Publisher"),
        administrator=administrator,
    )
