"""A physician signs without touching the mouse."""

import pytest
from playwright.sync_api import expect

from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

# More than a hand would do; the page has links to every source that it cites.
TABS_AT_MOST = 100


def test_signing_needs_no_mouse(site, visit):
    editor = visit(site, "editor")
    editor.go("Symptoms", "Shame", "Submit for review")
    editor.press("Submit for review")
    physician = visit(site, "reviewer")
    physician.go("Submissions", "Shame, revision 2", "Review and sign")
    page = physician.page

    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    tab_to(page, page.get_by_role("button", name="Sign", exact=True))
    page.keyboard.press("Enter")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert physician.problems == []


def tab_to(page, element):
    for _ in range(TABS_AT_MOST):
        if element.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{TABS_AT_MOST} times Tab did not lead to {element}")
