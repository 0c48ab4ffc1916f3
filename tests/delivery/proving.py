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
        _assert_recorded(each)
    return json.loads(revision["clinical"])


def _assert_recorded(sign_off):
    entry = sign_off["entry"]
    assert sha256(sign_off["record"]) == entry["row_hash"]
    assert sha256(entry["record"]) == entry["hash"]
    recorded, chained = json.loads(sign_off["record"]), json.loads(entry["record"])
    shown = {name: sign_off[name] for name in set(sign_off) - {"id", "record", "entry"}}
    assert {name: recorded[name] for name in shown} == shown
    assert (recorded["uuid"], chained["subject"]) == (sign_off["id"],) * 2
    shown = {name: entry[name] for name in ("number", "at", "row_hash", "previous_hash")}
    assert {name: chained[name] for name in shown} == shown
    assert chained["action"] == "sign"
    for text in (sign_off["record"], entry["record"]):
        assert rfc8785.dumps(json.loads(text)).decode() == text
