"""A stranger checks a page of a site that runs, on a database of its own."""

import pytest

from tests.browser.servers import run, running_server
from tests.databases import copied_database
from tests.proving_script import prove


@pytest.fixture
def database(migrated, tmp_path):
    with copied_database(migrated, tmp_path) as url:
        run(url, "-m", "tests.proof_seed", "publish")
        yield url


@pytest.mark.once
def test_a_page_and_a_page_that_somebody_changed_in_the_database(database, tmp_path):
    with running_server(database, tmp_path) as site:
        sound = prove(tmp_path, site, "symptoms/shame")
        assert (sound.returncode, sound.stderr) == (0, "")
        assert sound.stdout.startswith('"Shame" was signed by Ray Reviewer, MD on ')
        run(database, "-m", "tests.proof_seed", "tamper")
        changed = prove(tmp_path, site, "symptoms/shame")
        assert (changed.returncode, changed.stdout) == (1, "")
        assert "AssertionError: this was changed: {" in changed.stderr
        assert prove(tmp_path, site, "symptoms/envy").returncode == 1
