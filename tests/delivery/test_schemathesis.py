"""Whatever is asked, the API answers as ``openapi.yaml`` says: every operation, generated requests.

A new operation is among them as soon as the description has it. ``make soak`` asks 100,000 times.
"""

import logging

import pytest
import schemathesis
import yaml
from django.conf import settings as project
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import TestCase
from hypothesis import HealthCheck, assume, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from tests.conftest import make_cast
from tests.delivery.library import make_library
from tests.delivery.openapi import SHAPING, assert_valid, description
from tests.sizes import SOAK, size

REQUESTS = size(500, soak=100_000)

# By parameter, values that mean something in the library, or that front ends send by mistake. They
# are tried beside any other that the description allows.
KNOWN = {
    "slug": ["shame", "verguenza", "ptsd", "living-with-shame", "plain", "guilt"],
    "identifier": ["30075356", "31999999", "0"],
    "locale": ["en", "es", "es-MX", "fr", "zh-Hant-TW", "english", "x"],
    "condition": ["ptsd", "ptsd,anxiety", ""],
    "symptom": ["shame", "shame,plain", ","],
    "author": ["ann-author", "nobody"],
    "tag": ["mood", "none"],
    "reference": ["30075356", "pmid:30075356"],
    "publication_type": ["Review", "Clinical Trial, Phase I,Review", ","],
    "year": ["2018", "2018,1979", "18", "9999"],
    "year_from": ["2000", "0000", "2000,2001"],
    "year_to": ["2020", "now"],
    "journal": ["Emotion", "Lancet (London, England),Emotion", ""],
    "cited_by": [
        "symptom|shame",
        "symptom|shame,condition|ptsd",
        "shame",
        "poem|shame",
        "symptom|",
    ],
    "code": ["mesh|D000067398", "mesh|", "|"],
    "path": ["/symptoms/shame/", "/es/symptoms/verguenza", "/symptoms/guilt/", "//", "/../", "?"],
    "as_of": ["2026-11-02", "2026-11-02T00:00:00Z", "2999-01-01", "0001-01-01", "yesterday"],
    "fields": ["title", "review.status,title", "sections.heading", "a.b.c", "title,", "."],
    "rich": ["text", "markdown,html", "html,html", "pdf"],
    "cursor": ["WyJhIiwiYiIsImMiLDFd", "%", "===="],
    "published_after": ["2026-01-01", "2026-01-01T00:00:00+25:00", "now"],
    "If-None-Match": ["*", '"one", "two"', 'W/"weak"', '"', ","],
}


class Counted:
    """The project as a WSGI application that knows how often it was asked."""

    def __init__(self):
        self.application = get_wsgi_application()
        self.asked = 0

    def __call__(self, *request):
        self.asked += 1
        return self.application(*request)


def with_known_values(description):
    for methods in description["paths"].values():
        for parameter in methods["get"].get("parameters", []):
            schema, known = parameter["schema"], KNOWN.get(parameter["name"], [])
            if parameter["in"] == "query":
                # Any text is one that the description allows: these are asked first.
                parameter["examples"] = {word: {"value": word} for word in known}
            elif known:
                parameter["schema"] = {"anyOf": [{"enum": known}, schema]}
    return description


PROJECT = Counted()
DESCRIPTION = schemathesis.openapi.from_dict(
    with_known_values(yaml.safe_load((project.BASE_DIR / "openapi.yaml").read_bytes()))
)
DESCRIPTION.app = PROJECT
# A busy machine is no fault of the API.
SIZE = settings(
    max_examples=-(-REQUESTS // len(DESCRIPTION)),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def schema_conformance(context, response, case):
    """An answer that was trimmed, or is in other forms, has no other keys than described."""
    if response.status_code != 200 or not SHAPING & set(case.query or {}):
        return openapi.response_schema_conformance(context, response, case)
    answer = description()["paths"][case.path]["get"]["responses"]["200"]["content"]
    name = answer["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return assert_valid(name, response.json(), whole=False)


# Left out: what is about log-ins, and that every value of the right type is taken. A cursor that no
# list gave is refused, although it is a text.
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    schema_conformance,
    openapi.negative_data_rejection,
    openapi.unsupported_method,
    openapi.allow_header_conformance,
]

pytestmark = pytest.mark.sized


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In place of that of one test: the transaction is open for all operations."""

    class Case(TestCase):
        pass

    signals = (request_started, request_finished)
    with django_db_blocker.unblock():
        Case.setUpClass()
        # With each request of a real server Django closes a connection that is in a transaction.
        for signal in signals:
            signal.disconnect(close_old_connections)
        yield
        for signal in signals:
            signal.connect(close_old_connections)
        Case.tearDownClass()
        Case.doClassCleanups()


@pytest.fixture(scope="module")
def library(db):
    logging.disable(logging.CRITICAL)
    yield make_library(make_cast())
    logging.disable(logging.NOTSET)
    assert not SOAK or PROJECT.asked >= REQUESTS


@DESCRIPTION.parametrize()
@SIZE
def test_every_answer_is_as_described(case, library):
    # These signs begin another part of an address: what stands before is no address of this one.
    assume(not set("?#") & set(case.formatted_path))
    case.call_and_validate(checks=CHECKS)
