"""A publisher plans when a page goes out and comes down, and holds it, by keyboard alone."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.keyboards import Keyboard

pytestmark = pytest.mark.browser

SOON = (datetime.now(UTC) + timedelta(days=20)).replace(hour=14, minute=30)
UNTIL = SOON + timedelta(days=10)
TELEPHONE = {"width": 390, "height": 844}
# Chromium itself reports every answer 400: here, the one to the time that has passed.
REFUSED = "Failed to load resource: the server responded with a status of 400 (Bad Request)"


def day(instant):
    return f"{instant:%B} {instant.day}, {instant:%Y}, 14:30 UTC"


def choose(keyboard, field, instant):
    """Type an instant as the native inputs want it: month, day, year; hours, minutes, half."""
    keyboard.tab_to(field.get_by_label("Date"))
    keyboard.type(f"{instant:%m%d%Y}")
    keyboard.tab_to(field.get_by_label("Time (UTC)"))
    keyboard.type(f"{instant:%I%M%p}")


def sign_new_words(site, visit):
    editor = visit(site, "editor")
    editor.go("Symptoms", "Shame")
    editor.page.get_by_label("Summary").fill("Lanternfish.")
    editor.press("Save and continue editing")
    editor.go("Submit for review")
    editor.press("Submit for review")
    physician = visit(site, "reviewer")
    physician.go("Submissions", "Shame, revision 2", "Review and sign")
    physician.page.get_by_label("Password").fill(physician.password)
    physician.press("Sign")
    expect(physician.told).to_contain_text(["Signed."])


def test_publish_later_and_hold(site, visit):
    sign_new_words(site, visit)
    publisher = visit(site, "publisher")
    publisher.go("Symptoms", "Shame", "Publish")
    page, keyboard = publisher.page, Keyboard(publisher)
    at, until = (
        page.locator(".form-row", has_text="Publish at").nth(1),
        page.locator(".form-row", has_text="Take it down at"),
    )
    keyboard.tab_to(page.get_by_label("Publish now"))
    keyboard.press("ArrowDown")
    expect(page.get_by_label("Publish at a later time")).to_be_checked()
    choose(keyboard, at, SOON - timedelta(days=1000))
    choose(keyboard, until, UNTIL)
    publisher.shoot("publish-later")
    keyboard.push("Publish")
    expect(at).to_contain_text("Choose an instant that has not passed, or publish now.")
    expect(until.get_by_label("Date")).to_have_value(f"{UNTIL:%Y-%m-%d}")
    page.set_viewport_size(TELEPHONE)
    publisher.shoot("publish-later-telephone")

    choose(keyboard, at, SOON)
    keyboard.push("Publish")
    expect(publisher.told).to_have_text(
        [f"Scheduled: readers see it at /symptoms/shame/ from {day(SOON)} until {day(UNTIL)}."]
    )
    state = page.locator(".desk-state")
    expect(state).to_contain_text(f"Revision 2 becomes public at /symptoms/shame/ on {day(SOON)}")
    publisher.shoot("scheduled-telephone")

    keyboard.follow(page.get_by_role("link", name="Hold revision 2"))
    publisher.shoot("hold-telephone")
    keyboard.push("Hold")
    expect(publisher.told).to_have_text(["Held. It will not become public then."])
    expect(state).not_to_contain_text("becomes public")
    assert [problem.partition(" at ")[0] for problem in publisher.problems] == [REFUSED]


def test_without_javascript(site, visit):
    sign_new_words(site, visit)
    publisher = visit(site, "publisher", java_script_enabled=False)
    publisher.go("Symptoms", "Shame", "Publish")
    page = publisher.page
    page.get_by_label("Publish at a later time").check()
    page.get_by_label("Date").first.fill(f"{SOON:%Y-%m-%d}")
    page.get_by_label("Time (UTC)").first.fill("14:30")
    publisher.press("Publish")
    expect(publisher.told).to_have_text(
        [f"Scheduled: readers see it at /symptoms/shame/ from {day(SOON)}."]
    )
    assert publisher.problems == []


def test_the_own_time_zone_is_said_while_one_types(site, visit):
    sign_new_words(site, visit)
    administrator = visit(site, "administrator")
    administrator.go("Users", "publisher@example.org")
    administrator.page.get_by_label("Time zone").select_option("Asia/Tokyo")
    administrator.press("Save")
    publisher = visit(site, "publisher")
    publisher.go("Symptoms", "Shame", "Publish")
    page = publisher.page
    page.get_by_label("Date").first.fill("2090-03-04")
    page.get_by_label("Time (UTC)").first.fill("20:30")
    said = page.locator(".desk-own-time").first
    expect(said).to_have_text("That is Sunday, March 5, 2090 at 05:30 in Asia/Tokyo.")
    expect(page.get_by_label("Publish at a later time")).to_be_checked()
    publisher.shoot("publish-own-zone")
    assert publisher.problems == []
