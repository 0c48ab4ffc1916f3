"""Every string of a document with where it comes from; what comes from nowhere is left over."""

import re

from django.utils import timezone

from articles import richtext
from articles.models import Site
from articles.snapshots import documents_of
from delivery.models import Publication
from references.citation_styles import Style, format_citation
from references.models import Reference
from tests.delivery.cards import cards, cards_of
from tests.delivery.proof_addresses import PROOFS, proof_of

AT = timezone.now()

RICH_TEXTS = [
    "key_points",
    "notices[].text",
    "sections[].notice.text",
    "sections[].body",
    "sections[].treatment.disclosure",
    "sections[].treatment.risks",
    "sections[].treatment.alternatives",
    "associations.notice.text",
    "associations.items[].explanation",
    "faqs[].answer",
    "calls_to_action[].text",
]

# Drawn from live, verified rows, or generated from them and from the settings. A path without
# index; within a rich text from its blocks on, however deep.
LIVE_FIELDS = [
    "path",
    "web_url",
    "api_url",
    "outline[].anchor",
    "sections[].anchor",
    "rich.blocks[].tone",
    "rich.blocks[].url",
    "rich.blocks[].thumbhash",
    "rich.blocks[].renditions[].url",
    "rich.blocks[].renditions[].format",
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
    "associations.items[].signed.fingerprint",
    "associations.items[].signed.last_reviewed",
    "associations.items[].signed.status",
    "calls_to_action[].target.page.kind",
    "calls_to_action[].target.page.slug",
    "calls_to_action[].target.page.path",
    "calls_to_action[].target.page.web_url",
    "calls_to_action[].target.page.title",
    "references[].id",
    "references[].kind",
    "references[].pmid",
    "references[].doi",
    "references[].pmcid",
    "references[].title",
    "references[].authors[].family",
    "references[].authors[].given",
    "references[].authors[].initials",
    "references[].authors[].particle",
    "references[].authors[].suffix",
    "references[].authors[].group",
    "references[].editors[].family",
    "references[].editors[].given",
    "references[].editors[].initials",
    "references[].editors[].particle",
    "references[].editors[].suffix",
    "references[].editors[].group",
    "references[].journal",
    "references[].journal_abbreviation",
    "references[].issn",
    "references[].container_title",
    "references[].season",
    "references[].volume",
    "references[].issue",
    "references[].pages",
    "references[].article_number",
    "references[].edition",
    "references[].publisher",
    "references[].publisher_place",
    "references[].isbn",
    "references[].report_number",
    "references[].url",
    "references[].published_online",
    "references[].accessed_on",
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
    "images.hero.alt",
    "images.hero.credit",
    "images.hero.thumbhash",
    "images.hero.renditions[].url",
    "images.hero.renditions[].format",
    "byline[].slug",
    "byline[].printed_name",
    "byline[].profession",
    "byline[].degrees[]",
    "byline[].orcid",
    "tags[].name",
    "seo.canonical_url",
    "seo.image",
    "translations[].id",
    "translations[].slug",
    "translations[].api_url",
    "translations[].title",
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
    "review.reviewers[].id",
    "review.reviewers[].slug",
    "review.reviewers[].printed_name",
    "review.reviewers[].profession",
    "review.reviewers[].degrees[]",
    "review.reviewers[].board_certifications[].specialty",
    "review.reviewers[].board_certifications[].authority",
    "review.reviewers[].licensed_in[]",
    "review.reviewers[].meaning",
    "review.reviewers[].licence",
    "review.reviewers[].interests.statement",
    "review.reviewers[].interests.declared_on",
    "feedback.url",
    "feedback.email",
    "first_published_at",
    "published_at",
    "updated_at",
]


# Of a page's own card, beside those above.
LIVE_FIELDS_OF_CARDS = [
    "image.alt",
    "image.credit",
    "image.thumbhash",
    "image.renditions[].url",
    "image.renditions[].format",
]

# What a snapshot leaves out because it is the documented default.
DEFAULTS = {
    ("purpose", "information"),
    ("review.overdue_policy", "serve_with_notice"),
    ("article_type", "blog_post"),
    ("codes[].match", "exact"),
}

FORMATTED = [f"references[].formatted.{style.value}" for style in Style]

# Where the cards of other pages stand: each is that page's own, and is held against it.
CARDS = ["about[]", "associations.items[].card", "related[]", "linked_from[]"]


def strings(value, path=""):
    """Every string with its path, without indexes; a rich text begins its path anew."""
    if isinstance(value, str) and value:
        yield re.sub(r"(\.content\[\])+", "", path), value
    elif path in CARDS:
        return
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry, f"{path}[]")
    elif isinstance(value, dict):
        start = "rich" if path in RICH_TEXTS else path
        for key, entry in value.items():
            yield from strings(entry, f"{start}.{key}".removeprefix("."))


def unaccounted(document, publication):
    """The strings that neither the page nor a page that is named beside them answers for."""
    own = {**document}
    if "associations" in document:
        items = [item for item in document["associations"]["items"] if not item["signed"]]
        own["associations"] = {**document["associations"], "items": items}
    brought = brought_along(document)
    return [
        *(fault for fault in _unaccounted(own, publication) if fault not in brought),
        *(
            fault
            for item in signed_elsewhere(document)
            for fault in _unaccounted({"associations": {"items": [item]}}, signer_of(item))
        ),
        *(("card", title) for title in cards_of_another_day(document)),
    ]


def _unaccounted(document, publication):
    own, signed = own_strings(publication), signed_words(publication.revision.snapshot)
    citations, proof = printed(document), proof_of(publication)
    return [
        (path, text)
        for path, text in strings(document)
        if path not in [*LIVE_FIELDS, *LIVE_FIELDS_OF_CARDS]
        and (path, text) not in DEFAULTS
        and text not in own
        # The words before and after a link that fell away are one text.
        and not (path == "rich.blocks[].text" and text in signed)
        # A button leads to where the page that it names is now.
        and not (path == "calls_to_action[].target.href" and text in addresses(document))
        # The proof of the words of this very page, not of another.
        and not (path in PROOFS and text == proof)
        # A citation is printed of what the row of the work says today.
        and not (path in FORMATTED and text in citations)
        # What the tags of the HTML say is looked at by itself.
        and path != "rich.html"
    ]


def own_strings(publication):
    """What was signed and what the publisher chose, each string, and the labels of the site."""
    snapshot = publication.revision.snapshot
    labels = Site.objects.current().part_labels(publication.locale)
    frozen = (snapshot.clinical, snapshot.presentation, labels)
    return {text for value in frozen for _, text in strings(value)}


def signed_words(snapshot):
    return "\n".join(richtext.plain_text(document) for document in documents_of(snapshot.clinical))


def addresses(document):
    """The addresses of the live pages to which buttons lead."""
    pages = [call["target"]["page"] for call in document["calls_to_action"]]
    return {page["web_url"] for page in pages if page}


def printed(document):
    """The works of the list of sources, in every style."""
    works = Reference.objects.by_keys(entry["key"] for entry in document.get("references", []))
    return {format_citation(work, style).html for work in works.values() for style in Style}


def signed_elsewhere(document):
    """The associations that other pages have signed."""
    items = document.get("associations", {"items": []})["items"]
    return [item for item in items if item["signed"]]


def brought_along(document):
    """What they bring into other parts of the document: their place, and the works they cite."""
    items = signed_elsewhere(document)
    cited = [
        citation["key"]
        for item in items
        for citation in signer_of(item).revision.snapshot.clinical["citations"]
    ]
    places = {("outline[].part", "associations") for _ in items}
    places |= {("outline[].part", "references") for _ in cited}
    return places | {("references[].key", key) for key in cited}


def signer_of(association):
    return Publication.objects.live(AT).get(page__uuid=association["signed"]["page"])


def cards_of_another_day(document):
    """The titles of cards that are not what their pages say of themselves today."""
    shown = list(cards(document))
    live = Publication.objects.live(AT).filter(page__uuid__in={card["id"] for card in shown})
    today = {card["id"]: card for card in cards_of(list(live), at=AT)}
    return [card["title"] for card in shown if card != today.get(card["id"])]
