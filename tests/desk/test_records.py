"""What happened: revisions, publications, public changes and the audit, to look at only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.models import Change, Publication
from delivery.publishing import withdraw
from review.models import AuditEntry, Revision
from review.refusals import Refused
from tests.builders import NOW, make_page, make_topic, publish_page
from tests.desk.elements import elements, read_only, rows
from tests.desk.refusals import unchanged

MODELS = [Revision, Publication, Change, AuditEntry]
NOON = "Nov. 1, 2026, noon"


@pytest.fixture
def publication(cast):
    """A page that was public, and that the editor tried to withdraw before the publisher did."""
    page = make_page(by=cast.editor, title="Shame", slug="shame")
    publication = publish_page(page, cast)
    with pytest.raises(Refused):
        withdraw(page=page, by=cast.editor, reason="Old.", now=NOW)
    successor = make_topic()
    withdraw(
        page=page,
        by=cast.publisher,
        reason="Old.",
        notice="See guilt.",
        successor=successor,
        now=NOW,
    )
    publication.refresh_from_db()
    return publication


def address(model, row=None, page="change"):
    path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    return f"{path}{row.pk}/{page}/" if row else path


# What they say


def test_a_revision(editor, cast, publication):
    revision = Revision.objects.get()
    answer = editor.get(address(Revision))
    assert rows(answer) == [["Shame", "1", "Ed Editor", NOON]]
    assert read_only(editor.get(address(Revision, revision))) == {
        "Page": "Shame",
        "Number": "1",
        "Fingerprint": revision.fingerprint,
        "Format": "1",
        "Change note": "-",
        "Who wrote these words, or stands in the byline": "Ed Editor",
        "Created by": "Ed Editor",
        "Created at": NOON,
    }


def test_a_publication(editor, publication):
    answer = editor.get(address(Publication))
    assert rows(answer) == [["/symptoms/shame/", "Shame, revision 1", NOON, NOON, "Withdrawn"]]
    assert read_only(editor.get(address(Publication, publication))) == {
        "Path": "/symptoms/shame/",
        "Revision": "Shame, revision 1",
        "Sign off": "Ray Reviewer, MD, 2026-11-01",
        "Live from": NOON,
        "Live until": NOON,
        "Planned until": "-",
        "Cancelled at": "-",
        "Ending": "Withdrawn",
        "Ending reason": "Old.",
        "Ending notice": "See guilt.",
        "Successor": str(publication.successor),
        "Last reviewed": NOON,
        "Review due": "Nov. 1, 2027, noon",
    }


def test_a_change(editor, publication):
    shown = "/symptoms/shame/ from 2026-11-01 12:00"
    answer = editor.get(address(Change))
    reviewer = "Ray Reviewer, MD"
    assert rows(answer) == [
        ["4", NOON, "Withdrawn", "-", reviewer],
        ["3", NOON, "Withdrawn", shown, "-"],
        ["2", NOON, "Published", "-", reviewer],
        ["1", NOON, "Published", shown, "-"],
    ]
    assert read_only(editor.get(address(Change, Change.objects.get(number=3)))) == {
        "Number": "3",
        "At": NOON,
        "Kind": "Withdrawn",
        "Publication": shown,
        "Document": "-",
    }


def test_an_entry_of_the_audit(administrator, cast, publication):
    newest, refused = AuditEntry.objects.all()[:2]
    editor, page = str(cast.editor.uuid), str(publication.page.uuid)
    assert rows(administrator.get(address(AuditEntry)))[1] == [
        str(refused.number),
        NOON,
        "Withdrew from the public",
        "not_allowed",
        "articles.page",
        page,
        editor,
    ]
    assert read_only(administrator.get(address(AuditEntry, newest))) == {
        "Number": str(newest.number),
        "At": NOON,
        "Actor": str(cast.publisher.uuid),
        "Action": "Withdrew from the public",
        "Refusal": "-",
        "Subject type": "delivery.publication",
        "Subject": str(publication.uuid),
        "Fingerprint": publication.fingerprint,
        "Row hash": newest.row_hash,
        "Previous hash": refused.hash,
        "Hash": newest.hash,
    }


# Who looks, and that nobody does more


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "administrator", "superuser"])
@pytest.mark.parametrize("model", MODELS)
def test_who_looks(request, publication, model, role):
    client = request.getfixturevalue(role)
    allowed = model is not AuditEntry or role in ("administrator", "superuser")
    row = model.objects.first()
    for path in (address(model), address(model, row), address(model, row, "history")):
        assert client.get(path).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("model", MODELS)
def test_a_stranger_does_not(stranger, publication, model):
    for path in (address(model), address(model, model.objects.first())):
        assert stranger.get(path).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_nobody_writes(superuser, publication, model):
    row = model.objects.first()
    fields = [
        item["name"]
        for page in (superuser.get(address(model)), superuser.get(address(model, row)))
        for item in elements(page, "input", "textarea", "select")
        if any(around["id"] == "content-main" for around in item.within)
    ]
    assert set(fields) <= {"csrfmiddlewaretoken", "q", ""}
    with unchanged():
        for path in (
            f"{address(model)}add/",
            address(model, row),
            address(model, row, "delete"),
        ):
            assert superuser.post(path, {"number": "7", "post": "yes"}).status_code == 403
        superuser.post(
            address(model),
            {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
        )


# The lists


@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        (Revision, "sham", 1),
        (Revision, "guilt", 0),
        (Publication, "/symptoms/shame", 1),
        (Publication, "guilt", 0),
        (AuditEntry, "00000000-0000-0000-0000-000000000000", 0),
    ],
)
def test_a_list_is_searched(superuser, publication, model, words, found):
    assert len(rows(superuser.get(address(model), {"q": words}))) == found


@pytest.mark.parametrize("name", ["subject", "actor"])
def test_the_audit_is_searched(superuser, publication, name):
    entry = AuditEntry.objects.first()
    found = superuser.get(address(AuditEntry), {"q": str(getattr(entry, name))})
    assert entry in found.context["cl"].result_list


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_as_often_for_four_pages_as_for_one(superuser, cast, publication, model):
    superuser.get(address(model))
    with CaptureQueriesContext(connection) as few:
        before = rows(superuser.get(address(model)))
    for _ in range(3):
        publish_page(make_page(by=cast.editor), cast)
    with CaptureQueriesContext(connection) as many:
        after = rows(superuser.get(address(model)))
    assert len(after) >= len(before) + 3
    assert len(many) == len(few)
