"""A physician reads what changed, sends it back, and signs it later; from a link in as few steps as can be."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import Visitor
from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}


def no_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESK, "light"), (TELEPHONE, "dark")], ids=["desk", "telephone"]
)
def test_send_back_and_sign_later(site, visit, viewport, scheme):
    physician = visit(site, "reviewer", viewport=viewport, color_scheme=scheme)
    page = physician.page
    waiting = page.get_by_role("region", name="Waits for you (1)")
    expect(waiting.get_by_role("listitem")).to_contain_text("Changed: 70 words")
    physician.shoot(f"overview-{viewport['width']}")
    waiting.get_by_role("link", name="Panic disorder").click()

    changed = page.get_by_role("region", name="What changed")
    expect(changed.locator(".desk-part-changed > h3")).to_have_text(
        ["Summary Changed", "Section “When to see a professional” Changed"]
    )
    expect(changed.get_by_role("insertion").nth(1)).to_have_text(
        "why a first attack calls for a medical check, and what may help"
    )
    expect(changed.locator("details").first).not_to_have_attribute("open", "")
    assert no_wider_than_the_screen(page)
    physician.shoot(f"sign-changes-{viewport['width']}")

    page.get_by_text("Send back with reasons instead").click()
    page.get_by_label("Reasons").fill("Say which medical check.")
    physician.press("Send back")
    expect(physician.told).to_have_text(["Sent back to the editors with your reasons."])

    editor = visit(site, "editor", viewport=viewport)
    back = editor.page.get_by_role("region", name="Sent back by a physician (1)")
    expect(back.get_by_role("listitem")).to_contain_text("Say which medical check.")
    back.get_by_role("link", name="Panic disorder").click()
    editor.page.get_by_label("Summary").fill("It can be treated.")
    editor.press("Save and continue editing")
    editor.go("Submit for review")
    editor.press("Submit for review")

    page.goto("/admin/")
    physician.go("Panic disorder")
    expect(changed.get_by_role("insertion").nth(1)).to_have_text("It can be treated.")
    page.get_by_role("link", name="Read the whole page instead").click()
    expect(page.get_by_role("article")).to_contain_text("What panic disorder is")
    assert no_wider_than_the_screen(page)
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert physician.problems == editor.problems == []


def test_a_comment_that_was_not_sent_is_not_lost(site, visit):
    physician = visit(site, "reviewer")
    page = physician.page
    physician.go("Panic disorder")
    summary = page.locator("#part-summary")
    summary.locator("summary").click()
    comment = summary.get_by_label("New comment")
    comment.fill("Which medical check?")
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(comment).to_be_focused()
    expect(comment).to_have_value("Which medical check?")
    assert "not sent yet" in comment.evaluate("(field) => field.validationMessage")
    summary.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Which medical check?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert physician.problems == []


def test_from_a_link_to_the_signature(site, visit, chromium):
    """Two buttons: log in, sign. Nothing is looked for."""
    seen = visit(site, "reviewer")
    link = seen.page.get_by_role("region", name="Waits for you (1)").get_by_role(
        "link", name="Panic disorder"
    )
    address = link.get_attribute("href")
    physician = Visitor(chromium.new_context(base_url=site, viewport=TELEPHONE), site)
    page = physician.page
    page.goto(address)
    page.get_by_label("E-mail address").fill("reviewer@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Log in")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert physician.problems == []
    page.context.close()


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESK, "light"), (TELEPHONE, "dark")], ids=["desk", "telephone"]
)
def test_correct_sign_and_accept(site, visit, viewport, scheme):
    """Three people: one corrects and signs, one accepts, one publishes."""
    width = viewport["width"]
    physician = visit(site, "reviewer", viewport=viewport, color_scheme=scheme)
    page = physician.page
    physician.go("Panic disorder", "Correct the summary")
    page.get_by_label("Summary").fill("Panic can be treated.")
    section = page.locator("details").filter(has_text="When to see a professional").first
    section.locator("summary").first.click()
    text = section.locator(".ProseMirror")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Bring somebody along.")
    assert no_wider_than_the_screen(page)
    physician.shoot(f"correct-{width}")
    physician.press("Save the corrections")
    corrected = page.get_by_role("region", name="What you corrected")
    expect(corrected.get_by_role("insertion").last).to_contain_text("Bring somebody along.")
    page.get_by_label("Password").fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed, with your corrections."])

    editor = visit(site, "editor", viewport=viewport, color_scheme=scheme)
    waiting = editor.page.get_by_role("region", name="Corrections to accept (1)")
    waiting.get_by_role("link", name="Panic disorder").click()
    changed = editor.page.get_by_role("region", name="What changed")
    expect(changed.get_by_role("insertion").last).to_contain_text("Bring somebody along.")
    assert no_wider_than_the_screen(editor.page)
    editor.shoot(f"accept-{width}")
    editor.press("Accept these words")
    expect(editor.told).to_contain_text(["Accepted. The signature covers these words"])

    publisher = visit(site, "publisher", viewport=viewport, color_scheme=scheme)
    publisher.page.get_by_role("region", name="Signed: to be published").get_by_role(
        "link", name="Panic disorder"
    ).click()
    publisher.go("Publish")
    publisher.press("Publish")
    expect(publisher.told).to_contain_text(["Published"])
    assert physician.problems == editor.problems == publisher.problems == []


def test_words_typed_for_a_correction_are_not_left_without_a_question(site, visit):
    physician = visit(site, "reviewer")
    page = physician.page
    physician.go("Panic disorder", "Correct the summary")
    summary = page.get_by_label("Summary")
    summary.click()
    page.keyboard.type("Panic can be treated. ")
    typed = summary.input_value()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Cancel").click()
    assert asked.value.type == "beforeunload"
    expect(summary).to_have_value(typed)


def test_words_typed_before_all_of_the_page_came_are_not_lost_either(site, visit):
    physician = visit(site, "reviewer")
    page = physician.page
    held = []
    page.route("**/unsaved*.js", lambda route: held.append(route))
    physician.go("Panic disorder", "Correct the summary")
    page.get_by_label("Summary").click()
    page.keyboard.type("Panic can be treated. ")
    held[0].continue_()
    page.wait_for_load_state()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Cancel").click()
    assert asked.value.type == "beforeunload"
