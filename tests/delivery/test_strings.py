"""DESIGN 4.17: every string that is served is accounted for."""

import re
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from articles import richtext
from articles.models import Site
from cms.demo import Demo
from delivery.models import Publication
from delivery.presenting import present, present_cards
from tests.builders import NOW, PASSWORD
from tests.delivery.library import make_library

AT = timezone.now()

RICH_TEXTS = ["key_points", "sections[].body", "faqs[].answer"]

# Drawn from live, verified rows, or generated from them and from the settings. A path without
# index; within a rich text from its blocks on, however deep.
LIVE_FIELDS = [
    "path",
    "web_url",
    "api_url",
    "outline[].anchor",
    "sections[].anchor",
    "rich.blocks[].tone",
    "rich.blocks[].name",
    "rich.blocks[].phone",
    "rich.blocks[].sms",
    "rich.blocks[].label",
    "rich.blocks[].reference_ids[]",
    "rich.blocks[].marks[].kind",
    "rich.blocks[].marks[].slug",
    "rich.blocks[].marks[].path",
    "rich.blocks[].marks[].web_url",
    "rich.blocks[].marks[].title",
    "rich.blocks[].marks[].anchor",
    "references[].id",
    "references[].pmid",
    "references[].doi",
    "references[].pmcid",
    "references[].title",
    "references[].authors[].family",
    "references[].authors[].given",
    "references[].authors[].initials",
    "references[].authors[].suffix",
    "references[].authors[].group",
    "references[].journal",
    "references[].publication_types[]",
    "references[].standing.status",
    "references[].standing.checked_at",
    "references[].links.pubmed",
    "references[].links.pmc",
    "references[].links.doi",
    "crisis_resources[].id",
    "crisis_resources[].slug",
    "crisis_resources[].country",
    "crisis_resources[].name",
    "crisis_resources[].label",
    "crisis_resources[].phone",
    "crisis_resources[].sms",
    "crisis_resources[].sms_body",
    "crisis_resources[].chat_url",
    "crisis_resources[].hours",
    "crisis_resources[].audience",
    "crisis_resources[].languages[]",
    "byline[].slug",
    "byline[].printed_name",
    "byline[].profession",
    "byline[].degrees[]",
    "byline[].orcid",
    "seo.canonical_url",
    "translations[].locale",
    "translations[].path",
    "translations[].web_url",
    "review.status",
    "review.line.short",
    "review.line.full",
    "review.last_reviewed",
    "review.review_due",
    "review.fingerprint",
    "review.scope",
    "review.reviewers[].printed_name",
    "review.reviewers[].profession",
    "review.reviewers[].degrees[]",
    "review.reviewers[].board_certifications[].specialty",
    "review.reviewers[].board_certifications[].authority",
    "review.reviewers[].licensed_in[]",
    "review.reviewers[].interests.statement",
    "review.reviewers[].interests.declared_on",
    "feedback.url",
    "feedback.email",
    "first_published_at",
    "published_at",
    "updated_at",
]


@pytest.fixture
def library(cast):
    return make_library(cast)


def strings(value, path=""):
    """Every string with its path, without indexes; a rich text begins its path anew."""
    if isinstance(value, str) and value:
        yield re.sub(r"(\.content\[\])+", "", path), value
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry, f"{path}[]")
    elif isinstance(value, dict):
        start = "rich" if path in RICH_TEXTS else path
        for key, entry in value.items():
            yield from strings(entry, f"{start}.{key}".removeprefix("."))


def own_strings(publication):
    """What was signed and what the publisher chose, each string, and the labels of the site."""
    snapshot = publication.revision.snapshot
    labels = Site.objects.current().part_labels(publication.locale)
    frozen = (snapshot.clinical, snapshot.presentation, labels)
    return {text for value in frozen for _, text in strings(value)}


def unaccounted(document, publication):
    own, signed = own_strings(publication), signed_words(publication.revision.snapshot)
    return [
        (path, text)
        for path, text in strings(document)
        if path not in LIVE_FIELDS
        and text not in own
        # The words before and after a link that fell away are one text.
        and not (path == "rich.blocks[].text" and text in signed)
        # What the tags of the HTML say is looked at below.
        and path != "rich.html"
    ]


def signed_texts(snapshot):
    """The rich texts as they were signed, by the place where they are shown."""
    clinical = snapshot.clinical
    yield "key_points", clinical.get("key_points", {})
    for section in clinical.get("sections", []):
        yield section["id"], section.get("body", {})
    for faq in clinical.get("faqs", []):
        yield faq["id"], faq["answer"]


def signed_words(snapshot):
    return "\n".join(richtext.plain_text(document) for _, document in signed_texts(snapshot))


def shown_texts(document):
    yield "key_points", document["key_points"]
    for section in document["sections"]:
        yield section["id"], section["body"]
    for faq in document["faqs"]:
        yield faq["id"], faq["answer"]


class Page(HTMLParser):
    """The words and the attributes of HTML, without what citations and crisis lines print."""

    def __init__(self, html):
        super().__init__()
        self.words, self.attributes, self.live = "", set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes |= {(tag, name, value) for name, value in attrs}
        is_live = ("class", "citation") in attrs or "data-crisis-line" in dict(attrs)
        if is_live or (self.live and tag == self.live[-1]):
            self.live.append(tag)

    def handle_endtag(self, tag):
        if self.live and tag == self.live[-1]:
            self.live.pop()

    def handle_data(self, data):
        if not self.live:
            self.words += data


def attributes_of(blocks):
    """The attributes that the tags of these blocks may have, each with a reason to be there."""
    allowed = {("sup", "class", "citation"), ("span", "data-crisis-line", None)}
    for node in nodes(blocks):
        if node["type"] == "citation":
            allowed |= {("a", "href", f"#reference-{number}") for number in node["numbers"]}
        if node["type"] == "crisisLine":
            phone, sms = (re.sub("[^0-9+*]", "", node[name]) for name in ("phone", "sms"))
            allowed |= {("a", "href", f"tel:{phone}"), ("a", "href", f"sms:{sms}")}
            allowed |= {("span", "title", node["name"]), ("span", "data-sms", sms)}
        if node["type"] == "callout":
            allowed.add(("aside", "data-tone", node["tone"]))
        if node["type"] == "orderedList":
            allowed.add(("ol", "start", str(node["start"])))
        if node["type"] == "link":
            allowed |= {("a", "href", node["href"]), ("a", "rel", "noopener")}
        if node["type"] == "pageLink":
            target = f"{node['web_url']}#{node['anchor']}".removesuffix("#")
            allowed |= {("a", "href", target), ("a", "data-topic", node["topic"])}
    return allowed


def nodes(blocks):
    for block in blocks:
        yield block
        yield from nodes(block.get("content", []))
        yield from block.get("marks", [])


def assert_accounted_for(publication):
    snapshot = publication.revision.snapshot
    document = present(snapshot, publication=publication, at=AT).document
    (card,), _ = present_cards([publication], at=AT)
    assert unaccounted(document, publication) == []
    assert unaccounted(card, publication) == []
    shown, signed = dict(shown_texts(document)), dict(signed_texts(snapshot))
    assert set(shown) == set(signed)
    for place, rich in shown.items():
        words = richtext.plain_text({"content": rich["blocks"]})
        assert words == richtext.plain_text(signed[place])
        page = Page(rich["html"])
        assert "".join(page.words.split()) == "".join(words.split())
        assert page.attributes <= attributes_of(rich["blocks"])


def test_every_string_of_the_library(library):
    for publication in library.publications:
        assert_accounted_for(publication)


def test_every_string_of_the_demo(db):
    Demo(password=PASSWORD, now=NOW).load()
    assert Publication.objects.count() >= 2
    for publication in Publication.objects.live(AT):
        assert_accounted_for(publication)


def test_every_live_field_is_one(library):
    """The list says no more than it must: each path of it is served."""
    served = {
        path
        for publication in library.publications
        for path, _ in strings(
            present(publication.revision.snapshot, publication=publication, at=AT).document
        )
    }
    assert set(LIVE_FIELDS) - served == set()


@pytest.mark.parametrize("place", ["title", "summary", "references[].note", "rich.blocks[].text"])
def test_a_string_of_unknown_origin_is_noticed(library, place):
    publication = library.shame
    document = present(publication.revision.snapshot, publication=publication, at=AT).document
    target, key = {
        "title": (document, "title"),
        "summary": (document, "summary"),
        "references[].note": (document["references"][0], "note"),
        "rich.blocks[].text": (
            document["sections"][0]["body"]["blocks"][0]["content"][0],
            "text",
        ),
    }[place]
    target[key] = "Unsigned words"
    assert unaccounted(document, publication) == [(place, "Unsigned words")]
