"""The picture button. The field is told here that it may hold pictures, and what the search finds."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, section, toolbar

pytestmark = pytest.mark.browser

PICTURE = {
    "uuid": "11111111-2222-4333-8444-555555555555",
    "alt": "A path through a wood",
    "caption": "Near Orlando",
    "decorative": False,
    "thumbnail": "/static/desk/icon.svg",
}
ALLOW = """
() => {
  const choices = document.getElementById("richtext-choices")
  const offered = { ...JSON.parse(choices.textContent), pick_pictures: "/admin/pick/pictures/" }
  choices.textContent = JSON.stringify(offered)
  const name = "data-django-prose-editor-richtext"
  for (const field of document.querySelectorAll(`[${name}]`)) {
    const config = JSON.parse(field.getAttribute(name))
    field.setAttribute(name, JSON.stringify({ ...config, nodes: [...config.nodes, "figure"] }))
  }
}
"""


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    found = json.dumps({"results": [PICTURE]})
    writer.page.route("**/admin/pick/pictures/?q=*", lambda route: route.fulfill(body=found))
    writer.page.goto("/admin/articles/symptom/add/")
    writer.page.evaluate(ALLOW)
    writer.page.get_by_text("Add another Section").click()
    section(writer).click()
    return writer


def figure(**attributes):
    attrs = {"image": PICTURE["uuid"], "alt": "", "caption": "", **attributes}
    return {"type": "figure", "attrs": attrs}


def test_a_picture_is_chosen_and_its_words_are_changed(writer):
    toolbar(writer).get_by_role("button", name="picture").click()
    dialog = writer.page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Picture").fill("path")
    expect(dialog.get_by_role("option")).to_contain_text("A path through a wood")
    writer.shoot("rich-text-picture")
    for key in ("ArrowDown", "Enter"):
        writer.page.keyboard.press(key)
    expect(dialog.get_by_label("Caption")).to_have_value("Near Orlando")
    dialog.get_by_label("What the picture shows").fill("A path")
    dialog.get_by_role("button", name="Insert").click()

    shown = section(writer).locator("figure")
    expect(shown).to_contain_text("Picture: A path")
    assert figure(alt="A path", caption="Near Orlando") in document(writer)
    writer.shoot("rich-text-picture-inserted")

    shown.click()
    toolbar(writer).get_by_role("button", name="picture").click()
    dialog.get_by_label("What the picture shows").fill("")
    dialog.get_by_label("Caption").fill("")
    dialog.get_by_role("button", name="Change").click()
    expect(shown).to_contain_text("Picture, decorative")
    assert figure() in document(writer)
    assert writer.problems == []


def test_where_pictures_are_not_allowed_there_is_no_button(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)

    expect(toolbar(writer).get_by_role("button", name="picture")).to_have_count(0)
    assert writer.problems == []
