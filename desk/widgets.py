"""Form widgets of the desk."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms.widgets import Script
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import JSON, ImportMap, Media

from articles.richtext import Profile

MODULES = ("richtext-nodes", "richtext-dialog", "richtext-paste")

KEY = re.compile(r"[0-9]{1,18}")

Choices = Iterable[tuple[str, str]]


class RichTextWidget(forms.Textarea):
    """An editor for rich text; without JavaScript a textarea that holds its JSON."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, profile: Profile = Profile.BODY
    ) -> None:
        super().__init__(attrs)
        self.profile = profile

    @property
    def media(self) -> forms.Media:
        # Made when asked for: adding media reads the manifest of static files, which does not
        # exist yet when `collectstatic` imports this module.
        media: forms.Media = prose_editor_admin_media + Media(
            # The modules go by name, so that their addresses may carry the hash of the file.
            importmap=ImportMap({f"desk/{name}": f"desk/{name}.js" for name in MODULES}),
            css={"all": ["desk/richtext.css"]},
            js=[Script("desk/richtext.js", type="module")],
        )
        return media

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-django-prose-editor-richtext"] = json.dumps(
            {"profile": self.profile.value}
        )
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        # The browser cannot point at a field that the editor hides, and would not send the form.
        return False


class _Searched:
    """Chosen among many by typing. What is no key of a row is shown as nothing chosen."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        keys = [key for key in value if KEY.fullmatch(str(key))]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc]


class SearchedSelect(_Searched, AutocompleteSelect):
    pass


class SearchedSelectMultiple(_Searched, AutocompleteSelectMultiple):
    pass


def rich_text_choices(*, topics: Choices, crisis_lines: Choices) -> forms.Media:
    """Return media with what the editors of a page offer, as (uuid, label) pairs.

    Once for each page and not for each field: a page has many fields and a site many topics.
    """
    data = {"topics": _pairs(topics), "crisis_lines": _pairs(crisis_lines)}
    media: forms.Media = Media(js=[JSON(data, id="richtext-choices")])
    return media


def _pairs(choices: Choices) -> list[list[str]]:
    return [[str(value), str(label)] for value, label in choices]
