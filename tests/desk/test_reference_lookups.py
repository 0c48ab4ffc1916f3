"""Adding works from PubMed in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from werkzeug import Response

from references.models import Lookup, Reference
from references.tasks import look_up
from tests.builders import make_reference
from tests.desk.elements import elements, links
from tests.desk.refusals import said, told, unchanged
from tests.references.library import DOI
from tests.review.locking import locked_file

LIST = "/admin/references/reference/"
PASTE = f"{LIST}lookup/"


def paste(client, works):
    return client.post(PASTE, {"works": works})


def found(client, works):
    """The address of what was found."""
    answer = paste(client, works)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def chosen(answer):
    boxes = [item for item in elements(answer, "input") if item["name"] == "line"]
    return {int(box["value"]): "checked" in box.attributes for box in boxes}


@pytest.fixture
def shelf(pubmed):
    pubmed.add("1", title="Shame")
    pubmed.add("2", title="Guilt", doi_of_it=DOI)
    pubmed.add(
        "3", title="Grief", types='<PublicationType UI="D016441">Retracted</PublicationType>'
    )
    pubmed.add("4", title="Envy")
    return pubmed


MIXED = f"1\nMüller, Shame and disgust. doi:{DOI}\n3\n4\n5\nno number"


def test_what_was_found_beside_what_was_typed(editor, shelf):
    known = make_reference(pmid="4", title="Envy as I typed it")
    path = found(editor, MIXED)
    answer = editor.get(path)
    assert [
        item.words for item in elements(answer, "li") if item.within[-1]["class"] == "desk-found"
    ] == [
        "1 Shame López AM. Journal of anxiety disorders. 2018. PMID 1",
        f"Müller, Shame and disgust. doi:{DOI} Guilt López AM. Journal of anxiety disorders. 2018. "
        f"PMID 2. DOI {DOI} This looks like another work: neither title, authors nor journal of "
        "this record have “Müller”, “Shame”, “disgust”.",
        "3 Grief López AM. Journal of anxiety disorders. 2018. PMID 3 Retracted",
        "4 Bring up to date: Envy López AM. Journal of anxiety disorders. 2018. PMID 4 "
        "It is there already: Envy as I typed it",
        "5 PubMed has no record with the PMID 5.",
        "no number There is no PMID, DOI, PMCID or PubMed address in this line.",
    ]
    # What nobody need look at is chosen.
    assert chosen(answer) == {1: True, 2: False, 3: False, 4: False}
    assert "1 new, 2 to compare, 1 already there, 2 not found or not readable." in (
        answer.content.decode()
    )
    assert links(answer)["Envy as I typed it"] == f"{LIST}{known.pk}/change/"
    assert Reference.objects.count() == 1


def test_confirm(editor, cast, shelf):
    path = found(editor, MIXED)
    answer = editor.post(path, {"line": ["1", "2"]})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert told(answer) == [("success", "Works added: 2.")]
    assert set(Reference.objects.values_list("pmid", flat=True)) == {"1", "2"}
    assert set(LogEntry.objects.values_list("user", "object_repr", "change_message")) == {
        (cast.editor.pk, "Shame (2018)", "Added from what was looked up."),
        (cast.editor.pk, "Guilt (2018)", "Added from what was looked up."),
    }
    answer = editor.get(path)
    work = Reference.objects.get(pmid="1")
    assert links(answer)["Shame"] == f"{LIST}{work.pk}/change/"
    assert chosen(answer) == {}
    assert "2 not found or not readable, 2 added, 2 left out." in answer.content.decode()
    # The button that was pressed twice.
    with unchanged():
        answer = editor.post(path, {"line": ["1"]})
    assert answer.status_code == 400
    assert "This was confirmed already." in answer.content.decode()


def test_nothing_is_chosen(editor, shelf):
    path = found(editor, MIXED)
    for data in ({}, {"line": ["x", "99", "9" * 30]}):
        with unchanged():
            answer = editor.post(path, data)
        assert answer.status_code == 400
        assert "Choose at least one of the works." in answer.content.decode()
        assert chosen(answer) == {1: False, 2: False, 3: False, 4: False}


def test_the_site_is_busy(editor, shelf, tmp_path, monkeypatch):
    path = found(editor, MIXED)
    monkeypatch.setattr(
        "review.ledger.lock_ledger", lambda: locked_file(tmp_path / "locked.sqlite3")
    )
    with unchanged():
        answer = editor.post(path, {"line": ["2"]})
    assert "The site is busy: try again in a moment." in answer.content.decode()
    assert chosen(answer)[2]


def test_discard(editor, shelf):
    path = found(editor, MIXED)
    answer = editor.post(path, {"discard": "Add nothing"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert told(answer) == [("success", "Nothing was added.")]
    assert editor.get(path).status_code == 404


def test_what_was_not_found_is_typed_again(editor, shelf):
    path = found(editor, MIXED)
    again = links(editor.get(path))["Correct what was not found, and look it up again"]
    assert again.startswith(f"{PASTE}?again=")
    (area,) = elements(editor.get(again), "textarea")
    assert area.text.strip() == "5\nno number"
    for other in ("x", "5b0e8c3e-0b3f-4c85-9b3b-000000000000"):
        assert elements(editor.get(f"{PASTE}?again={other}"), "textarea")[0].text.strip() == ""


def test_an_answer_that_is_too_old(editor, shelf):
    path = found(editor, "1, 2")
    Lookup.objects.update(answered_at="2026-01-01T00:00:00Z")
    answer = editor.get(path)
    buttons = [item["value"] for item in elements(answer, "input") if item["type"] == "submit"]
    assert buttons == ["Add nothing"]
    again = links(answer)["look the works up again"]
    assert elements(editor.get(again), "textarea")[0].text.split() == ["1", "2"]
    with unchanged():
        assert editor.post(path, {"line": ["1"]}).status_code == 400


def test_titles_are_escaped(editor, pubmed):
    pubmed.add("1", title="&lt;b&gt;Shame&lt;/b&gt; &amp;lt;55%")
    answer = editor.get(found(editor, "PMID 1 <b>typed</b>"))
    html = answer.content.decode()
    assert "&lt;b&gt;Shame&lt;/b&gt; &amp;lt;55%" in html
    assert "&lt;b&gt;typed&lt;/b&gt;" in html
    assert "The title holds escaped signs, such as &amp;lt;: correct it once" in html


@pytest.mark.parametrize(
    ("works", "code", "sentence"),
    [
        ("", "required", "This field is required."),
        (" , ;", "nothing", "Paste at least one PMID, DOI, PMCID or address."),
        ("1 " * 1001, "too_many", "These are 1001 works: look up 1000 at a time."),
        ("1\x00", "null_characters_not_allowed", "Null characters are not allowed."),
    ],
)
def test_what_is_no_list(editor, pubmed, works, code, sentence):
    with unchanged():
        answer = paste(editor, works)
    assert said(answer) == {"works": [(code, sentence)]}
    assert pubmed.asked == []


def test_pubmed_gives_no_answer(editor, pubmed):
    pubmed.broken["efetch.fcgi"] = Response("", 400)
    answer = paste(editor, "1\n2")
    sentence = (
        "PubMed gave no answer, and nothing was looked up. The service refuses the question. It "
        "answers with status 400."
    )
    assert said(answer) == {"__all__": [("refused", sentence)]}
    (area,) = elements(answer, "textarea")
    assert area.text.split() == ["1", "2"]
    assert not Lookup.objects.exists()


def test_pubmed_is_not_asked_without_an_email(editor, pubmed, settings):
    settings.NCBI_EMAIL = ""
    assert "NCBI wants to know who asks: set NCBI_EMAIL." in paste(editor, "1").content.decode()


def test_a_long_list(editor, pubmed):
    for number in range(1, 31):
        pubmed.add(str(number))
    path = found(editor, "\n".join(map(str, range(1, 31))))
    answer = editor.get(path)
    (progress,) = elements(answer, "progress")
    assert (progress["value"], progress["max"]) == ("0", "30")
    assert "0 of 30 looked up." in answer.content.decode()
    (refresh,) = [item for item in elements(answer, "meta") if item["http-equiv"] == "refresh"]
    assert [around.tag for around in refresh.within][-1] == "noscript"
    with unchanged():
        answer = editor.post(path, {"line": ["1"]})
    assert answer.status_code == 400
    look_up.call(str(Lookup.objects.get().uuid))
    assert len(chosen(editor.get(path))) == 30
    assert path in links(editor.get(PASTE)).values()


def test_a_long_list_that_pubmed_does_not_answer(editor, pubmed):
    pubmed.broken["efetch.fcgi"] = Response("", 400)
    path = found(editor, "1\n" * 21)
    look_up.call(str(Lookup.objects.get().uuid))
    assert "PubMed gave no answer: The service refuses the question." in (
        editor.get(path).content.decode()
    )


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator", "stranger"])
def test_who_may_not(request, editor, role, shelf):
    path = found(editor, "1")
    client = request.getfixturevalue(role)
    for address in (PASTE, path):
        with unchanged():
            assert client.get(address).status_code == 403
            data = {"works": "1", "line": "1"}
            assert client.post(address, data).status_code == 403
    if role != "stranger":
        assert PASTE not in links(client.get(LIST)).values()
    assert links(editor.get(LIST))["Add from PubMed"] == PASTE


def test_who_is_not_logged_in(anonymous, pubmed):
    assert anonymous.get(PASTE)["Location"] == f"/admin/login/?next={PASTE}"


def test_as_many_queries_for_twenty_as_for_two(editor, pubmed):
    for number in range(1, 23):
        pubmed.add(str(number))

    def asked(works):
        path = found(editor, works)
        with CaptureQueriesContext(connection) as queries:
            editor.get(path)
        return len(queries)

    asked("1")
    assert asked("1, 2") == asked(" ".join(map(str, range(3, 23))))
