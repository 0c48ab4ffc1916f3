"""A front end that knows the generated types alone rebuilds the two pages that set the bar."""

import pytest

from tests.delivery.library import make_library
from tests.typescript.bar_pages import ALT, DISCLOSURE, PARAGRAPHS, publish_post, publish_shame
from tests.typescript.test_rich_text import read

pytestmark = pytest.mark.typescript

# What a front end need not print: keys to find things by, and facts of which it shows another form.
UNSHOWN = {
    *("id", "topic", "slug", "path", "api_url", "anchor", "blocks", "key", "formatted", "kind"),
    *("orcid", "overdue_policy", "sources", "sign_off_url", "part", "format", "url", "authority"),
    *("published_at", "thumbhash", "country", "declared_on", "given", "page"),
}
# What a citation is made of: a front end prints one that is finished.
PRINTED = {"number", "note", "pmid", "doi", "pmcid", "publication_types", "standing", "links"}
# Of a card a reader sees less.
CARDS = {"related", "linked_from", "about", "card"}

KETAMINE = [
    "treatment: Ketamine (Ketamine infusion), approved_for_another_use, off-label",
    f"disclosure: <p>{DISCLOSURE}</p>",
    "risks: <ul><li><p>Raised blood pressure</p></li><li><p>Feeling detached</p></li></ul>",
    "alternatives: <p>Talk therapy, and medicines approved for depression.</p>",
]
SHAME = [
    '<h2 id="key-points">TL;DR</h2>',
    "key points: <ul><li><p>Shame is about who you think you are.</p></li>"
    "<li><p>Hiding feeds it.</p></li><li><p>It can ease with help.</p></li></ul>",
    '<h2 id="what-it-can-look-like">What it can look like</h2>',
    "aspect: Symptoms",
    "body: <ul><li><p>You look away when praised.</p></li>"
    "<li><p>You rehearse old scenes at night.</p></li></ul>",
    '<h2 id="associations">Commonly associated with</h2>',
    "notice: Descriptive, not diagnostic",
    "notice: <p>To know shame is not to have one of these conditions.</p>",
    "<h3>Depression</h3> core -> https://www.example.org/conditions/depression/",
    "explanation: <p>Feeling worthless and feeling ashamed keep each other going.</p>",
    "<h3>PTSD</h3> common",
    "explanation: <p>After harm by others many people blame themselves.</p>",
    "<h3>Social anxiety</h3> common",
    "explanation: <p>Fear of being seen is close to shame.</p>",
    "<h3>Complex PTSD</h3> common",
    "explanation: <p>Years of harm can make shame a habit.</p>",
    '<h2 id="self-help-patterns">Self-help patterns</h2>',
    "aspect: SelfCare",
    "notice: Beside treatment, not in its place",
    "notice: <p>Not a substitute.</p>",
    "body: <ul><li><p>Give it its name.</p></li><li><p>Tell one person whom you trust.</p></li></ul>",
    '<h2 id="when-to-seek-professional-help">When to seek professional help</h2>',
    "aspect: SeeDoctor",
    "urgency: urgent",
    "body: <ul><li><p>It has lasted for months.</p></li>"
    '<li><p>You think of ending your life: <span data-crisis-line="" '
    'title="988 Suicide &#38; Crisis Lifeline" data-sms="988">'
    '<a href="tel:988">Call or text 988</a></span></p></li></ul>',
    '<h2 id="treatment-options">Treatment options</h2>',
    "aspect: Treatments",
    "body: <p>Therapies that train kindness help"
    '<sup class="citation"><a href="#reference-1">1</a></sup></p>',
    '<h2 id="where-ketamine-fits">Where ketamine fits</h2>',
    "body: <p>It treats no shame by itself"
    '<sup class="citation"><a href="#reference-2">2</a></sup></p>',
    *KETAMINE,
    '<h2 id="faqs">Questions and answers</h2>',
    "<h3>Is guilt another word for it?</h3>",
    "answer: <p>No: guilt has a deed.</p>",
    "<h3>Does it go away?</h3>",
    "answer: <p>For many it grows small.</p>",
    '<h2 id="references">References</h2>',
    '<li id="reference-1">Author A. Shame and anxiety. <i>J Anx</i>. 2018. Meta-Analysis',
    "PMID 30075356 https://pubmed.ncbi.nlm.nih.gov/30075356/",
    "cited because: It pools studies on shame and worry.",
    "standing: unknown never checked ",
    '<li id="reference-2">Trial Group. Ketamine in depression. <i>AJP</i>. 2013. ',
    "PMID 23982301 https://pubmed.ncbi.nlm.nih.gov/23982301/",
    "cited because: A trial in depression that stayed.",
    "standing: unknown never checked ",
    '<h2 id="call-to-action-1">Would you like to measure it?</h2>',
    "invitation: <p>Five minutes, scored on your own screen. We keep nothing.</p>",
    "button: Begin the screening -> https https://www.example.org/screening/",
]
POST = [
    '<h2 id="section-1"></h2>',
    f"body: {''.join(f'<p>{each}</p>' for each in PARAGRAPHS)}",
    *KETAMINE,
    '<h2 id="call-to-action-1">Come as you are</h2>',
    "invitation: <p>A first talk costs nothing.</p>",
    "button: Write to us -> mail mailto:hello@example.org",
]


def test_a_symptom_page(client, compiled, cast):
    publish_shame(cast)
    page, lines = rebuilt(client, compiled, "/api/v1/symptoms/shame/")
    assert parts(lines) == SHAME
    before, after = around(lines)
    assert {
        "title: Shame, and what helps",
        "description: What shame looks like and who can help.",
        "<h1>Shame</h1>",
        "also: Self-disgust",
        "code: icd-10-cm R45.89 broader ",
        "tag: Feelings (feelings)",
        "badge: Reviewed by a board-certified physician · FL & NJ",
        "notice: For information only",
    } <= set(before)
    crisis = (
        "crisis: Call or text 988 (988 Suicide & Crisis Lifeline, US, 24/7, en, all): 988 | 988 "
    )
    assert crisis in before
    assert after[0].startswith("related: Depression | A low. | current")
    assert after[1].startswith(
        "reviewed: Reviewed by Ray Reviewer, MD, board-certified in psychiatry"
    )
    assert unprinted(page, lines) == []


def test_a_long_blog_post(client, compiled, cast):
    publish_post(cast)
    page, lines = rebuilt(client, compiled, "/api/v1/articles/what-shame-does-not-want/")
    assert len(PARAGRAPHS) == 14
    assert parts(lines) == POST
    before, _ = around(lines)
    (hero,) = [line for line in before if line.startswith("hero: ")]
    assert hero.startswith(
        f"hero: {ALT} | Our second room. | Drawn by us | 640x360 at 50,50 | https:"
    )
    assert {"<h1>What shame does not want you to do</h1>", "type: blog_post"} <= set(before)
    assert unprinted(page, lines) == []


def test_every_part_that_there_is(client, compiled, cast):
    for publication in make_library(cast).publications:
        address = publication.path.removeprefix("/es")
        page, lines = rebuilt(client, compiled, f"/api/v1{address}?locale={publication.locale}")
        assert unprinted(page, lines) == []


def rebuilt(client, compiled, address):
    page = client.get(address).json()
    return page, compiled("frontend", "rebuild", page)


def parts(lines):
    before, after = around(lines)
    return lines[len(before) : len(lines) - len(after)]


def around(lines):
    """What stands over the first part of the outline, and below the last."""
    first = next(place for place, line in enumerate(lines) if line.startswith("<h2"))
    behind = ("related: ", "reviewed: ")
    last = next(place for place, line in enumerate(lines) if line.startswith(behind))
    return lines[:first], lines[last:]


def unprinted(page, lines):
    """The strings of the document that the front end left out."""
    printed = as_read("\n".join(lines))
    # The outline has the heading of the associations; a button that leads nowhere is left out.
    calls = [call for call in page["calls_to_action"] if call["target"]["href"]]
    associations = {**page["associations"], "heading": None}
    works = [{name: work[name] for name in PRINTED} for work in page["references"]]
    shown = {**page, "calls_to_action": calls, "associations": associations, "references": works}
    return [(path, words) for path, words in strings(shown) if as_read(words) not in printed]


def as_read(html):
    """One spelling for what a browser reads alike."""
    return "".join(map(str, read(html)))


def strings(value, path=""):
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for each in value:
            yield from strings(each, path)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in UNSHOWN | CARDS:
                yield from strings(each, f"{path}.{key}")
