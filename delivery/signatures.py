"""Signatures under what anybody shall be able to check later, and the keys to check them with.

JWS in its compact form (RFC 7515) with Ed25519 (RFC 8037; named as RFC 9864 asks). Equal
payloads have equal signatures. A key is named by its thumbprint (RFC 7638).
"""

from functools import cache
from typing import Any

from django.conf import settings
from joserfc import jws
from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"


def signed(payload: bytes) -> str:
    """Return the compact JWS of a payload, by the key in use."""
    key = _imported(settings.PROOF_SIGNING_KEY)
    header = {"alg": ALGORITHM, "kid": key.thumbprint()}
    return jws.serialize_compact(header, payload, key, algorithms=[ALGORITHM])


def public_keys() -> list[dict[str, str]]:
    """Return the public half of the key in use, and after it those of earlier keys, each once."""
    retired = [OKPKey.import_key(dict(key)) for key in settings.PROOF_PUBLIC_KEYS]
    published = [_published(key) for key in [_imported(settings.PROOF_SIGNING_KEY), *retired]]
    return list({key["kid"]: key for key in published}.values())


def _published(key: OKPKey) -> dict[str, str]:
    public: dict[str, Any] = key.as_dict(private=False)
    return {
        **{name: public[name] for name in ("kty", "crv", "x")},
        "kid": key.thumbprint(),
        "alg": ALGORITHM,
        "use": "sig",
    }


@cache
def _imported(pem: str) -> OKPKey:
    return OKPKey.import_key(pem)
