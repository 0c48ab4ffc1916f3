"""Every cacheable route answers 304 to its own ETag, which is another one whenever the bytes are."""

import hashlib

import pytest
from django.utils import timezone

from tests.delivery.clock import ages, kept_at_most
from tests.delivery.example_library import make_example_library
from tests.delivery.example_requests import REQUESTS
from tests.delivery.openapi import described_operations


@pytest.fixture
def named(cast):

    return make_example_library(cast, now=timezone.now())


def test_every_operation_is_asked(named):
    assert set(REQUESTS) == {operation["operationId"] for operation in described_operations()}


@pytest.mark.parametrize("operation", REQUESTS)
def test_it_answers_304_to_its_own_tag(client, named, operation):
    path = REQUESTS[operation][1].format(**named)
    response = client.get(path)
    assert response.status_code == 200
    assert response["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert ages(response)["public"] is None
    for given in (response["ETag"], f"W/{response['ETag']}", f'"other", {response["ETag"]}', "*"):
        again = client.get(path, headers={"if-none-match": given})
        assert (again.status_code, again.content) == (304, b""), given
        assert again["ETag"] == response["ETag"]
        assert ages(again).keys() == ages(response).keys()
        # Near a boundary an answer is kept shorter with each second that passes.
        assert kept_at_most(response) - 10 <= kept_at_most(again) <= kept_at_most(response)
    for given in ('"other"', response["ETag"].strip('"'), '"', ",", ""):
        assert client.get(path, headers={"if-none-match": given}).status_code == 200, given
    since = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get(path, headers=since).status_code == 200


@pytest.mark.parametrize("operation", REQUESTS)
def test_head_says_the_same_without_the_bytes(client, named, operation):
    path = REQUESTS[operation][1].format(**named)
    response, head = client.get(path), client.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
