"""The picture button: the library is searched, and the picture's words are changed in the text."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, section, toolbar

pytestmark = pytest.mark.browser

ALT = "Four rows of soft blue hills, one behind the other, under a pale sun in a warm sky."


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)
    return writer


def figure(writer):
    """The picture in the section, by its attributes."""
    (found,) = [block["attrs"] for block in document(writer) if block["type"] == "figure"]
    return found


def test_a_picture_is_chosen_and_its_words_are_changed(writer):
    toolbar(writer).get_by_role("button", name="picture").click()
    dialog = writer.page.get_by_role("dialog")
    shows, caption = dialog.get_by_label("What the picture shows"), dialog.get_by_label("Caption")
    dialog.get_by_role("combobox", name="Picture").fill("pale sun")
    expect(dialog.get_by_role("option")).to_contain_text(ALT)
    writer.shoot("rich-text-picture")
    for key in ("ArrowDown", "Enter"):
        writer.page.keyboard.press(key)
    expect(shows).to_have_value(ALT)
    shows.fill("Blue hills")
    caption.fill("Drawn, not photographed")
    dialog.get_by_role("button", name="Insert").click()

    shown = section(writer).locator("figure")
    expect(shown).to_contain_text("Picture: Blue hills")
    chosen = figure(writer)["image"]
    assert str(UUID(chosen)) == chosen
    assert figure(writer) == {
        "image": chosen,
        "alt": "Blue hills",
        "caption": "Drawn, not photographed",
    }
    writer.shoot("rich-text-picture-inserted")

    shown.click()
    toolbar(writer).get_by_role("button", name="picture").click()
    shows.fill("")
    caption.fill("")
    dialog.get_by_role("button", name="Change").click()
    expect(shown).to_contain_text("Picture, decorative")
    assert figure(writer) == {"image": chosen, "alt": "", "caption": ""}
    assert writer.problems == []


def test_where_pictures_are_not_allowed_there_is_no_button(writer):
    key_points = writer.page.locator("#key_points-group").get_by_role("toolbar")

    expect(key_points.get_by_role("button", name="bold")).to_be_visible()
    expect(key_points.get_by_role("button", name="picture")).to_have_count(0)
    assert writer.problems == []
