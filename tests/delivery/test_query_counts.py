"""The number of queries of an answer is fixed: it does not grow with what there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import AssociationDraft, CitationDraft, SectionDraft
from articles.models import Page, Topic
from delivery.models import Publication
from delivery.publishing import withdraw
from references.models import Reference
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_reference,
    make_site,
    publish_page,
)
from tests.delivery.anew import finish
from tests.delivery.library import make_library
from tests.delivery.nodes import doc, mark, paragraph, words
from tests.delivery.rows import make_many
from tests.sizes import size

DETAIL = "/api/v1/symptoms/shame/"
LIST = "/api/v1/symptoms/"

# A page: one row with its bytes. Where no page is: no row, then all that the address may have meant.
# A list: the rows, and when it becomes another.
COUNTS = {
    "detail": 1,
    "detail not modified": 1,
    "detail head": 1,
    "detail by the slug of a translation": 1,
    "detail in another language": 1,
    "detail trimmed": 1,
    "moved": 2,
    "gone": 2,
    "not found": 2,
    "not found in this language": 2,
    "bad parameter": 0,
    "options": 0,
    "list": 2,
    "list not modified": 2,
    "list with cursor": 2,
    "list of 100": 2,
    "empty list": 2,
}


def prepare(cast):
    """A page with everything, one that moved, one that went, and what to ask of them."""
    make_library(cast)
    moved = publish_page(make_page(by=cast.editor, slug="moved"), cast).page
    edit_page(moved, by=cast.editor, slug="moved-on")
    publish_page(moved, cast)
    publish_page(make_page(by=cast.editor, locale="es", slug="verguenza-sola"), cast)
    gone = publish_page(make_page(by=cast.editor, slug="gone"), cast).page
    withdraw(
        page=gone,
        by=cast.publisher,
        reason="Old.",
        successor=Topic.objects.get(pages__slug="ptsd"),
        now=NOW,
    )


def requests(client):
    """Each answer that is counted: how to ask for it, and its status."""
    etag, list_etag = client.get(DETAIL)["ETag"], client.get(LIST)["ETag"]
    following = client.get(LIST, {"limit": 2}).json()["next"]
    cursor = following.removeprefix("https://api.example.org")
    return {
        "detail": (lambda: client.get(DETAIL), 200),
        "detail not modified": (lambda: client.get(DETAIL, headers={"if-none-match": etag}), 304),
        "detail head": (lambda: client.head(DETAIL), 200),
        "detail by the slug of a translation": (lambda: client.get(f"{LIST}verguenza/"), 200),
        "detail in another language": (lambda: client.get(f"{DETAIL}?locale=fr"), 200),
        "detail trimmed": (lambda: client.get(f"{DETAIL}?fields=title&rich=text"), 200),
        "moved": (lambda: client.get(f"{LIST}moved/"), 308),
        "gone": (lambda: client.get(f"{LIST}gone/"), 410),
        "not found": (lambda: client.get(f"{LIST}nothing/"), 404),
        "not found in this language": (lambda: client.get(f"{LIST}verguenza-sola/"), 404),
        "bad parameter": (lambda: client.get(f"{LIST}nothing/?x=1"), 400),
        "options": (lambda: client.options(DETAIL), 204),
        "list": (lambda: client.get(LIST), 200),
        "list not modified": (
            lambda: client.get(LIST, headers={"if-none-match": list_etag}),
            304,
        ),
        "list with cursor": (lambda: client.get(cursor), 200),
        "list of 100": (lambda: client.get(f"{LIST}?limit=100"), 200),
        "empty list": (lambda: client.get("/api/v1/conditions/?locale=es"), 200),
    }


def counted(client):
    """Ask for each answer, and return the number of queries that it took."""
    counts = {}
    for name, (ask, status) in requests(client).items():
        with CaptureQueriesContext(connection) as queries:
            response = ask()
        assert response.status_code == status, name
        counts[name] = len(queries)
    return counts


@pytest.mark.sized
@pytest.mark.parametrize("pages", [10, size(100, soak=500)])
def test_the_counts_are_fixed(client, cast, pages):
    prepare(cast)
    make_many(pages - Publication.objects.live(NOW.replace(year=2027)).count(), cast)
    assert Publication.objects.live(NOW.replace(year=2027)).count() == pages
    finish()
    assert counted(client) == COUNTS


@pytest.mark.sized
@pytest.mark.parametrize("parts", [1, size(12, soak=40)])
def test_a_longer_page_costs_no_more(client, cast, parts):
    """As many sections, sources and links as there are."""
    make_site()
    works = [make_reference() for _ in range(parts)]
    topics = [row.topic for row in make_many(parts, cast)]
    links = [
        words("link ", mark("pageLink", topic=str(topic.uuid)), mark("bold")) for topic in topics
    ]
    page = make_page(
        by=cast.editor,
        slug="shame",
        sections=[
            *(SectionDraft(body=doc(paragraph(link))) for link in links),
            *(SectionDraft(body=cited("See", work.key)) for work in works),
        ],
        citations=[CitationDraft(key=work.key) for work in works],
    )
    publish_page(page, cast)
    Publication.objects.update(presenter="another")
    with CaptureQueriesContext(connection) as queries:
        document = client.get(DETAIL).json()
    assert (len(document["sections"]), len(document["references"])) == (2 * parts, parts)
    # The row; then, with its words and its signer, pages that name it, neighbours, credentials, site,
    # crisis resources, references.
    assert len(queries) == 10


@pytest.mark.sized
@pytest.mark.parametrize("parts", [1, size(12, soak=40)])
def test_a_condition_with_many_associations_costs_no_more(client, cast, parts):
    """Each of them by a symptom page of its own, with a source and a link of its own."""
    make_site()
    condition = publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    works = [make_reference() for _ in range(parts)]
    for work, row in zip(works, make_many(parts, cast), strict=True):
        explanation = doc(
            paragraph(
                words("See", mark("pageLink", topic=str(row.topic.uuid))),
                mark("citation", key=work.key),
            )
        )
        association = AssociationDraft(
            condition=condition.topic, name="PTSD", explanation=explanation
        )
        symptom = make_page(
            by=cast.editor, associations=[association], citations=[CitationDraft(key=work.key)]
        )
        publish_page(symptom, cast)
    Publication.objects.update(presenter="another")
    with CaptureQueriesContext(connection) as queries:
        document = client.get("/api/v1/conditions/ptsd/").json()
    items = document["associations"]["items"]
    assert (len(items), len(document["references"])) == (parts, parts)
    assert all("<a " in item["explanation"]["html"] for item in items)
    # As above, and how the pages that name it do.
    assert len(queries) == 11


def test_a_list_of_100_is_one(client, cast):
    make_many(120, cast)
    assert Page.objects.count() == 120
    assert not Reference.objects.exists()
    assert len(client.get(LIST, {"limit": 100}).json()["results"]) == 100
