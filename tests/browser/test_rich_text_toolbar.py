"""The buttons of the text editor: one stop of the Tab key, and the arrow keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, paste, section, toolbar

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.getAttribute('aria-label')"
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
STOPS = """
(bar) => [...bar.querySelectorAll("button")].filter(({ tabIndex }) => tabIndex === 0).length
"""


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)
    return writer


def focused(writer):
    return writer.page.evaluate(FOCUSED)


def test_it_is_one_stop_of_the_tab_key(writer):
    assert toolbar(writer).evaluate(STOPS) == 1
    writer.page.keyboard.press("Shift+Tab")
    assert focused(writer) == "heading 3"
    writer.page.keyboard.press("Shift+Tab")
    expect(writer.page.locator("#id_sections-0-aspect")).to_be_focused()
    writer.page.keyboard.press("Tab")
    writer.page.keyboard.press("Tab")
    expect(section(writer)).to_be_focused()
    expect(toolbar(writer)).to_have_attribute("aria-label", "Formatting: Body:")
    assert writer.problems == []


def test_keys_lead_to_it_and_through_it_and_back(writer):
    writer.page.keyboard.type("Words")
    writer.page.keyboard.press("Shift+Home")
    # The browser tells of a selection a little later; no hand is quicker than that.
    writer.page.evaluate(NEXT_FRAME)
    writer.page.keyboard.press("Alt+F10")
    seen = [focused(writer)]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "ArrowLeft", "Home"):
        writer.page.keyboard.press(key)
        seen.append(focused(writer))
    writer.shoot("rich-text-toolbar")
    assert seen == [
        "heading 3",
        "heading 4",
        "paragraph",
        "heading 4",
        "redo",
        "heading 3",
        "redo",
        "heading 3",
    ]

    bold = toolbar(writer).get_by_role("button", name="bold")
    bold.focus()
    expect(bold).to_have_attribute("aria-pressed", "false")
    expect(bold).to_have_attribute("title", "Bold (Ctrl+B)")
    writer.page.keyboard.press("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(section(writer)).to_be_focused()
    # It is remembered where one was.
    writer.page.keyboard.press("Alt+F10")
    assert focused(writer) == "bold"
    writer.page.keyboard.press("Escape")
    writer.page.keyboard.press("End")
    writer.page.keyboard.type(" and more")
    assert toolbar(writer).evaluate(STOPS) == 1
    assert document(writer) == [
        {
            "type": "paragraph",
            "content": [{"type": "text", "text": "Words and more", "marks": [{"type": "bold"}]}],
        }
    ]
    assert writer.problems == []


def test_the_tab_key_moves_an_item_and_yet_leads_out_of_the_list(writer):
    key_points = writer.page.locator("#key_points-group .ProseMirror")
    key_points.click()
    writer.page.keyboard.type("One")
    writer.page.keyboard.press("Enter")
    writer.page.keyboard.type("Two")
    flat = "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
    assert key_points.inner_html() == flat
    for key in ("Escape", "Tab"):
        writer.page.keyboard.press(key)
    expect(key_points).not_to_be_focused()
    # Who only passes through moves nothing.
    for key in ("Shift+Tab", "Tab"):
        writer.page.keyboard.press(key)
    expect(key_points).not_to_be_focused()
    assert key_points.inner_html() == flat
    for key in ("Shift+Tab", "ArrowLeft", "Tab"):
        writer.page.keyboard.press(key)
    expect(key_points).to_be_focused()
    nested = "<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul>"
    assert key_points.inner_html() == nested
    key_points.get_by_text("Two").click()
    writer.page.keyboard.press("Shift+Tab")
    assert key_points.inner_html() == flat
    assert writer.problems == []


@pytest.mark.parametrize(
    ("kind", "levels"), [("symptom", ["3", "4", "4"]), ("article", ["2", "3", "4"])]
)
def test_headings_begin_at_the_level_that_fits(writer, kind, levels):
    open_page(writer, kind)
    buttons = toolbar(writer).get_by_role("button", name="heading")
    assert [button.get_attribute("data-level") for button in buttons.all()] == sorted(set(levels))

    paste(writer, "<h1>A</h1><p>x</p><h2>B</h2><p>y</p><h5>C</h5><p>z</p>")
    blocks = [block for block in document(writer) if block["type"] == "heading"]
    assert [str(block["attrs"]["level"]) for block in blocks] == levels
    assert writer.problems == []
