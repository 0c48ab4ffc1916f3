"""The keys under proofs, from the environment: they work, then every refusal, whole."""

import json
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms import signing_keys
from cms.signing_keys import HOW_TO_MAKE, HOW_TO_RETIRE, new_key, public_half
from tests.signing_keys import X25519, public_jwk, write

PEM = new_key()


@pytest.fixture
def give(monkeypatch):
    return lambda **values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def signing_key(**options):
    return signing_keys.signing_key(
        "X", **{"file_name": "X_FILE", "kept_in": None, "needed": True, **options}
    )


def refused(read):
    with pytest.raises(ImproperlyConfigured) as error:
        read()
    return str(error.value)


def test_a_key_in_the_variable(give):
    give(X=PEM)
    assert signing_key() == PEM.strip()


def test_a_variable_of_one_line(give):
    give(X=PEM.replace("\n", "\\n"))
    assert signing_key() == PEM


def test_a_key_in_a_file(give, tmp_path):
    give(X_FILE=write(tmp_path, key_pem=PEM) + "/key.pem")
    assert signing_key() == PEM


def test_one_is_made_once_and_kept(tmp_path):
    path = tmp_path / "kept.pem"
    made = signing_key(kept_in=path)
    assert signing_key(kept_in=path) == made == path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_is_given_is_taken_before_one_that_is_kept(give, tmp_path):
    give(X=PEM)
    assert signing_key(kept_in=tmp_path / "kept.pem") == PEM.strip()
    assert not (tmp_path / "kept.pem").exists()


def test_a_missing_key():
    assert refused(signing_key) == f"X is missing: proofs are signed with it. {HOW_TO_MAKE}"


def test_the_command_that_makes_the_first_key_runs_without_one():
    assert signing_key(needed=False) == ""


@pytest.mark.parametrize(
    "wrong",
    ["", "key", X25519, public_half(PEM), PEM[:60], "{}"],
    # The keys are made anew in each process, and their tests are to have the same names.
    ids=["nothing", "a word", "of another curve", "public", "cut short", "JSON"],
)
def test_what_is_no_private_key_of_the_curve(give, wrong):
    fault = f"holds no private Ed25519 key (PEM, without a password). {HOW_TO_MAKE}"
    give(X=wrong)
    assert refused(signing_key) == f"X {fault}"


def test_a_file_of_something_else(give, tmp_path):
    give(X_FILE=write(tmp_path, key_pem=X25519) + "/key.pem")
    assert refused(signing_key) == (
        f"X_FILE holds no private Ed25519 key (PEM, without a password). {HOW_TO_MAKE}"
    )


def test_both_are_given(give):
    give(X=PEM, X_FILE="/key.pem")
    assert refused(signing_key) == "X and X_FILE are both given. Give one of them."


def test_a_file_that_cannot_be_read(give, tmp_path):
    give(X_FILE=f"{tmp_path}/nothing.pem")
    assert refused(signing_key) == (
        f"X_FILE names '{tmp_path}/nothing.pem', which cannot be read: No such file or directory."
    )
    (tmp_path / "binary.pem").write_bytes(b"\xff\xfe")
    give(X_FILE=f"{tmp_path}/binary.pem")
    assert refused(signing_key) == (
        f"X_FILE names '{tmp_path}/binary.pem', which cannot be read: no text."
    )


def test_retired_keys_in_a_folder_and_in_a_file(give, tmp_path):
    old, older = new_key(), new_key()
    folder = write(
        tmp_path, a_pem=public_half(old), b_jwk=json.dumps(public_jwk(older)), _hidden="not a key"
    )
    expected = (public_jwk(old), public_jwk(older))
    assert signing_keys.retired_keys("X") == ()
    give(X=folder)
    assert signing_keys.retired_keys("X") == expected
    give(X=f"{folder}/a.pem")
    assert signing_keys.retired_keys("X") == expected[:1]


def test_a_retired_key_that_is_private_or_none(give, tmp_path):
    give(X=write(tmp_path, a_pem=PEM))
    assert refused(lambda: signing_keys.retired_keys("X")) == (
        f"X has a private key in '{tmp_path}/a.pem'. {HOW_TO_RETIRE}"
    )
    for wrong in ("nothing", "[]", "{}", '{"kty": "OKP"}', "{", public_half(X25519)):
        write(tmp_path, a_pem=wrong)
        assert refused(lambda: signing_keys.retired_keys("X")) == (
            f"X has no public Ed25519 key in '{tmp_path}/a.pem'. {HOW_TO_RETIRE}"
        )
    give(X=f"{tmp_path}/nothing")
    assert refused(lambda: signing_keys.retired_keys("X")) == (
        f"X names '{tmp_path}/nothing', which cannot be read: No such file or directory."
    )


def test_no_message_repeats_a_key(give):
    give(X=PEM.replace("PRIVATE", "PRIVAT"))
    assert PEM.split("\n")[1] not in refused(signing_key)
