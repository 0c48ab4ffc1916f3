"""Citing by "@" and linking by "[[", without touching the mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, section

pytestmark = pytest.mark.browser

CITED = {"type": "citation", "attrs": {"key": "pmid:30075356"}}


@pytest.fixture
def writer(busy_site, visit):
    writer = visit(busy_site, "editor")
    open_page(writer)
    return writer


def search(writer, words):
    writer.page.keyboard.type(words)
    dialog = writer.page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("found" if "zz" in words else "Choose")
    return dialog


def texts(writer):
    return [
        node.get("text") or node["attrs"]["key"]
        for node in document(writer)[0]["content"]
        if node["type"] in ("text", "citation")
    ]


def test_a_work_is_cited(writer):
    writer.page.keyboard.type("Shame hides. @")
    dialog = search(writer, "CANDEA 2018")
    field = dialog.get_by_role("combobox")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    option = dialog.get_by_role("option")
    expect(option).to_contain_text("Cândea DM, Szentagotai-Tătar A 2018")
    expect(option).to_contain_text("PMID 30075356")
    expect(option).to_have_attribute("aria-selected", "false")

    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    writer.shoot("rich-text-typed-citation")
    field.press("Enter")
    writer.page.keyboard.type(" So it does.")

    assert texts(writer) == ["Shame hides.", "pmid:30075356", " So it does."]
    assert writer.problems == []


def test_enter_takes_nothing_that_was_not_chosen(writer):
    writer.page.keyboard.type("Shame. @")
    dialog = search(writer, "shame")
    field = dialog.get_by_role("combobox")
    field.press("Enter")
    expect(dialog).to_be_visible()
    assert field.evaluate("(input) => input.validationMessage").startswith("Choose a work")
    field.press("ArrowDown")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Enter")
    expect(dialog).to_be_visible()
    assert texts(writer) == ["Shame. @"]


def test_escape_leaves_what_was_typed(writer):
    writer.page.keyboard.type("Write to us @")
    search(writer, "home zz").press("Escape")
    expect(section(writer)).to_be_focused()
    writer.page.keyboard.type(" now")

    assert texts(writer) == ["Write to us @home zz now"]
    assert writer.problems == []


def test_a_mail_address_asks_nothing(writer):
    writer.page.keyboard.type("help@example.org [x] ")

    expect(writer.page.get_by_role("dialog")).to_have_count(0)
    assert texts(writer) == ["help@example.org [x] "]


def test_a_number_that_is_not_in_the_library_is_cited_all_the_same(writer):
    writer.page.keyboard.type("Shame.@")
    dialog = writer.page.get_by_role("dialog")
    writer.page.keyboard.type("99999999")
    expect(dialog.get_by_role("status")).to_have_text("No work found.")
    writer.page.keyboard.press("Enter")

    assert texts(writer) == ["Shame.", "pmid:99999999"]


def test_a_page_is_linked_to(writer):
    writer.page.keyboard.type("See [[")
    dialog = search(writer, "depr")
    expect(dialog.get_by_role("option")).to_contain_text("Condition · public in this language")
    writer.shoot("rich-text-typed-link")
    for key in ("ArrowDown", "Enter"):
        writer.page.keyboard.press(key)
    expect(dialog.get_by_role("combobox")).to_have_value("Depression")
    for key in ("Tab", "t", "Enter"):
        writer.page.keyboard.press(key)
    expect(dialog).to_have_count(0)
    writer.page.keyboard.type(" too.")

    before, link, after = document(writer)[0]["content"]
    assert (before["text"], link["text"], after) == (
        "See ",
        "Depression",
        {"type": "text", "text": " too."},
    )
    ((name, attributes),) = [(mark["type"], mark["attrs"]) for mark in link["marks"]]
    assert (name, attributes["anchor"]) == ("pageLink", "t")
    assert writer.problems == []


def test_who_is_logged_out_is_told_so(writer):
    writer.page.keyboard.type("@")
    writer.page.context.clear_cookies()
    writer.page.keyboard.type("shame")

    expect(writer.page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "You may not search here. Log in again in another tab, then go on."
    )
