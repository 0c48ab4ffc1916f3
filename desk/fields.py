"""Form fields of the desk."""

from typing import Any

from django import forms

from articles.richtext import Profile, normalise
from desk.widgets import RichTextWidget


class RichTextField(forms.JSONField):
    """Rich text in its one form; what is refused is said at the field."""

    def __init__(self, *, profile: Profile = Profile.BODY, **kwargs: Any) -> None:
        self.profile = profile
        kwargs.setdefault("widget", RichTextWidget(profile=profile))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return normalise(super().to_python(value), profile=self.profile)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value or {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        # The form of a new row begins with nothing, which is the empty document.
        return super().has_changed(initial or {}, data)
