"""Imported addresses in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.models import Alias
from tests.builders import publish_page
from tests.desk.elements import elements
from tests.desk.refusals import said, unchanged

LIST = "/admin/delivery/alias/"
IMPORT = f"{LIST}add/"


@pytest.fixture
def live(cast, page):
    return publish_page(page, cast)


def upload(client, *lines, header="path,target"):
    data = "\n".join([header, *lines]).encode()
    return client.post(IMPORT, {"upload": SimpleUploadedFile("aliases.csv", data)})


def message(answer):
    """The newest of the messages: those before it have not been shown yet."""
    return str(list(answer.wsgi_request._messages)[-1])


def test_it_works(publisher, cast, page, live):
    answer = upload(publisher, "/old,/symptoms/shame/", "/older/,/symptoms/shame/")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert message(answer) == "Imported addresses: 2."
    assert {(alias.path, alias.topic, alias.entered_by) for alias in Alias.objects.all()} == {
        ("/old/", page.topic, cast.publisher),
        ("/older/", page.topic, cast.publisher),
    }
    answer = upload(publisher, "/old/,/symptoms/shame/", "/new/,/symptoms/shame/")
    assert message(answer) == "Imported addresses: 1. 1 were known already."
    answer = upload(publisher, "/old/,/symptoms/shame/")
    assert message(answer) == ("All of these addresses were imported before: nothing has changed.")


def test_the_list(publisher, editor, live):
    offered = [link["href"] for link in elements(publisher.get(LIST), "a")]
    assert IMPORT in offered
    assert "Choose “Import addresses” above" in publisher.get(LIST).content.decode()
    upload(publisher, "/old,/symptoms/shame/")
    answer = editor.get(LIST)
    assert "/old/" in answer.content.decode()
    assert IMPORT not in [link["href"] for link in elements(answer, "a")]


def test_faults_at_their_lines(publisher, live):
    with unchanged():
        answer = upload(publisher, "/good/,/symptoms/shame/", "/bad/,/<b>guilt</b>/", "/old/")
    assert answer.status_code == 400
    faults = [
        " ".join(item.words.split())
        for item in elements(answer, "li")
        if "desk-file-faults" in item.within[-1]["class"]
    ]
    assert faults == [
        "Line 3 /bad/,/<b>guilt</b>/: No public page is at the target.",
        "Line 4 /old/: Write two columns, path and target: here are 1.",
    ]


def test_very_many_faults(publisher, live):
    answer = upload(publisher, *(f"/old-{number}/" for number in range(250)))
    assert "And 50 more." in answer.content.decode()


def test_no_file(publisher, live):
    with unchanged():
        answer = publisher.post(IMPORT, {})
    assert said(answer) == {"upload": [("required", "This field is required.")]}


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator", "stranger"])
def test_who_may_not(request, role, live):
    client = request.getfixturevalue(role)
    with unchanged():
        assert client.get(IMPORT).status_code == 403
        assert upload(client, "/old/,/symptoms/shame/").status_code == 403


def test_nobody_changes_or_deletes_one(superuser, live):
    upload(superuser, "/old,/symptoms/shame/")
    alias = Alias.objects.get()
    with unchanged():
        for page in ("change", "delete"):
            assert superuser.post(f"{LIST}{alias.pk}/{page}/", {"post": "yes"}).status_code == 403
