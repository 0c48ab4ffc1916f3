"""A list is at most three queries, with every filter, however many pages there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.filters import Since
from delivery.models import Publication
from delivery.serializers import REVIEW_STATUSES
from delivery.views import lists
from tests.delivery.anew import finish
from tests.delivery.library import make_library
from tests.delivery.rows import make_many
from tests.sizes import size

VIEWS = [
    lists.ConditionList,
    lists.SymptomList,
    lists.ArticleList,
    lists.AnyPageList,
    lists.AssociationList,
    lists.SectionList,
    lists.ReferenceList,
    lists.PersonList,
]
SLUGS = {"condition": "ptsd,grief", "symptom": "shame,plain", "tag": "feelings", "author": "wren"}
PEOPLE = {"reviewer": "ray,wren"}
WORDS = {
    **SLUGS,
    **PEOPLE,
    "reference": "30075356,00000000-0000-0000-0000-000000000007",
    "code": "mesh|D012753,icd-10-cm|R45.89",
    "review_status": ",".join(REVIEW_STATUSES),
    "publication_type": "Review,Clinical Trial, Phase I",
    **dict.fromkeys(("year", "year_from", "year_to"), "2018"),
    "journal": "Emotion,0140-6736",
    "cited_by": "symptom|shame,condition|ptsd,00000000-0000-0000-0000-000000000007",
}
# Rows, and what comes next; how many there are, when it is asked for.
USUAL, COUNTED = 2, 3


def value_of(name, described):
    if isinstance(described, Since):
        return "2026-01-01"
    return WORDS.get(name) or ",".join(described.choices if described.many else ["possible"])


def queries(view):
    """Each filter alone, all at once, each order, a short slice, fewer fields, other forms."""
    filters = {name: value_of(name, each) for name, each in view.filters.base_filters.items()}
    yield {}
    yield from ({name: value} for name, value in filters.items())
    yield filters
    yield from ({"ordering": order} for order in view.orders if order)
    yield {"limit": 1}
    yield {"limit": 100}
    yield {"fields": "id", "rich": "markdown"}


def counted(client, path, parameters):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, parameters)
    assert response.status_code == 200, response.json()
    return len(captured), response.json()


@pytest.mark.sized
@pytest.mark.parametrize("pages", [10, size(100, soak=1000)])
def test_the_counts_are_fixed(client, cast, pages):
    make_library(cast)
    make_many(pages - Publication.objects.count(), cast)
    finish()
    for view in VIEWS:
        path = f"/api/v1/{view.name.removesuffix('-list')}s/".replace("persons", "people")
        for parameters in queries(view):
            count, document = counted(client, path, parameters)
            assert count == USUAL, (path, parameters)
            if document["next"]:
                cursor = document["next"].removeprefix("https://api.example.org")
                assert counted(client, cursor, {})[0] == USUAL, (path, parameters)
            assert counted(client, path, {**parameters, "count": "exact"})[0] == COUNTED


def test_what_is_refused_costs_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        for query in (
            "x=1",
            "limit=0",
            "cursor=x",
            "kind=poem",
            "fields=x",
            "as_of=2126-01-01T00:00:00Z",
        ):
            assert client.get(f"/api/v1/pages/?{query}").status_code == 400


def test_an_answer_that_is_known_costs_the_same(client, library, django_assert_num_queries):
    etag = client.get("/api/v1/pages/")["ETag"]
    finish()
    with django_assert_num_queries(USUAL):
        response = client.get("/api/v1/pages/", headers={"if-none-match": etag})
    assert response.status_code in (200, 304)


@pytest.mark.parametrize("pages", [2, 40])
def test_what_is_stale_costs_a_fixed_number(client, cast, pages):
    make_library(cast)
    finish()
    make_many(pages, cast)
    assert counted(client, "/api/v1/symptoms/", {"limit": 100})[0] == STALE
    assert counted(client, "/api/v1/symptoms/", {"as_of": "2026-11-02T00:00:00Z"})[0] == PAST


# With the words of the pages, and all that stands around them.
STALE, PAST = 9, 15
