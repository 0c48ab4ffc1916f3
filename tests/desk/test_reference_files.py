"""Files of reference managers in the admin: read, shown for confirmation, and brought in."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from references import lookups
from references.lookups import look_up_file
from references.models import Lookup, Reference, SourceAnswer
from tests.builders import make_reference
from tests.desk.elements import elements, links
from tests.desk.refusals import said, told, unchanged
from tests.references.imports.reading import lines
from tests.references.imports.test_medline import ARTICLE as NBIB
from tests.references.imports.test_ris import ARTICLE as RIS
from tests.references.pubmed.files import article, pubmed_set

LIST = "/admin/references/reference/"
IMPORT = f"{LIST}import/"
CSL = json.dumps([{"type": "book", "title": "Grief", "ISBN": "0-306-40615-2"}])


def upload(client, content, name="works.txt"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(IMPORT, {"upload": SimpleUploadedFile(name, data)})


def read(client, content, name="works.txt"):
    """The address of what is in the file."""
    answer = upload(client, content, name)
    assert answer.status_code == 302, said(answer)
    return answer["Location"]


def ris(*given, kind="JOUR"):
    return lines(f"TY  - {kind}", *given, "ER  - ")


def shown(answer):
    return [
        item.words for item in elements(answer, "li") if item.within[-1]["class"] == "desk-found"
    ]


def chosen(answer):
    boxes = [item for item in elements(answer, "input") if item["name"] == "line"]
    return {box["value"]: "checked" in box.attributes for box in boxes}


@pytest.mark.parametrize(
    ("content", "pmid", "title"),
    [
        (RIS, "30075356", "Shame"),
        (NBIB, "30075356", "Shame"),
        (CSL, "", "Grief"),
        (pubmed_set(article("4")), "4", "Shame"),
    ],
)
def test_each_format_by_its_content(editor, content, pmid, title):
    path = read(editor, content, "export.dat")
    lookup = Lookup.objects.get()
    assert (lookup.state, lookup.file_name, lookup.answered_at) == ("ready", "export.dat", None)
    answer = editor.get(path)
    (line,) = shown(answer)
    assert line.startswith(title)
    assert not Reference.objects.exists()
    answer = editor.post(path, {"line": ["1"]})
    assert told(answer) == [("success", "Works added: 1.")]
    work = Reference.objects.get()
    assert (work.pmid, work.title.startswith(title)) == (pmid, True)
    # Only PubMed's own file is an answer of PubMed, and no file tells that a work stands.
    assert SourceAnswer.objects.exists() == (pmid == "4")
    assert work.standing != "current"


def test_new_there_and_not_readable(editor):
    known = make_reference(pmid="7", title="Known", year=2017, volume="9")
    broken = lines("TY  - JOUR", "TI  - Half of a")
    content = (
        ris("TI  - A & B", "AU  - López, Ana")
        + ris("TI  - Known", "PY  - 2018", "IS  - 2", "N1  - PMID: 7")
        + ris("AU  - Nobody, N")
        + broken
        + ris("TI  - D")
    )
    path = read(editor, content, "works.ris")
    answer = editor.get(path)
    assert shown(answer) == [
        "A & B López Unknown",
        "Bring up to date: Known 2018. PMID 7 Unknown It is there already: Known",
        "Record 3 The record has no title.",
        "Record 4, “Half of a” The record does not end: there is no ER.",
        "D Unknown",
    ]
    assert chosen(answer) == {"1": True, "2": False, "5": True}
    assert "Found in works.ris" in answer.content.decode()
    editor.post(path, {"line": ["1", "2"]})
    assert set(Reference.objects.values_list("title", flat=True)) == {"A & B", "Known"}
    known.refresh_from_db()
    assert (known.year, known.volume, known.issue) == (2017, "9", "2")
    said_of_known = shown(editor.get(path))[1]
    assert said_of_known.endswith("It was there already. What somebody typed was kept: year.")
    assert links(editor.get(path))["A & B"].startswith(LIST)


def test_what_is_there_twice(editor):
    path = read(editor, pubmed_set(article("1"), article("1", version="2"), article("2")))
    shame = "Shame Journal of anxiety disorders. 2018. PMID"
    assert shown(editor.get(path)) == [
        f"{shame} 1 Unknown It is the same work as “1”.",
        f"{shame} 1 Unknown",
        f"{shame} 2 Unknown",
    ]
    assert list(chosen(editor.get(path))) == ["2", "3"]


def test_a_file_that_breaks_off(editor):
    content = pubmed_set(article("1"), article("2"))[:-30]
    answer = editor.get(read(editor, content))
    assert "The file breaks off. This is no complete PubMed XML" in answer.content.decode()
    assert list(chosen(answer)) == ["1"]


def test_latin_1(editor):
    answer = editor.get(read(editor, ris("TI  - Beschämung").encode("latin-1")))
    assert "It was read as Latin-1: look at the accents." in answer.content.decode()
    assert shown(answer) == ["Beschämung Unknown"]


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800", "\\udc00"])
def test_signs_that_are_no_text(editor, sign):
    content = f'[{{"title": "A{sign}B"}}, {{"title": "Smile \\ud83d\\ude00"}}]'
    answer = editor.get(read(editor, content))
    assert shown(answer)[1] == "Smile \N{GRINNING FACE} Unknown"
    assert "2" in chosen(answer)


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"", "empty", "The submitted file is empty."),
        (
            "Dear editor",
            "unknown_format",
            "This is no file of works: give PubMed's XML, RIS, .nbib, BibTeX or CSL-JSON.",
        ),
        ("[]", "nothing", "The file holds no work."),
        ("<html/>", "nothing", None),
        ('<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet/>', "nothing", None),
    ],
)
def test_what_is_no_file_of_works(editor, content, code, sentence):
    with unchanged():
        answer = upload(editor, content)
    ((found, words),) = said(answer)["upload"]
    assert found == code
    assert sentence in (None, words)


def test_no_file(editor):
    with unchanged():
        answer = editor.post(IMPORT, {})
    assert said(answer) == {"upload": [("required", "This field is required.")]}


def test_too_much(editor, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_RECORDS", 2)
    with unchanged():
        answer = upload(editor, ris("TI  - A") * 3)
    assert [code for code, _ in said(answer)["upload"]] == ["too_many"]
    monkeypatch.setattr("desk.admin.reference_lookups.MOST_BYTES", 10)
    with unchanged():
        answer = upload(editor, ris("TI  - A"))
    assert [code for code, _ in said(answer)["upload"]] == ["too_large"]


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator", "stranger"])
def test_who_may_not(request, cast, editor, role):
    client = request.getfixturevalue(role)
    with unchanged():
        assert client.get(IMPORT).status_code == 403
        assert upload(client, RIS).status_code == 403
    with pytest.raises(PermissionDenied):
        look_up_file(content=RIS.encode(), name="a", by=cast.reviewer, at=timezone.now())
    assert links(editor.get(LIST))["Import a file"] == IMPORT
