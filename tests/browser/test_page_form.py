"""The form of a page by mouse and by keyboard: its parts are folded, moved, added, taken out."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SECTIONS = ".desk-parts > li[data-name^=sections]"


@pytest.fixture
def editor(site, visit):
    return visit(site, "editor")


@pytest.fixture
def form(editor):
    """The form of the demo's page on shame."""
    editor.go("Symptoms", "Shame")
    expect(editor.page.locator(f"{SECTIONS} .desk-name").last).not_to_be_empty()
    return editor.page


def titles(page):
    return page.locator(f"{SECTIONS} .desk-name").all_inner_texts()


def saved(editor):
    editor.press("Save and continue editing")
    expect(editor.told).to_contain_text(["was changed successfully"])
    assert editor.problems == []


def test_parts_are_folded_and_say_what_they_hold(editor, form):
    editor.shoot("page-form")
    part = form.locator("#sections-0")
    expect(part.locator(".ProseMirror")).to_be_hidden()
    expect(part.locator("> summary")).to_contain_text("How shame can show up")
    expect(part.locator("> summary")).to_contain_text("Shame does not look the same in everyone.")
    form.get_by_role("button", name="Open all").click()
    expect(part.locator(".ProseMirror")).to_be_visible()
    form.get_by_role("button", name="Fold all").click()
    expect(part.locator(".ProseMirror")).to_be_hidden()


def test_a_part_is_moved_by_keyboard(editor, form):
    before = titles(form)
    down = form.locator(f"{SECTIONS} [data-move='1']").first
    down.focus()
    form.keyboard.press("Enter")
    expect(form.get_by_text("How shame can show up stands in place 3 of 10.")).to_be_attached()
    form.keyboard.press("Enter")
    # The associations stood in between.
    moved = [before[1], before[0], *before[2:]]
    assert titles(form) == moved
    saved(editor)
    assert titles(form) == moved


def test_a_part_is_moved_by_mouse(editor, form):
    before = titles(form)
    last, first = form.locator(SECTIONS).last, form.locator(SECTIONS).first
    last.locator("> .desk-tools .desk-handle").drag_to(first, target_position={"x": 40, "y": 2})
    assert titles(form) == [before[-1], *before[:-1]]
    saved(editor)
    assert titles(form) == [before[-1], *before[:-1]]


def test_a_part_is_added_and_another_taken_out(editor, form):
    before = titles(form)
    form.locator(".desk-add").get_by_role("button", name="Section", exact=True).click()
    expect(form.locator(":focus")).to_have_attribute("name", f"sections-{len(before)}-heading")
    form.keyboard.type("Where to read on")
    form.locator(SECTIONS).first.get_by_label("Take out").check()
    saved(editor)
    assert titles(form) == [*before[1:], "Where to read on"]


def test_an_association_needs_a_name_and_a_sentence(editor, form):
    form.locator("#associations-group > summary").click()
    form.get_by_role("button", name="Add an association").click()
    row = form.locator("#associations-4")
    row.get_by_label("Name").fill("Burnout")
    row.locator(".ProseMirror").first.click()
    form.keyboard.type("Shame can hide a burnout.")
    saved(editor)
    form.locator("#associations-group > summary").click()
    expect(form.locator("#associations-4 > summary")).to_contain_text("Burnout")


def test_the_form_says_what_saving_would_unsign(editor, form):
    says = form.locator(".desk-bar-changes")
    expect(says).to_have_text("")
    form.locator("#desk-more > summary").click()
    form.locator("#id_slug").fill("shame-explained")
    expect(says).to_have_text(
        "You changed how the page is presented: a publisher makes that public."
    )
    form.locator("#id_title").fill("Shame, explained")
    expect(says).to_have_text(
        "You changed signed words: saving makes a new signature necessary. "
        "Readers keep seeing the signed words until then."
    )
    editor.shoot("page-form-unsigns")


def test_an_expired_session_loses_no_word(editor, form):
    form.locator("#id_title").fill("Shame, explained at length")
    form.context.clear_cookies(name="sessionid")
    editor.press("Save and continue editing")
    expect(form.get_by_role("dialog", name="You were logged out")).to_be_visible()
    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Log in in another tab").click()
    tab = opened.value
    tab.get_by_label("E-mail address").fill("editor@example.org")
    tab.get_by_label("Password").fill(editor.password)
    tab.get_by_role("button", name="Log in").click()
    tab.get_by_role("button", name="Log out").wait_for()
    form.get_by_role("button", name="Back to the page").click()
    saved(editor)
    expect(form.locator("#id_title")).to_have_value("Shame, explained at length")


def test_two_editors_see_both_versions(site, visit, editor, form):
    other = visit(site, "editor")
    other.go("Symptoms", "Shame")
    other.page.locator("#id_title").fill("Shame and hiding")
    other.press("Save and continue editing")
    expect(other.told).to_contain_text(["was changed successfully"])

    form.locator("#id_title").fill("Shame and silence")
    editor.press("Save and continue editing")
    both = form.locator(".desk-comparison")
    expect(both).to_contain_text("Yours: Shame and silence")
    expect(both).to_contain_text("Saved: Shame and hiding")
    editor.shoot("page-form-comparison")
    expect(form.locator("#id_title")).to_have_value("Shame and silence")
    both.get_by_role("checkbox").check()
    saved(editor)


def test_a_fault_in_a_folded_part_is_in_view(editor, form):
    form.locator("#faqs-group > summary").click()
    form.locator("#faqs-0 > summary").click()
    form.locator("#faqs-0").get_by_label("Question").fill("")
    form.locator("#faqs-0 > summary").click()
    editor.press("Save and continue editing")
    expect(form.locator("#faqs-0").get_by_text("This field is required.")).to_be_visible()
    form.get_by_role("button", name="Fold all").click()
    form.locator(".desk-faults a").click()
    expect(form.locator("#faqs-0").get_by_label("Question")).to_be_in_viewport()
