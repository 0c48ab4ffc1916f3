"""A real server with the demo content, and people who visit its admin in a real Chromium."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.servers import run, running_server
from tests.browser.visitors import Visitor
from tests.builders import PASSWORD
from tests.databases import copied_database, migrated_database

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
# Nothing that the browser does by itself may look like something that our pages did.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Not for the session: while Playwright runs, Django refuses the database to all tests that follow.
@pytest.fixture(scope="package")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip(f"LEFT OUT: there is no {CHROMIUM}. Say where Chromium is with CHROMIUM=...")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo(chromium, tmp_path_factory):
    """A database with the demo content, to be copied. All servers have one folder of pictures."""
    with (
        pytest.MonkeyPatch.context() as environment,
        migrated_database(tmp_path_factory.mktemp("demo")) as url,
    ):
        environment.setenv("MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        run(url, "manage.py", "demo", "--password", PASSWORD)
        yield url


@pytest.fixture
def site(demo, tmp_path):
    """The address of a server with a copy of the demo content for this test alone."""
    with copied_database(demo, tmp_path) as database, running_server(database, tmp_path) as address:
        yield address


@pytest.fixture(scope="package")
def busy_site(demo, tmp_path_factory):
    """The address of a server with every move left to make; its visitors look and change nothing."""
    folder = tmp_path_factory.mktemp("busy")
    with copied_database(demo, folder) as database:
        run(database, "-m", "tests.browser.seed")
        with running_server(database, folder) as address:
            yield address


@pytest.fixture(scope="package")
def cookies():
    """By site and role: who was logged in once need not type the password in each test."""
    return {}


@pytest.fixture
def visit(chromium, cookies):
    """Open the admin of a site in a browser of one's own, logged in as one of the demo accounts."""
    visitors = []

    def visit(site, role, **options):
        known = cookies.get((site, role))
        context = chromium.new_context(base_url=site, storage_state=known, **options)
        visitors.append(Visitor(context, site))
        visitors[-1].log_in(f"{role}@example.org", PASSWORD)
        cookies[site, role] = context.storage_state()
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.page.context.close()
