import pytest

from tests.delivery.openapi import DocumentedClient


@pytest.fixture
def client():
    """Every answer that a test of this folder gets is held against the API's description."""
    return DocumentedClient()
