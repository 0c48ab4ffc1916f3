"""Writing a notice in the browser, and adopting its new version."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_notice_is_changed_and_adopted(site, visit):
    writer = visit(site, "editor")
    page = writer.page
    page.goto("/admin/articles/notice/")
    page.get_by_role("link", name="Describes, does not diagnose").click()
    words = page.locator(".field-text .ProseMirror")
    expect(words).to_contain_text("It does not tell you what you have.")
    # Words that stand on many pages cite nothing and have no headings.
    buttons = page.locator(".field-text").get_by_role("button")
    names = {buttons.nth(number).get_attribute("title") for number in range(buttons.count())}
    assert not {name for name in names if name and ("citation" in name or "eading" in name)}
    assert any(name and "crisis" in name.lower() for name in names), names
    words.press("Control+End")
    words.press_sequentially(" Ask one.")
    assert "Ask one." in json.dumps(json.loads(page.locator("#id_text").input_value()))
    page.get_by_role("button", name="Save and continue editing").click()
    writer.shoot("notice-with-two-versions")
    page.get_by_role("link", name=re.compile(r"Adopt version 2 on \d+ pages")).click()
    planned = page.locator(".desk-adoption li")
    for name in ("Depression (condition)", "Shame (symptom)"):
        expect(planned.filter(has_text=name)).to_have_text(
            f"{name} gets the new version and is submitted for review."
        )
    pages = planned.count()
    writer.shoot("adopt-asks")
    page.get_by_role("button", name="Adopt the new version").click()
    expect(page.locator(".desk-adoption li")).to_have_count(pages)
    writer.shoot("adopted")
    page.goto("/admin/articles/symptom/")
    page.get_by_role("link", name="Shame", exact=True).click()
    expect(page.locator("#id_associations_notice")).to_contain_text("version 2")
    assert writer.problems == []
