import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.http import HttpResponse

from accounts.models import User
from cms.middleware import RequestIdMiddleware

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Asks the site something that looks private, as a server would serve it.
ASK = """
import django
django.setup()
from django.test import Client
Client(REMOTE_ADDR="203.0.113.7").get(
    "/livez?q=panic", headers={"user-agent": "spy", "x-request-id": "%s"}
)
"""
REQUEST_ID = "0b5a7c1e-0000-4000-8000-00000000abcd"


@pytest.mark.parametrize("path", ["/livez", "/api/nothing/", "/admin/", "/nothing/"])
def test_every_answer_carries_a_request_id(client, path):
    first, second = (client.get(path)["X-Request-ID"] for _ in range(2))
    assert UUID.fullmatch(first)
    assert first != second


def test_a_uuid_sent_along_is_kept(client):
    sent = REQUEST_ID.upper()
    assert client.get("/livez", headers={"x-request-id": sent})["X-Request-ID"] == REQUEST_ID


@pytest.mark.parametrize("sent", ["", "1", "x" * 36, REQUEST_ID + "\nforged", f"{REQUEST_ID} "])
def test_anything_else_is_replaced(client, sent):
    answered = client.get("/livez", headers={"x-request-id": sent})["X-Request-ID"]
    assert UUID.fullmatch(answered)
    assert answered != REQUEST_ID


def test_logs_are_json_with_the_request_id_and_nothing_personal():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings", "LOG_LEVEL": "DEBUG"}
    script = ASK % REQUEST_ID
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    finished = [line for line in lines if line["event"] == "request_finished"]
    assert [(line["request"], line["code"], line["request_id"]) for line in finished] == [
        ("GET /livez", 200, REQUEST_ID)
    ]
    for private in ("panic", "spy", "203.0.113.7"):
        assert private not in done.stderr


def test_times_are_shown_in_the_zone_of_the_person(client, superuser):
    User.objects.filter(pk=superuser.pk).update(
        date_joined=datetime(2026, 11, 22, 3, 30, tzinfo=UTC), time_zone="America/New_York"
    )
    client.force_login(superuser)
    page = client.get(f"/admin/accounts/user/{superuser.pk}/change/").content.decode()
    assert "Nov. 21, 2026, 10:30 p.m." in page


@pytest.mark.parametrize("path", ["/api/nothing/", "/livez", "/"])
def test_outside_the_admin_nobody_looks_at_who_asks(
    client, superuser, django_assert_num_queries, path
):
    client.force_login(superuser)
    with django_assert_num_queries(0):
        response = client.get(path)
    assert "Vary" not in response


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_content_has_no_length_of_it(rf, status):
    """Django's own middleware writes a length of 0, which RFC 9110 forbids here."""
    middleware = RequestIdMiddleware(
        lambda request: HttpResponse(status=status, headers={"Content-Length": "0"})
    )
    response = middleware(rf.get("/"))
    assert not {"Content-Length", "Content-Type"} & set(response.headers)
