"""Languages of works, as PubMed and MARC name them: three letters, such as ``eng``."""

import re

from django.core.exceptions import ValidationError

LANGUAGE = re.compile(r"[a-z]{3}")


def validate_languages(codes: object) -> None:
    if not isinstance(codes, list) or not all(
        isinstance(code, str) and LANGUAGE.fullmatch(code) for code in codes
    ):
        raise ValidationError(
            "Give each language with the three letters that PubMed uses, such as eng or spa.",
            code="bad_languages",
        )
