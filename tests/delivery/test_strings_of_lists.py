"""DESIGN 4.17 on the routes that serve other things than whole pages, today and as of an instant."""

import re

import pytest

from articles import richtext
from delivery.models import Publication
from delivery.presenting import present
from tests.delivery.accounting import AT, strings
from tests.delivery.cards import cards_of
from tests.delivery.clock import ago
from tests.delivery.proof_addresses import proof_of

WHEN = ["", "as_of"]

# What is said of works, people and the site comes from rows that are live: no page answers for it.
WORK = {
    "key",
    "id",
    "kind",
    "pmid",
    "doi",
    "pmcid",
    "title",
    "authors[].family",
    "authors[].given",
    "authors[].initials",
    "authors[].particle",
    "authors[].suffix",
    "authors[].group",
    "editors[].family",
    "editors[].given",
    "editors[].initials",
    "editors[].particle",
    "editors[].suffix",
    "editors[].group",
    "journal",
    "journal_abbreviation",
    "issn",
    "container_title",
    "season",
    "volume",
    "issue",
    "pages",
    "article_number",
    "edition",
    "publisher",
    "publisher_place",
    "isbn",
    "report_number",
    "url",
    "published_online",
    "accessed_on",
    "publication_types[]",
    "standing.status",
    "standing.checked_at",
    "formatted.ama",
    "formatted.nlm",
    "formatted.apa",
    "links.pubmed",
    "links.pmc",
    "links.doi",
    "api_url",
}
PERSON = {
    "id",
    "slug",
    "printed_name",
    "profession",
    "degrees[]",
    "orcid",
    "roles[]",
    "biography",
    "languages[]",
    "board_certifications[].specialty",
    "board_certifications[].authority",
    "licensed_in[]",
    "interests.statement",
    "interests.declared_on",
    "api_url",
    "author_pages_url",
    "reviewer_pages_url",
}
TAG = {"slug", "name", "pages_url"}
CRISIS_RESOURCE = {
    "id",
    "slug",
    "country",
    "name",
    "label",
    "phone",
    "sms",
    "sms_body",
    "chat_url",
    "hours",
    "audience",
    "languages[]",
}


@pytest.fixture(params=WHEN)
def ask(request, client, library):
    """Ask for an address, and for all that follows it."""
    query = {"as_of": f"{ago(minutes=1):%Y-%m-%dT%H:%M:%SZ}"} if request.param else {}

    def answer(path, **parameters):
        response = client.get(f"/api/v1/{path}", {**parameters, **query})
        assert response.status_code == 200
        return response.json()

    # The API writes every instant with its microseconds.
    answer.as_of = {"as_of": query["as_of"].replace("Z", ".000000Z")} if query else {}
    return answer


def leaves(*values):
    return {text for value in values for _, text in strings(value)}


def document_of(publication):
    return present(publication.revision.snapshot, publication=publication, at=AT).document


def answered_for(page):
    """All that the page answers for, and what it shows of others, as its own document has it."""
    row = Publication.objects.live(AT).get(page__uuid=page)
    document = document_of(row)
    shown = [document, *(part for name in CARDS for part in document[name])]
    items = document["associations"]["items"]
    shown += [item["card"] for item in items if item["card"]]
    return leaves(*shown, *cards_of([row], at=AT))


def words_for_condition(association, page):
    """What the page has signed for the condition's page, without its marks."""
    row = Publication.objects.live(AT).get(page__uuid=page)
    items = row.revision.snapshot.clinical["associations"]
    (signed,) = (item for item in items if item["id"] == association)
    return richtext.plain_text(signed["explanation_on_condition"])


CARDS = ("about", "related", "linked_from")


@pytest.mark.parametrize("path", ["sections/", "associations/"])
@pytest.mark.parametrize("locale", ["en", "es"])
def test_a_part_says_what_its_page_says(ask, path, locale):
    for item in ask(path, limit=100, locale=locale)["results"]:
        assert item["signed"]["page"] == item["page"]["id"]
        # What proves the page as of an instant says so: its own document, of today, does not.
        proof = item["signed"].pop("sign_off_url")
        row = Publication.objects.live(AT).get(page__uuid=item["page"]["id"])
        assert proof == proof_of(row, **ask.as_of)
        known = answered_for(item["page"]["id"])
        other = item.pop("explanation_on_condition", None)
        # Its text is another one than that of the page: it is held against what was signed.
        assert leaves(item) - known == set()
        if other:
            shown = richtext.plain_text({"content": other["blocks"]})
            assert shown == words_for_condition(item["id"], item["page"]["id"])


def test_there_are_parts_to_look_at(ask):
    assert len(ask("sections/", limit=100)["results"]) > 5
    assert len(ask("associations/", limit=100)["results"]) > 1


def paths_in(value):
    return {re.sub(r"^\.", "", path) for path, _ in strings(value)}


def test_works(ask):
    works = ask("references/", limit=100)["results"]
    assert works
    for work in works:
        assert paths_in(work) <= WORK
        document = ask(work["api_url"].removeprefix("https://api.example.org/api/v1/"))
        cited_by = document.pop("cited_by")
        assert document == work
        for page in cited_by:
            assert leaves(page) - answered_for(page["id"]) == set()


def test_people(ask):
    people = ask("people/", limit=100)["results"]
    assert {role for person in people for role in person["roles"]} == {"author", "reviewer"}
    for person in people:
        assert paths_in(person) <= PERSON
        document = ask(person["api_url"].removeprefix("https://api.example.org/api/v1/"))
        assert paths_in(document) <= PERSON


@pytest.mark.parametrize("kind", ["conditions", "symptoms", "articles", "pages"])
def test_cards(ask, kind):
    for card in ask(f"{kind}/", limit=100)["results"]:
        row = Publication.objects.live(AT).get(page__uuid=card["id"])
        assert [card] == cards_of([row], at=AT)


class TestWhatIsLive:
    """These have no earlier state: they are what they are today."""

    def test_tags(self, client, library):
        for tag in client.get("/api/v1/tags/").json()["results"]:
            assert paths_in(tag) <= TAG

    def test_crisis_resources(self, client, library):
        for resource in client.get("/api/v1/crisis-resources/").json()["results"]:
            assert paths_in(resource) <= CRISIS_RESOURCE

    def test_paths(self, client, library):
        for entry in client.get("/api/v1/paths/").json()["results"]:
            row = Publication.objects.live(AT).get(page__uuid=entry["id"])
            assert entry.pop("etag") == row.etag
            assert leaves(entry) - leaves(*cards_of([row], at=AT)) == set()

    def test_resolve(self, client, library):
        for row in library.publications:
            found = client.get("/api/v1/resolve/", {"path": row.path}).json()
            assert leaves(found) - leaves(*cards_of([row], at=AT)) == {"content"}
