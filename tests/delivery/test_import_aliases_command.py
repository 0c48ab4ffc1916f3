"""The command that imports addresses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from delivery.models import Alias


@pytest.fixture
def file(tmp_path, publication):
    path = tmp_path / "aliases.csv"
    path.write_text("path,target\n/old/,/symptoms/shame/\n", encoding="utf-8")
    return path


def run(file, by):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_aliases", str(file), by=by, stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue(), err.getvalue()


def test_it_works(file, cast):
    assert run(file, cast.publisher.email) == ("Imported 1; 0 were known already.\n", "")
    assert run(file, cast.publisher.email) == ("Imported 0; 1 were known already.\n", "")
    assert Alias.objects.get().path == "/old/"


def test_faults_are_named(file, cast):
    file.write_text("path,target\n/old/,/symptoms/guilt/\n", encoding="utf-8")
    assert run(file, cast.publisher.email) == (
        "Nothing was imported.",
        "Line 2: No public page is at the target. /old/,/symptoms/guilt/\n",
    )


def test_it_refuses(file, cast, tmp_path):
    assert run(file, "nobody@example.org")[0] == "There is no active account nobody@example.org."
    assert "no right" in run(file, cast.editor.email)[0]
    missing = run(tmp_path / "missing.csv", cast.publisher.email)[0]
    assert missing == "The file cannot be read: No such file or directory."
    assert not Alias.objects.exists()
