import os
import sys

import pytest

from tests.concurrency.processes import ask
from tests.databases import copied_database


@pytest.fixture(scope="session")
def template(migrated, tmp_path_factory):
    """A database with people and pages, of which every test gets a copy."""
    with copied_database(migrated, tmp_path_factory.mktemp("template")) as url:
        ask(url, "seed")
        yield url


@pytest.fixture
def database(template, tmp_path):
    """The DATABASE_URL of a copy for this test alone."""
    with copied_database(template, tmp_path) as url:
        yield url


@pytest.fixture
def seed():
    """What all chance hangs on; pytest shows it when the test fails."""
    seed = int(os.environ.get("SEED", "988"))
    sys.stdout.write(f"Again with: SEED={seed}\n")
    return seed
