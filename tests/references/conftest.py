import pytest
from pytest_httpserver import HTTPServer


@pytest.fixture(scope="session")
def make_httpserver():
    """The server of ``httpserver``, which goes on while a slow answer is on its way."""
    with HTTPServer(threaded=True) as server:
        yield server
