"""The rich-text editor of a section: what its buttons ask for, and what they put into the text."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.rich_texts import document, open_page, section

pytestmark = pytest.mark.browser

WORDS = {"type": "text", "text": "Words"}


@pytest.fixture
def writer(busy_site, visit):
    """An editor in front of an empty page with one section, its one word selected."""
    writer = visit(busy_site, "editor")
    open_page(writer)
    section(writer).press_sequentially("Words")
    section(writer).press("Shift+Home")
    return writer


def ask(writer, button):
    """Press a button of the section's editor and return the dialog that it opens."""
    writer.page.locator("#sections-0").get_by_role("button", name=button, exact=True).click()
    dialog = writer.page.get_by_role("dialog")
    writer.shoot(f"rich-text-{button.replace(' ', '-')}")
    return dialog


@pytest.mark.parametrize(
    "typed",
    [
        "30075356; 27809274",
        "https://pubmed.ncbi.nlm.nih.gov/30075356/, https://pubmed.ncbi.nlm.nih.gov/27809274/",
    ],
)
def test_citations(writer, typed):
    dialog = ask(writer, "citation")
    dialog.get_by_label("PMID or DOI").fill(typed)
    dialog.get_by_role("button", name="Cite").click()
    expect(section(writer)).to_have_text("Words[PMID 30075356][PMID 27809274]")
    marks = [
        {"type": "citation", "attrs": {"key": "pmid:30075356"}},
        {"type": "citation", "attrs": {"key": "pmid:27809274"}},
    ]
    assert document(writer) == [{"type": "paragraph", "content": [WORDS, *marks]}]
    assert writer.problems == []


def test_a_citation_of_everything_selected_stays_in_its_paragraph(writer):
    section(writer).press("Control+A")
    dialog = ask(writer, "citation")
    dialog.get_by_label("PMID or DOI").fill("30075356")
    dialog.get_by_role("button", name="Cite").click()
    mark = {"type": "citation", "attrs": {"key": "pmid:30075356"}}
    expect(section(writer)).to_have_text("Words[PMID 30075356]")
    assert document(writer) == [{"type": "paragraph", "content": [WORDS, mark]}]
    assert writer.problems == []


def test_what_is_no_citation_is_said_in_the_dialog(writer):
    dialog = ask(writer, "citation")
    key = dialog.get_by_label("PMID or DOI")
    key.fill("Cândea 2018")
    key.press("Enter")
    expect(dialog).to_be_visible()
    assert key.evaluate("(input) => input.validationMessage").startswith(
        "Choose a work from the list, or give a"
    )
    writer.shoot("rich-text-citation-refused")
    key.fill("30075356")
    key.press("Enter")
    expect(section(writer)).to_have_text("Words[PMID 30075356]")
    assert writer.problems == []


def test_escape_changes_nothing_and_gives_the_focus_back(writer):
    ask(writer, "citation").press("Escape")
    expect(writer.page.get_by_role("dialog")).to_have_count(0)
    expect(section(writer)).to_be_focused()
    assert document(writer) == [{"type": "paragraph", "content": [WORDS]}]
    assert writer.problems == []


def test_page_link(writer):
    dialog = ask(writer, "link to a page of this site")
    dialog.get_by_role("combobox", name="Page").fill("depr")
    dialog.get_by_role("option", name="Depression").click()
    dialog.get_by_label("Part of that page").fill("#treatments")
    dialog.get_by_role("button", name="Link").click()
    expect(section(writer).locator("a")).to_have_text("Words")
    (mark,) = document(writer)[0]["content"][0]["marks"]
    chosen = mark["attrs"]["topic"]
    assert mark == {"type": "pageLink", "attrs": {"topic": chosen, "anchor": "treatments"}}
    assert str(UUID(chosen)) == chosen
    assert document(writer) == [{"type": "paragraph", "content": [{**WORDS, "marks": [mark]}]}]
    assert writer.problems == []


def test_crisis_line(writer):
    dialog = ask(writer, "crisis line")
    line = dialog.get_by_label("Crisis line")
    line.select_option(label="988 Suicide & Crisis Lifeline: Call or text 988")
    chosen = line.input_value()
    dialog.get_by_role("button", name="Insert").click()
    expect(section(writer)).to_contain_text("Call or text 988")
    mark = {"type": "crisisLine", "attrs": {"resource": chosen}}
    assert document(writer) == [{"type": "paragraph", "content": [WORDS, mark]}]
    assert writer.problems == []


def test_callout(writer):
    dialog = ask(writer, "callout")
    dialog.get_by_label("Tone").select_option("Urgent")
    dialog.get_by_role("button", name="Insert").click()
    expect(section(writer).get_by_role("complementary")).to_have_text("Words")
    writer.shoot("rich-text-callout-inserted")
    assert document(writer) == [
        {
            "type": "callout",
            "attrs": {"tone": "urgent"},
            "content": [{"type": "paragraph", "content": [WORDS]}],
        }
    ]
    assert writer.problems == []
