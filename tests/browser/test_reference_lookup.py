"""Adding works from PubMed in the browser: pasted, compared, confirmed; PubMed stands on this machine."""

import re

import pytest
from playwright.sync_api import expect
from pytest_httpserver import HTTPServer

from tests.browser.servers import running_server
from tests.databases import copied_database
from tests.references.library import DOI, Library

pytestmark = pytest.mark.browser

RETRACTED = '<PublicationType UI="D016441">Retracted Publication</PublicationType>'
LIST = "/admin/references/reference/"
SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}


@pytest.fixture
def pubmed():
    library = Library()
    library.add("10000001", title="Shame in post-traumatic stress disorder")
    library.add("10000002", title="Guilt after combat", doi_of_it=DOI)
    library.add("10000003", title="Grief in twins", types=RETRACTED)
    library.add("10000004", title="Envy and its neighbours", pmcid="PMC6134338")
    with HTTPServer(threaded=True) as server:
        server.expect_request(re.compile("/.*")).respond_with_handler(library.answer)
        library.address = server.url_for("")
        yield library


@pytest.fixture
def site(demo, tmp_path, pubmed, monkeypatch):
    monkeypatch.setenv("NCBI_EMAIL", "library@example.org")
    monkeypatch.setenv("NCBI_API_KEY", "key")
    monkeypatch.setenv("NCBI_BASE_URL", f"{pubmed.address}eutils")
    monkeypatch.setenv("NCBI_ID_CONVERTER_URL", f"{pubmed.address}idconv")
    with copied_database(demo, tmp_path) as database, running_server(database, tmp_path) as address:
        yield address


MIXED = f"""10000001
Müller H. Anger in adolescents. doi: {DOI}
https://pubmed.ncbi.nlm.nih.gov/10000003/
PMC6134338.2
37909814
Gilbert, Compassion focused therapy"""


def fits(page):
    """Nothing stands beyond the right edge of the window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_mixed_list(site, visit, size, scheme):
    editor = visit(site, "editor", viewport=SIZES[size], color_scheme=scheme)
    page, name = editor.page, f"{size}-{scheme}"
    page.goto(LIST)
    page.get_by_role("link", name="Add from PubMed").click()
    page.get_by_label("Works").fill(MIXED)
    assert fits(page)
    editor.shoot(f"lookup-paste-{name}")
    editor.press("Look up")
    lines = page.locator(".desk-found > li")
    expect(lines).to_have_count(6)
    expect(lines.nth(1)).to_contain_text("This looks like another work")
    expect(lines.nth(1)).to_contain_text("“Müller”, “Anger”, “adolescents”")
    expect(lines.nth(2)).to_contain_text("Retracted")
    expect(lines.nth(4)).to_contain_text("PubMed has no record with the PMID 37909814.")
    boxes = page.get_by_role("checkbox")
    assert [boxes.nth(each).is_checked() for each in range(4)] == [True, False, False, True]
    assert fits(page)
    editor.shoot(f"lookup-found-{name}")
    page.get_by_role("checkbox", name="Grief in twins").focus()
    page.keyboard.press("Space")
    editor.press("Add the chosen works")
    expect(editor.told).to_have_text("Works added: 3.")
    assert fits(page)
    editor.shoot(f"lookup-added-{name}")
    page.get_by_role("link", name="Grief in twins").click()
    expect(page.locator("#content")).to_contain_text("from Unknown to Retracted")
    editor.press("Refresh from PubMed")
    expect(editor.told).to_have_text("PubMed says what is here already.")
    page.locator("#resting").scroll_into_view_if_needed()
    editor.shoot(f"lookup-work-{name}")
    page.goto(f"{LIST}?q=10000004")
    expect(page.locator("#result_list")).to_contain_text("Envy and its neighbours")
    assert editor.problems == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_list(site, visit, scripts):
    editor = visit(site, "editor", java_script_enabled=scripts)
    page = editor.page
    page.goto(f"{LIST}lookup/")
    page.get_by_label("Works").fill("\n".join(f"1000000{number % 5}" for number in range(25)))
    editor.press("Look up")
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "25")
    editor.shoot("lookup-progress")
    assert editor.problems == []


@pytest.mark.parametrize("size", SIZES)
def test_two_rows_for_one_work(site, visit, size):
    editor = visit(site, "editor", viewport=SIZES[size])
    page = editor.page
    page.goto(f"{LIST}add/")
    page.locator("#id_title").fill("Shame in PTSD, as I typed it")
    page.locator("#id_volume").fill("58")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{LIST}lookup/")
    page.get_by_label("Works").fill("10000001")
    editor.press("Look up")
    editor.press("Add the chosen works")
    page.goto(f"{LIST}?q=Shame+in")
    for title in ("Shame in PTSD, as I typed it", "Shame in post-traumatic stress disorder"):
        page.get_by_role("checkbox", name=re.compile(title)).check()
    page.get_by_label("Action:").select_option(label="Merge two that are the same work")
    page.get_by_role("button", name=re.compile("^(Go|Run)")).click()
    expect(page.locator(".desk-compare")).to_contain_text("10000001")
    assert fits(page)
    editor.shoot(f"merge-{size}")
    editor.press("Merge")
    expect(editor.told).to_contain_text("was merged into this work. Filled in: pmid")
    expect(page.locator("#id_pmid")).to_have_value("10000001")
    page.locator("#resting").scroll_into_view_if_needed()
    editor.shoot(f"merged-{size}")
    assert editor.problems == []
