"""Keys for proofs, as an operator has them: made once, so that proofs under them stay the same."""

from pathlib import Path

from joserfc.jwk import OKPKey

from cms.signing_keys import new_key, public_half

# Of another curve, which signs nothing here.
X25519 = OKPKey.generate_key("X25519").as_pem(private=True).decode()


def public_jwk(pem):
    """The public half of a private key as the settings hold it."""
    public = OKPKey.import_key(public_half(pem)).as_dict(private=False)
    return {name: public[name] for name in ("kty", "crv", "x")}


def kid(pem):
    return OKPKey.import_key(pem).thumbprint()


def change_key(settings):
    """Have another key sign from now on; the one before it stays published."""
    old = settings.PROOF_SIGNING_KEY
    settings.PROOF_SIGNING_KEY = new_key()
    settings.PROOF_PUBLIC_KEYS = (*settings.PROOF_PUBLIC_KEYS, public_jwk(old))
    return old


def write(folder, **files):
    """Write files of that content; ``a_pem`` becomes ``a.pem``."""
    for name, content in files.items():
        (Path(folder) / name.replace("_", ".")).write_text(content)
    return str(folder)
