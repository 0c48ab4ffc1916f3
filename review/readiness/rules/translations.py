"""Whether somebody answers for it that a translation says what its original says."""

from collections.abc import Iterator

from review.findings import Code, Finding
from review.models import SignOff, TranslationAttestation
from review.readiness.examined import Examined


def translation(examined: Examined) -> Iterator[Finding]:
    if "translated_from" not in examined.clinical:
        return
    said = TranslationAttestation.objects.of(page=examined.page, snapshot=examined.snapshot)
    covering = SignOff.objects.covering(
        page=examined.page, fingerprint=examined.snapshot.fingerprint
    )
    if said.exists() or covering.exists():
        return
    yield Finding(
        code=Code.TRANSLATION_UNATTESTED,
        place="",
        text="No translator has attested that these words say what the original says: only a "
        "physician who reviews in both languages can sign them.",
        do="Have the translator choose “Attest the translation” on this page.",
    )


RULES = (translation,)
