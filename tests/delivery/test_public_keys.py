"""The keys to check proofs with, at the root of the host."""

import json

from cms.signing_keys import new_key
from tests.signing_keys import change_key, kid, public_jwk

PATH = "/.well-known/jwks.json"


def published(pem):
    return {**public_jwk(pem), "kid": kid(pem), "alg": "Ed25519", "use": "sig"}


def test_it_works(client, settings):
    response = client.get(PATH)
    assert response.status_code == 200
    assert json.loads(response.content) == {"keys": [published(settings.PROOF_SIGNING_KEY)]}
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"].startswith("public, max-age=60, s-maxage=300")
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_nothing_private_is_in_it(client, settings):
    for key in json.loads(client.get(PATH).content)["keys"]:
        assert set(key) == {"kty", "crv", "x", "kid", "alg", "use"}


def test_the_kid_is_the_thumbprint_of_rfc_7638(client, settings):
    # RFC 8037, appendix A.3.
    settings.PROOF_PUBLIC_KEYS = (
        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
    )
    (_, retired) = client.get(PATH).json()["keys"]
    assert retired["kid"] == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_earlier_keys_stay_listed_after_the_one_in_use(client, settings):
    first = change_key(settings)
    second = change_key(settings)
    expected = [published(pem) for pem in (settings.PROOF_SIGNING_KEY, first, second)]
    assert client.get(PATH).json()["keys"] == expected


def test_a_key_is_listed_once(client, settings):
    settings.PROOF_SIGNING_KEY = new_key()
    settings.PROOF_PUBLIC_KEYS = (public_jwk(settings.PROOF_SIGNING_KEY),) * 2
    assert client.get(PATH).json()["keys"] == [published(settings.PROOF_SIGNING_KEY)]


def test_by_the_media_type_of_key_sets(client):
    response = client.get(PATH, headers={"accept": "application/jwk-set+json"})
    assert response["Content-Type"] == "application/jwk-set+json"


def test_what_is_refused(client):
    problems = {
        "unknown_parameter": client.get(PATH, {"kid": "1"}),
        "method_not_allowed": client.post(PATH),
        "not_acceptable": client.get(PATH, headers={"accept": "image/png"}),
    }
    assert {code: json.loads(each.content)["code"] for code, each in problems.items()} == {
        code: code for code in problems
    }
    assert all(each["Access-Control-Allow-Origin"] == "*" for each in problems.values())
