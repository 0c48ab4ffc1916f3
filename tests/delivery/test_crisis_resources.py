"""Help in a crisis, as two people have checked it."""

import pytest
from django.utils import timezone

from articles.crisis import enter_version
from articles.models import CrisisResource
from tests.builders import make_crisis_resource

PATH = "/api/v1/crisis-resources/"


@pytest.fixture
def resources(cast):
    def make(country, position, **fields):
        made = make_crisis_resource(
            entered_by=cast.editor, verified_by=cast.administrator, country=country, **fields
        )
        CrisisResource.objects.filter(pk=made.pk).update(position=position)
        return made

    return [make("US", 2, name="Second"), make("US", 1, name="First"), make("CA", 9, name="Third")]


def names(response):
    return [each["name"] for each in response.json()["results"]]


def test_it_works(client, resources):
    response = client.get(PATH)
    assert names(response) == ["Third", "First", "Second"]
    assert response.json()["results"][1] == {
        "id": str(resources[1].uuid),
        "slug": resources[1].slug,
        "country": "US",
        "name": "First",
        "label": "Call 988",
        "phone": "988",
        "sms": None,
        "sms_body": None,
        "chat_url": None,
        "hours": "24/7",
        "audience": None,
        "languages": ["en"],
    }
    assert (response.json()["next"], response.json()["previous"]) == (None, None)
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert response["Surrogate-Key"] == "crisis-resources"


def test_one_country(client, resources):
    assert names(client.get(PATH, {"country": "US"})) == ["First", "Second"]
    assert names(client.get(PATH, {"country": "GB"})) == []


def test_only_what_is_served(client, cast, resources):
    make_crisis_resource(entered_by=cast.editor, name="Unverified")
    content = {
        "name": "Renamed",
        "label": "Call",
        "phone": "1",
        "hours": "24/7",
        "languages": ["en"],
    }
    enter_version(
        resource=resources[0],
        content={**content, "phone": "988"},
        by=cast.editor,
        at=timezone.now(),
    )
    CrisisResource.objects.filter(pk=resources[2].pk).update(retired_at=timezone.now())
    assert names(client.get(PATH)) == ["First", "Second"]


def test_queries(client, resources, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(PATH)


@pytest.mark.parametrize(
    "query",
    [
        "country=u",
        "country=USA",
        "country=US,",
        "country=",
        "country=%C3%9CS",
        "locale=en",
        "limit=1",
    ],
)
def test_parameters_that_are_refused(client, db, query):
    assert client.get(f"{PATH}?{query}").status_code == 400
