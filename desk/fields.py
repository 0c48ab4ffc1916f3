"""Form fields of the desk."""

import json
from typing import Any

from django import forms

from articles.richtext import Profile, normalise
from desk.widgets import RichTextWidget


class JsonDecoder(json.JSONDecoder):
    """Digits and brackets without end are no JSON either: the form field knows one error only."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from None


class RichTextField(forms.JSONField):
    """Rich text in its one form; what is refused is said at the field."""

    def __init__(self, *, profile: Profile = Profile.BODY, **kwargs: Any) -> None:
        self.profile = profile
        kwargs.setdefault("widget", RichTextWidget(profile=profile))
        super().__init__(decoder=JsonDecoder, **kwargs)

    def to_python(self, value: Any) -> Any:
        return normalise(super().to_python(value), profile=self.profile)

    def prepare_value(self, value: Any) -> Any:
        shown: str = super().prepare_value(value or {})
        # A refused lone surrogate goes back as it came, escaped: no page can hold it.
        return shown.encode("utf-8", "backslashreplace").decode()

    def has_changed(self, initial: Any, data: Any) -> bool:
        # The form of a new row begins with nothing, which is the empty document.
        return super().has_changed(initial or {}, data)
