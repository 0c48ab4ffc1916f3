"""What administrators see of messages and of checks of the library."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.models import LibraryCheck, Message
from desk.outbox import queue, send_due
from tests.desk.elements import rows

MESSAGES = "/admin/desk/message/"
CHECKS = "/admin/desk/librarycheck/"


def put(to, number):
    now = timezone.now()
    subject = f"Message {number}"
    return queue(
        to=to, kind="sources_fell", subject=subject, text="Hello.", key=str(number), at=now
    )


def test_messages(administrator, cast):
    put(cast.editor, 1)
    send_due(timezone.now())
    put(cast.reviewer, 2)
    found = [row[:3] for row in rows(administrator.get(MESSAGES))]
    assert found == [
        ["Message 2", "Ray Reviewer", "Waits to be sent"],
        ["Message 1", "Ed Editor", "Sent"],
    ]
    (row,) = rows(administrator.get(f"{MESSAGES}?state__exact=sent"))
    assert row[0] == "Message 1"
    (row,) = rows(administrator.get(f"{MESSAGES}?q=ray"))
    assert row[0] == "Message 2"


def test_a_message(administrator, cast):
    message = put(cast.editor, 1)
    page = administrator.get(f"{MESSAGES}{message.pk}/change/").text
    assert "Hello." in page
    assert 'name="_save"' not in page


def test_an_empty_list(administrator):
    assert "Nobody has been written to yet." in administrator.get(MESSAGES).text
    assert "The sources have not been asked yet." in administrator.get(CHECKS).text


def test_checks(administrator):
    now = timezone.now()
    check = LibraryCheck.objects.create(
        started_at=now,
        checked_before=now,
        alive_at=now,
        checked=12,
        changed=3,
        silent={"crossref": "The service is busy: try again later."},
    )
    ((_, *row),) = rows(administrator.get(CHECKS))
    assert row == ["12", "3", "Crossref: The service is busy: try again later.", "-"]
    assert administrator.get(f"{CHECKS}{check.pk}/change/").status_code == 200


@pytest.mark.parametrize("path", [MESSAGES, CHECKS])
def test_others_are_kept_out(client, editor, reviewer, publisher, stranger, path):
    assert client.get(path).status_code == 302
    for other in (editor, reviewer, publisher, stranger):
        assert other.get(path).status_code == 403


@pytest.mark.parametrize("path", [MESSAGES, CHECKS])
def test_nobody_adds_one(administrator, superuser, path):
    for somebody in (administrator, superuser):
        assert somebody.get(f"{path}add/").status_code == 403


def test_as_many_queries_with_more_messages(administrator, cast):
    put(cast.editor, 1)
    administrator.get(MESSAGES)
    with CaptureQueriesContext(connection) as few:
        administrator.get(MESSAGES)
    for number in range(2, 8):
        put(cast.editor, number)
    with CaptureQueriesContext(connection) as many:
        assert len(rows(administrator.get(MESSAGES))) == 7
    assert len(many) == len(few)
    assert Message.objects.count() == 7
