"""Refusals of rich text: the code, and a sentence for an editor."""

import pytest
from django.core.exceptions import ValidationError

from articles.richtext import Code, Profile, normalise

TOPIC = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"


def refused(document, profile=Profile.BODY):
    """Return the code and the sentence; every sentence is one for an editor."""
    with pytest.raises(ValidationError) as caught:
        normalise(document, profile=profile)
    error = caught.value
    assert error.code in list(Code)
    assert error.messages[0].endswith(".")
    return error.code, error.messages[0]
