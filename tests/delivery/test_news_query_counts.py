"""One change costs as many queries with two hundred pages that show it as with twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.facts import person_changed, site_changed
from articles.models import Person, Site
from delivery.linking import make_links
from delivery.models import Change, Document
from delivery.representing import represent, represent_documents
from references.facts import work_changed
from references.models import Reference
from review.ledger import ledger_turn
from tests.builders import NOW, make_reference, make_site
from tests.delivery.covering import AT
from tests.delivery.rows import make_many
from tests.delivery.truth import assert_stored_bytes_are_true
from tests.sizes import size

PAGES = {"review_ledger", "delivery_publication", "delivery_change"}
BOTH = PAGES | {"delivery_document"}


def make_finished(count, cast, **words):
    """That many live pages with their links and bytes."""
    rows = make_many(count, cast, **words)
    for row in rows:
        make_links(row)
    with ledger_turn(now=NOW) as turn:
        represent({row.pk for row in rows}, turn)
        represent_documents(set(Document.objects.values_list("pk", flat=True)), turn)


def queries_of(change):
    """Count reads, tables written and changes. SQLite takes many rows of one write in batches."""
    last = Change.objects.count()
    with CaptureQueriesContext(connection) as queries, ledger_turn(now=AT) as turn:
        change(turn)
    statements = [query["sql"] for query in queries]
    reads = [sql for sql in statements if sql.startswith("SELECT")]
    written = {sql.split('"')[1] for sql in statements if sql.startswith(("INSERT", "UPDATE"))}
    assert len(statements) <= 34
    return len(reads), written, Change.objects.count() - last


def rename(person):
    def change(turn):
        Person.objects.filter(pk=person.pk).update(interests="None.", interests_declared_on=AT)
        person_changed(person=person, at=turn.at, turn=turn)

    return change


@pytest.mark.sized
@pytest.mark.parametrize("count", [20, size(60, soak=200)])
def test_a_person(cast, count):
    make_finished(count, cast)
    assert queries_of(rename(cast.reviewer.person)) == (22, BOTH | {"articles_person"}, count + 1)
    assert_stored_bytes_are_true(AT)


@pytest.mark.sized
@pytest.mark.parametrize("count", [20, size(60, soak=200)])
def test_a_work(cast, count):
    work = make_reference()
    make_finished(count, cast, cites=work)

    def change(turn):
        Reference.objects.filter(pk=work.pk).update(year=2018)
        work_changed(work=work, at=turn.at, turn=turn)

    assert queries_of(change) == (24, BOTH | {"references_reference"}, count + 1)


@pytest.mark.sized
@pytest.mark.parametrize("count", [20, size(60, soak=200)])
def test_the_site(cast, count):
    make_site()
    make_finished(count, cast)

    def change(turn):
        Site.objects.update(feedback_email="care@example.org")
        site_changed(at=turn.at, turn=turn)

    assert queries_of(change) == (15, PAGES | {"articles_site"}, count)
