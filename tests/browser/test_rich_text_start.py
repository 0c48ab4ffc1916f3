"""When an editor starts, and that a field whose editor has not started is sent as it came."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import open_page, section

pytestmark = pytest.mark.browser

# Another spelling than the editor's own: whoever sends it unchanged has not touched it.
STORED = (
    '{ "type":"doc", "content":[{"type":"paragraph","content":[{"type":"text","text":"Kept"}]}]}'
)
FOLDED = """
([tag, stored]) => {
  const folded = document.createElement(tag)
  const field = document.querySelector("#id_sections-0-body").cloneNode()
  field.id = "folded"
  field.removeAttribute("aria-describedby")
  field.value = stored
  if (tag === "details") folded.append(document.createElement("summary"))
  else folded.hidden = true
  folded.append(field)
  const row = document.querySelector("#sections-0")
  row.append(folded)
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }))
}
"""


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)
    return writer


@pytest.mark.parametrize(
    ("tag", "opening"),
    [("details", "(part) => { part.open = true }"), ("div", "(part) => { part.hidden = false }")],
)
def test_a_folded_part_starts_its_editor_when_it_is_opened(writer, tag, opening):
    writer.page.evaluate(FOLDED, [tag, STORED])
    field = writer.page.locator("#folded")
    part = writer.page.locator(f"#sections-0 > {tag}").last
    editor = part.locator(".ProseMirror")
    # Long enough for an editor that starts by mistake.
    writer.page.wait_for_timeout(300)
    assert (editor.count(), field.input_value()) == (0, STORED)

    part.evaluate(opening)
    expect(editor).to_have_text("Kept")
    assert field.input_value() == STORED
    editor.press("End")
    editor.press_sequentially("!")
    assert json.loads(field.input_value())["content"][0]["content"][0]["text"] == "Kept!"
    assert writer.problems == []


def test_an_added_row_starts_its_editor(writer):
    writer.page.get_by_role("button", name="Section", exact=True).click()
    added = writer.page.locator("#sections-4 .ProseMirror")
    added.press_sequentially("Added")

    expect(added).to_have_text("Added")
    assert section(writer).inner_text().strip() == ""
    assert writer.page.locator("template .ProseMirror").count() == 0
    assert writer.problems == []
