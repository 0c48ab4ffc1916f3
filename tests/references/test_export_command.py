"""The command that writes works to standard output."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from references.exports import ExportFormat, export
from references.models import Reference
from tests.builders import make_reference


def run(*arguments):
    """Run the command; return its bytes, its complaints and why it failed."""
    written, err, failure = BytesIO(), StringIO(), ""
    out = TextIOWrapper(written, encoding="ascii")
    try:
        call_command("export_references", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return written.getvalue(), err.getvalue().splitlines(), failure


@pytest.fixture
def works(db):
    """Nobody cites them."""
    return [
        make_reference(
            pmid="3", title="Ärger & <i>Scham</i>", authors=[{"family": "Ł", "given": "J"}]
        ),
        make_reference(pmid="1", doi="10.1000/a", title="Beschämung", year=2018, volume="9"),
        make_reference(pmid="", doi="", title="Zorn", kind="web_page", url="https://example.org/z"),
    ]


@pytest.mark.parametrize("export_format", ExportFormat)
def test_every_work_by_title(works, export_format):
    ordered = {work.key: work for work in Reference.objects.all()}
    assert len(ordered) == 3
    expected = export(ordered, export_format)
    assert run("--format", export_format) == (expected, [], "")
    assert "Beschämung" in expected.decode()


def test_works_by_pmid_in_the_order_asked_for(works):
    out, err, failure = run("--format", "csl", "--pmid", "3", "PMID: 1", "--pmid", "3")
    assert [item["id"] for item in json.loads(out)] == ["pmid:3", "pmid:1"]
    assert (err, failure) == ([], "")


def test_a_work_that_is_not_there(works):
    """Nothing is half written."""
    out, err, failure = run("--format", "ris", "--pmid", "1", "2", "30075356")
    assert out == b""
    assert err == [
        "PMID 2: There is no such work in the library.",
        "PMID 30075356: There is no such work in the library.",
    ]
    assert failure == "Works that are not there: 2. Nothing was written."


def test_what_is_no_pmid(works):
    failure = "A PMID is a number of one to eight digits, such as 30075356."
    assert run("--format", "ris", "--pmid", "1", "x") == (b"", [], failure)


@pytest.mark.parametrize(("name", "empty"), [("csl", b"[]"), ("ris", b""), ("bibtex", b"")])
def test_an_empty_library(db, name, empty):
    assert run("--format", name) == (empty, [], "")


def test_a_format_that_there_is_not(db):
    assert "invalid choice: 'pdf'" in run("--format", "pdf")[2]
    assert "--format" in run()[2]


def test_a_work_that_cannot_be_written(works, monkeypatch):
    """It comes last: what stands before it is not written either."""
    Reference.objects.filter(title="Zorn").update(kind="poem")
    with pytest.raises(ValueError, match="poem"):
        run("--format", "ris")


def test_many_works_in_few_queries(db, django_assert_num_queries):
    Reference.objects.bulk_create(Reference(title=f"Work {number}") for number in range(1200))
    with django_assert_num_queries(1):
        out, _, _ = run("--format", "ris")
    assert out.count(b"ER  - \r\n") == 1200


def test_its_status_and_streams(tmp_path):
    """As a shell sees them, whatever the encoding of the terminal is."""
    addresses = ("SITE_URL", "API_URL", "MEDIA_URL")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in addresses},
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "PYTHONIOENCODING": "ascii",
    }

    def shell(*arguments):
        command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
        return subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603

    assert shell("migrate", "references", "-v0").returncode == 0
    done = shell("export_references", "--format", "csl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[]", b"")
    failed = shell("export_references", "--format", "csl", "--pmid", "7")
    assert (failed.returncode, failed.stdout) == (1, b"")
    assert failed.stderr.startswith(b"PMID 7: There is no such work in the library.\n")
