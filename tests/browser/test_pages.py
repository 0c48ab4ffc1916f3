"""Every page of the admin that links lead to, seen by each role on a desk and on a telephone."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
TELEPHONE = {"width": 390, "height": 844}
# From the overview to lists and empty forms, from a list to its rows, from a row to its moves.
OVERVIEW = "#content-main .module a.addlink, #content-main .module th[scope=row] a"
ROWS = "#result_list tbody th a"
TOOLS = "#content-main .object-tools a:not(.historylink)"
# Lists with a row at each end that offers what the other does not: see seed.py.
LISTS_OF_TWO = re.compile(r"/(symptom|submission|credential)/$")
MOVE = re.compile(r"/\d+/([a-z-]+)/(\d+/)?$")
# Django's own pages may have wide tables; ours are read on telephones.
OURS = re.compile(r"/articles/(condition|symptom)/(add|\d+)/|/submission/\d+/(sign|send-back)/$")
BARRIERS = {"serious", "critical"}

READ = {"change", "preview"}
MOVES = {
    "editor": {"submit", "enter"},
    "reviewer": {"sign", "send-back", "revoke"},
    "publisher": {"publish", "publish-presentation", "withdraw"},
    "administrator": {"withdraw", "revoke", "enter", "verify", "retire", "end", "countries"},
}
BEYOND_THE_EDGE = """
() => {
  const scrolls = (element) => !element.matches("#content") &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  return [...document.querySelectorAll("#content *")]
    .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden"))
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
    .filter((element) => !scrolls(element))
    .map(({localName, id, className}) => `${localName}#${id}.${className}`)
}
"""
PAGE_SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("role", MOVES)
def test_every_page_is_sound(role, busy_site, visit):
    visitor = visit(busy_site, role)
    visited = set()
    for address in walk(visitor.page):
        visited.add(address)
        too_wide = look(visitor, f"{role}{address.replace('/', '-').rstrip('-')}")
        if OURS.search(address):
            assert (too_wide, barriers(visitor.page)) == ([], []), address
    assert visitor.problems == []
    assert {found[1] for found in map(MOVE.search, visited) if found} == READ | MOVES[role]


def walk(page):
    """Open the overview and what can be reached from it, and yield each address."""
    waiting, seen = ["/admin/"], set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        yield address
        rows = links(page, ROWS)
        last = rows[-1:] if LISTS_OF_TWO.search(address) else []
        waiting += [*links(page, OVERVIEW), *rows[:1], *last, *links(page, TOOLS)]


def links(page, selector):
    found = page.locator(selector).evaluate_all("(links) => links.map(({href}) => href)")
    return [urlsplit(link).path for link in found]


def barriers(page):
    """What keeps people out who see, hear or move differently: rule, and where, in light and dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in BARRIERS:
                found.append((fault["id"], scheme, [node["target"] for node in fault["nodes"]]))
    return found


def look(visitor, name):
    """Look in light and dark at both sizes; return what reaches beyond a telephone's screen."""
    page = visitor.page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    visitor.shoot(f"{name}-desk-light")
    page.emulate_media(color_scheme="dark")
    visitor.shoot(f"{name}-desk-dark")
    page.set_viewport_size(TELEPHONE)
    visitor.shoot(f"{name}-telephone-dark")
    page.emulate_media(color_scheme="light")
    visitor.shoot(f"{name}-telephone-light")
    assert not page.evaluate(PAGE_SCROLLS_SIDEWAYS), name
    return page.evaluate(BEYOND_THE_EDGE)
