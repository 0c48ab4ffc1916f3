"""The keys under proofs: the one that signs, and the public halves of those that signed before.

Read from the environment as `cms/environment.py` reads all else; no message repeats a key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from cms.environment import kept_secret, read, refusal

CURVE: Final = "Ed25519"
HOW_TO_MAKE = (
    "Make one with `manage.py make_signing_key FILE`, keep a copy of the file in a safe place, and "
    "give its path as PROOF_SIGNING_KEY_FILE."
)
HOW_TO_RETIRE = (
    "Put there the public halves of earlier keys, one a file, as `make_signing_key` wrote them "
    "(.pub.pem) or as JWK."
)


def signing_key(name: str, *, file_name: str, kept_in: Path | None, needed: bool) -> str:
    """The private key as PEM, from the variable or from the file that the other one names.

    With `kept_in`, one that is made on the first start and kept there. Empty where there is none
    and none is `needed`: the command that makes the first key cannot have one.
    """
    value, path = read(name), read(file_name)
    if value is not None and path is not None:
        raise refusal(name, f"and {file_name} are both given", "Give one of them.")
    if path is not None:
        return _checked(_text_of(file_name, Path(path)), file_name)
    if value is None and kept_in is not None:
        value = kept_secret(kept_in, make=new_key)
    if value is None:
        if needed:
            raise refusal(name, "is missing: proofs are signed with it", HOW_TO_MAKE)
        return ""
    # Where a value has one line only, its line ends are written \n.
    return _checked(value.replace("\\n", "\n"), name)


def retired_keys(name: str) -> tuple[dict[str, str], ...]:
    """The public keys, as JWK, in the folder or file that the variable names; none without it."""
    path = read(name)
    return () if path is None else tuple(_public_keys(name, Path(path)))


def new_key() -> str:
    """Return a new private key as PEM."""
    return OKPKey.generate_key(CURVE).as_pem(private=True).decode()


def public_half(private: str) -> str:
    """Return the public half, as PEM, of a private key."""
    return OKPKey.import_key(private).as_pem(private=False).decode()


def _checked(pem: str, name: str) -> str:
    key = _key(pem)
    if key is None or not key.is_private:
        raise refusal(name, "holds no private Ed25519 key (PEM, without a password)", HOW_TO_MAKE)
    return pem


def _public_keys(name: str, path: Path) -> Iterator[dict[str, str]]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    for file in files:
        if file.name.startswith("."):
            continue
        key = _key(_text_of(name, file))
        if key is None:
            raise refusal(name, f"has no public Ed25519 key in {str(file)!r}", HOW_TO_RETIRE)
        if key.is_private:
            raise refusal(name, f"has a private key in {str(file)!r}", HOW_TO_RETIRE)
        yield {name: str(value) for name, value in key.as_dict(private=False).items()}


def _key(text: str) -> OKPKey | None:
    """Return the Ed25519 key that a PEM or JWK spells, if it does."""
    try:
        given: Any = json.loads(text) if text.lstrip().startswith("{") else text
        key = OKPKey.import_key(given)
        return key if key.as_dict(private=False)["crv"] == CURVE else None
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _text_of(name: str, path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, ValueError) as error:
        fault = error.strerror if isinstance(error, OSError) else "no text"
        raise ImproperlyConfigured(
            f"{name} names {str(path)!r}, which cannot be read: {fault}."
        ) from None
