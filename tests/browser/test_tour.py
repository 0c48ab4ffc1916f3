"""The tour in the README, followed word by word on the demo."""

import json
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from playwright.sync_api import expect

from cms.management.commands.demo import DEFAULT_PASSWORD
from tests.api_docs import Request, difference, printed_requests
from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
TOUR = README.partition("## A tour")[2].partition("\n## ")[0]
STEPS = re.split(r"^\*\*\d\. ", TOUR, flags=re.MULTILINE)[1:]


def pressed(step):
    """The links and buttons that a step names, in its order."""
    return re.findall(r"\*\*([^*]+)\*\*", step.partition("**")[2].replace("\n", " "))


def account(step):
    return re.search(r"`(\w+)@example\.org`", step)[1]


def assert_answers(step, reader):
    """Every request of the step gives the answer that is printed beneath it."""
    printed = printed_requests(step)
    assert printed
    for each in printed:
        request = Request.parse(each.command)
        response = reader.get(request.address)
        shown = request.shown(SimpleNamespace(content=response.body()))
        assert difference(json.loads(each.answer), shown) == ""


def test_the_tour(site, visit, chromium):
    start, read, look, sign, publish = STEPS
    reader = chromium.new_context(base_url=site).request
    assert DEFAULT_PASSWORD in start
    assert DEFAULT_PASSWORD in sign
    assert_answers(read, reader)

    editor = visit(site, account(look))
    editor.go(*pressed(look))
    bar = editor.page.locator("#content")
    expect(bar).to_contain_text("(revision 1)")
    expect(bar).to_contain_text("Revision 2 waits for review")
    editor.shoot("tour-editor")

    physician = visit(site, account(sign))
    *links, button = pressed(sign)
    physician.go(*links)
    physician.shoot("tour-sign")
    physician.page.get_by_label("Password").fill(PASSWORD)
    physician.press(button)
    expect(physician.told).to_contain_text(["Signed. The next review is due on"])
    assert_answers(read, reader)

    publisher = visit(site, account(publish))
    *links, button = pressed(publish)
    publisher.go(*links)
    publisher.press(button)
    expect(publisher.told).to_have_text(["Published at /conditions/panic-disorder/."])
    assert_answers(publish, reader)
