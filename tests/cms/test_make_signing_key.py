import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cms.signing_keys import public_half, retired_keys, signing_key
from tests.signing_keys import kid


def test_it_works(tmp_path, capsys, monkeypatch):
    file = tmp_path / "proof.pem"
    call_command("make_signing_key", str(file))
    monkeypatch.setenv("X_FILE", str(file))
    pem = signing_key("X", file_name="X_FILE", kept_in=None, needed=True)
    public = tmp_path / "proof.pub.pem"
    assert public.read_text() == public_half(pem)
    assert capsys.readouterr().out == f"Made {file} and {public}. The kid is {kid(pem)}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setenv("Y", str(public))
    assert len(retired_keys("Y")) == 1


def test_a_key_that_is_there_stays(tmp_path):
    file = tmp_path / "proof.pem"
    file.write_text("the only copy")
    with pytest.raises(CommandError, match=r"proof\.pem cannot be made: File exists\.$"):
        call_command("make_signing_key", str(file))
    assert file.read_text() == "the only copy"
    assert os.listdir(tmp_path) == ["proof.pem"]


@pytest.mark.parametrize(("command", "status"), [("make_signing_key", 0), ("check", 1)])
def test_it_is_the_one_command_that_runs_without_a_key(tmp_path, command, status):
    arguments = [str(tmp_path / "proof.pem")] if command == "make_signing_key" else []
    environment = {name: os.environ[name] for name in os.environ if name != "PROOF_SIGNING_KEY"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", command, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    assert ("PROOF_SIGNING_KEY is missing" in done.stderr) is bool(status)
