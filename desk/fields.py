"""Form fields of the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from articles.richtext import Profile, normalise
from desk.widgets import RichTextWidget


class CellField(forms.BoundField):
    """A field in a table, where no label stands beside it: it says its name itself."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        return super().build_widget_attrs({"aria-label": str(self.label), **attrs}, widget)


class TypedJSONField(forms.JSONField):
    """JSON that a person may have typed: what is refused is said, and shown again as it came."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            # Too many digits or brackets for Python; the parent knows of text that is no JSON only.
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        # Read and written anew it may be what no page can hold, such as a lone surrogate.
        return InvalidJSONInput(data or "")


class RichTextField(TypedJSONField):
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
