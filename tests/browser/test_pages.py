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
# From a report, a list of revisions or of associations to what can be done with each.
DEEPER = "#content .desk-dismiss, #content .desk-links a"
# Lists with a row at each end that offers what the other does not: see seed.py.
LISTS_OF_TWO = re.compile(r"/(symptom|submission|credential)/$")
KEY = re.compile(r"\d+|[0-9a-f-]{36}")
# Django's own pages may have wide tables; ours are read on telephones.
OURS = re.compile(
    r"/articles/(condition|symptom|article|image|notice|treatment)/(add|\d+)/"
    r"|/submission/\d+/(sign|send-back|correct)/$|/dismissal/of/|/standingevent/(pages/)?$"
)
# Lists that people work from: at a desk all that they say is in sight.
WORKED_FROM = re.compile(
    r"/articles/(condition|symptom|article|notice|treatment)/$"
    r"|/references/\w+/$|/review/(submission|signoff)/$"
)
KIND = re.compile("/(condition|symptom|article)/")
LOOKED_AT = set()
BARRIERS = {"serious", "critical"}

# Of works, "pages" are those whose sources fell.
READ = {"", "change", "preview", "revisions", "revisions compare", "comments", "pages"}
MOVES = {
    "editor": {
        "add",
        "adopt",
        "assign",
        "associations",
        "declare",
        "enter",
        "import",
        "lookup",
        "revisions restore",
        "submit",
        "take-back",
    },
    "reviewer": {
        "correct",
        "declare",
        "of crisis_words_unflagged",
        "reaffirm",
        "recall",
        "revoke",
        "revoke-all",
        "send-back",
        "sign",
        "take",
    },
    "publisher": {
        "add",
        "assign",
        "associations",
        "hold",
        "plan-end",
        "publish",
        "publish-presentation",
        "recall",
        "revisions restore",
        "withdraw",
    },
    "administrator": {
        "add",
        "assign",
        "countries",
        "end",
        "enter",
        "grace",
        "lapsing",
        "recall",
        "retire",
        "revoke",
        "revoke-all",
        "verify",
        "withdraw",
    },
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
# Half way from light to dark nothing has its contrast.
COLOURS_HAVE_CHANGED = "document.getAnimations().forEach((animation) => animation.cancel())"
COLUMNS_OUT_OF_SIGHT = """
() => {
  const edge = document.querySelector("#changelist .results")?.getBoundingClientRect().right
  return [...document.querySelectorAll("#result_list thead th")]
    .filter((heading) => heading.getBoundingClientRect().right > edge + 1)
    .map((heading) => heading.innerText.trim())
}
"""
PAGE_SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("role", MOVES)
def test_every_page_is_sound(role, busy_site, visit):
    visitor = visit(busy_site, role)
    visited, unsound = set(), {}
    for address in walk(visitor.page):
        visited.add(address)
        too_wide = look(visitor, f"{role}{address.replace('/', '-').rstrip('-')}")
        found = [*too_wide, *barriers(visitor, address)] if OURS.search(address) else []
        if WORKED_FROM.search(address):
            found += out_of_sight(visitor.page)
        if found:
            unsound[address] = found
    assert [*unsound.items(), *visitor.problems] == []
    assert {move(address) for address in visited} == READ | MOVES[role]


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
        deeper = {move(address): address for address in links(page, DEEPER)}
        waiting += [*links(page, OVERVIEW), *rows[:1], *last, *links(page, TOOLS), *deeper.values()]


def move(address):
    """What an address of a row is for, without its keys; that of a list is for nothing."""
    words = address.strip("/").split("/")[3:]
    return " ".join(word for word in words if not KEY.fullmatch(word))


def links(page, selector):
    found = page.locator(selector).evaluate_all("(links) => links.map(({href}) => href)")
    return [urlsplit(link).path for link in found]


def barriers(visitor, address):
    """What keeps people out who see, hear or move differently: rule, and where, in light and dark.

    Pages of one template are looked at once, whoever visits them.
    """
    template = KIND.sub("/page/", KEY.sub("", address))
    if template in LOOKED_AT:
        return []
    LOOKED_AT.add(template)
    found, page, complaints = [], visitor.page, len(visitor.problems)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(COLOURS_HAVE_CHANGED)
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in BARRIERS:
                found.append((fault["id"], scheme, [node["target"] for node in fault["nodes"]]))
    # The tool styles the page while it looks, which the policy refuses.
    del visitor.problems[complaints:]
    return found


def out_of_sight(page):
    page.set_viewport_size(DESK)
    return page.evaluate(COLUMNS_OUT_OF_SIGHT)


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
