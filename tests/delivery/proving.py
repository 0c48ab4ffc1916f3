"""Checking a proof as a stranger does: with the published keys and nothing of ours."""

import hashlib
import json

import rfc8785
from joserfc import jws
from joserfc.jwk import KeySet

KEYS = "/.well-known/jwks.json"


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def published_keys(client):
    return KeySet.import_key_set(json.loads(client.get(KEYS).content))


def said_by(signature, keys):
    """The statement under a signature; raises if no key of the set made it."""
    checked = jws.deserialize_compact(signature, keys, algorithms=["Ed25519"])
    return json.loads(checked.payload)


def assert_proved(answer, keys):
    """Hold an answer against its signature, and everything in it that was hashed against its hash."""
    proof = answer["proof"]
    assert said_by(answer["jws"], keys) == proof
    revision, sign_off = proof["revision"], proof["sign_off"]
    assert sha256(revision["clinical"]) == revision["fingerprint"] == sign_off["fingerprint"]
    for each in [sign_off, *([proof["base"]] if proof["base"] else [])]:
        _assert_recorded(each, actions=("sign", "reaffirm"))
        corrected = each["meaning"] == "corrected_clinical_review"
        assert bool(each["acceptance"]) == corrected
        if corrected:
            assert each["acceptance"]["fingerprint"] == each["fingerprint"]
            _assert_recorded(each["acceptance"], actions=("accept",))
    for each in proof["second_reviews"]:
        assert each["fingerprint"] == sign_off["fingerprint"]
        _assert_recorded(each, actions=("second_review",))
    return json.loads(revision["clinical"])


def _assert_recorded(said, *, actions):
    entry = said["entry"]
    assert sha256(said["record"]) == entry["row_hash"]
    assert sha256(entry["record"]) == entry["hash"]
    recorded, chained = json.loads(said["record"]), json.loads(entry["record"])
    beside = {"id", "record", "entry", "acceptance"}
    shown = {name: said[name] for name in set(said) - beside}
    assert {name: recorded[name] for name in shown} == shown
    assert (recorded["uuid"], chained["subject"]) == (said["id"],) * 2
    shown = {name: entry[name] for name in ("number", "at", "row_hash", "previous_hash")}
    assert {name: chained[name] for name in shown} == shown
    assert chained["action"] in actions
    for text in (said["record"], entry["record"]):
        assert rfc8785.dumps(json.loads(text)).decode() == text
