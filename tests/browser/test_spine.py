"""How a word travels: written, submitted, signed, published, each by another person."""

import pytest
from playwright.sync_api import expect

from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

SHAME = "/api/v1/symptoms/shame/"
OLD_WORDS = "Shame does not look the same in everyone."
NEW_WORDS = "Lanternfish does not look the same in everyone."
# Chromium itself reports every answer 400: here, the one to the wrong password.
REFUSED = "Failed to load resource: the server responded with a status of 400 (Bad Request)"


def test_a_word_travels_from_the_editor_to_the_reader(site, visit, chromium):
    reader = chromium.new_context(base_url=site).request
    before = reader.get(SHAME)
    assert OLD_WORDS in before.text()

    editor = visit(site, "editor")
    editor.go("Symptoms", "Shame")
    editor.page.locator("#sections-0 > summary").click()
    words = editor.page.locator("#sections-0 .ProseMirror")
    words.get_by_text(OLD_WORDS).click()
    words.press("Control+Home")
    words.press("Control+Shift+ArrowRight")
    words.press_sequentially("Lanternfish")
    editor.press("Save and continue editing")
    expect(editor.told).to_contain_text(["was changed successfully"])
    expect(editor.page.locator("#sections-0 > summary")).to_contain_text("Lanternfish")
    editor.go("Submit for review")
    editor.page.get_by_label("Change note").fill("One word.")
    editor.press("Submit for review")
    expect(editor.told).to_have_text(["Submitted. The page now waits for a physician."])
    assert reader.get(SHAME).text() == before.text()

    physician = visit(site, "reviewer")
    physician.go("Submissions", "Shame, revision 2", "Review and sign")
    changed = physician.page.get_by_role("region", name="What changed")
    expect(changed).to_contain_text(NEW_WORDS)
    physician.shoot("sign")
    password = physician.page.get_by_label("Password")
    password.fill("not my password")
    physician.press("Sign")
    expect(physician.page.locator(".form-row", has=password)).to_contain_text(
        "The password is wrong: type it again."
    )
    assert reader.get(SHAME).text() == before.text()
    password.fill(PASSWORD)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert reader.get(SHAME).text() == before.text()

    publisher = visit(site, "publisher")
    publisher.go("Symptoms", "Shame", "Publish")
    publisher.press("Publish")
    expect(publisher.told).to_have_text(["Published at /symptoms/shame/."])

    after = reader.get(SHAME, headers={"If-None-Match": before.headers["etag"]})
    assert after.status == 200
    assert NEW_WORDS in after.text()
    assert after.headers["etag"] != before.headers["etag"]
    assert fingerprint(after) != fingerprint(before)
    unchanged = reader.get(SHAME, headers={"If-None-Match": after.headers["etag"]})
    assert unchanged.status == 304

    assert (editor.problems, publisher.problems) == ([], [])
    assert [problem.partition(" at ")[0] for problem in physician.problems] == [REFUSED]


def fingerprint(response):
    return response.json()["review"]["fingerprint"]
