"""The page that shows the API's description, on a desk and on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import ALL, REPORT_REFUSALS_OF_THE_POLICY, SCREENSHOTS

pytestmark = pytest.mark.browser

DOCS = "/api/v1/docs/"
SIZES = {"desk": (1280, 800), "telephone": (390, 844)}
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(params=SIZES)
def opened(request, site, chromium):
    """The page, and what the browser complained of."""
    width, height = SIZES[request.param]
    context = chromium.new_context(base_url=site, viewport={"width": width, "height": height})
    context.add_init_script(REPORT_REFUSALS_OF_THE_POLICY)
    problems = []
    context.on("console", lambda message: problems.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: problems.append(f"{error.error}"))
    context.on("request", lambda asked: problems.extend(_elsewhere(asked.url, site)))
    page = context.new_page()
    page.goto(DOCS)
    yield page, problems, request.param
    context.close()


def test_it_shows_and_tries_every_operation(opened):
    page, problems, size = opened
    symptom = page.locator("#operations-symptoms-read_symptom")
    expect(symptom).to_be_visible()
    operations = page.request.get("/api/v1/openapi.json").json()["paths"]
    expect(page.locator(".opblock")).to_have_count(len(operations))
    symptom.locator(".opblock-summary-control").click()
    expect(symptom).to_contain_text("A symptom with all its parts")
    symptom.get_by_role("button", name="Try it out").click()
    symptom.get_by_role("button", name="Execute").click()
    answer = symptom.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text("Shame")
    if SCREENSHOTS == "1":
        page.screenshot(path=ALL / f"documentation-{size}.png", full_page=True)
    assert not page.evaluate(SCROLLS_SIDEWAYS)
    assert problems == []


def _elsewhere(url, site):
    return [] if url.startswith((f"{site}/", "data:", "blob:")) else [f"asked another site: {url}"]
