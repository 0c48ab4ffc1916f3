"""The number of queries of documents beside those of pages by their slugs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import CitationDraft, SectionDraft
from delivery.models import Alias
from delivery.publishing import withdraw
from tests.builders import NOW, cited, make_page, make_reference, publish_page

BASE = "/api/v1"


@pytest.fixture
def addresses(cast):
    """Each address, its status and the number of its queries."""
    work = make_reference(pmid="30075356")
    page = make_page(
        by=cast.editor,
        slug="shame",
        sections=[SectionDraft(body=cited("See", work.key))],
        citations=[CitationDraft(key=work.key)],
    )
    row = publish_page(page, cast)
    gone = publish_page(make_page(by=cast.editor, slug="guilt"), cast).page
    withdraw(page=gone, by=cast.publisher, reason="Old.", successor=row.topic, now=NOW)
    Alias.objects.create(
        path="/symptoms/old/",
        topic=row.topic,
        locale="en",
        entered_by=cast.publisher,
        entered_at=NOW,
    )
    return {
        f"{BASE}/pages/{page.uuid}/": (200, 1),
        f"{BASE}/pages/{gone.uuid}/": (410, 2),
        f"{BASE}/pages/{row.topic.uuid}/": (404, 2),
        f"{BASE}/references/30075356/": (200, 1),
        f"{BASE}/references/{work.uuid}/": (200, 1),
        f"{BASE}/references/1/": (404, 1),
        f"{BASE}/references/nothing/": (404, 0),
        f"{BASE}/people/{cast.reviewer.person.slug}/": (200, 1),
        f"{BASE}/people/nobody/": (404, 1),
        f"{BASE}/symptoms/old/": (308, 2),
        f"{BASE}/symptoms/guilt/": (410, 2),
        f"{BASE}/resolve/?path=/symptoms/shame": (200, 1),
        f"{BASE}/resolve/?path=/symptoms/old": (200, 2),
        f"{BASE}/resolve/?path=/symptoms/guilt": (410, 2),
        f"{BASE}/resolve/?path=/nothing": (404, 1),
        f"{BASE}/resolve/?path=..": (400, 0),
    }


def counted(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    return response, len(queries)


def test_the_counts_are_fixed(client, addresses):
    found = {}
    for address in addresses:
        response, queries = counted(client, address)
        found[address] = (response.status_code, queries)
    assert found == addresses


def test_what_is_not_modified_costs_as_much(client, addresses):
    for address, (status, queries) in addresses.items():
        if status == 200:
            etag = client.get(address)["ETag"]
            response, again = counted(client, address, **{"if-none-match": etag})
            assert (address, response.status_code, again) == (address, 304, queries)
