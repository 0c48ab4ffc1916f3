"""The text editor of a section on an empty page, and what is done in front of it."""

import json

PASTE = """
(element, [html, text]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  clipboardData.setData("text/plain", text)
  const began = performance.now()
  element.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
  )
  return performance.now() - began
}
"""


def open_page(visitor, kind="symptom"):
    """Open an empty page, the cursor in the text of its first section."""
    visitor.page.goto(f"/admin/articles/{kind}/add/")
    section(visitor).click()


def section(visitor):
    return visitor.page.locator("#sections-0 .ProseMirror")


def toolbar(visitor):
    return visitor.page.locator("#sections-0").get_by_role("toolbar")


def document(visitor):
    """What would be sent to the server."""
    return json.loads(visitor.page.locator("#id_sections-0-body").input_value()).get("content")


def paste(visitor, html, text="", into=None):
    """Paste as another program's clipboard has it; return the milliseconds that it took."""
    return (into or section(visitor)).evaluate(PASTE, [html, text])
