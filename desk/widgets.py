"""Form widgets of the desk."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms.widgets import Script
from django.urls import reverse
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import JSON, ImportMap, Media

from articles.models import CrisisResourceVersion, Topic
from articles.richtext import Profile, allowed_nodes

MODULES = (
    "richtext-atoms",
    "richtext-blocks",
    "richtext-choices",
    "richtext-citation",
    "richtext-combobox",
    "richtext-dialog",
    "richtext-elements",
    "richtext-figure",
    "richtext-leaving",
    "richtext-links",
    "richtext-paste",
    "richtext-paste-junk",
    "richtext-paste-links",
    "richtext-paste-lists",
    "richtext-paste-styles",
    "richtext-reading",
    "richtext-search",
    "richtext-size",
    "richtext-start",
    "richtext-toolbar",
    "richtext-typed",
)

PAGE_FORM_MODULES = (
    "page-changes",
    "page-fields",
    "page-folds",
    "page-order",
    "page-rows",
    "page-session",
)

KEY = re.compile(r"[0-9]{1,18}")


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
            importmap=_modules(MODULES),
            css={"all": ["desk/richtext.css"]},
            js=[Script("desk/richtext.js", type="module")],
        )
        return media

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-django-prose-editor-richtext"] = json.dumps(
            {"profile": self.profile.value, "nodes": allowed_nodes(self.profile)}
        )
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        # The browser cannot point at a field that the editor hides, and would not send the form.
        return False


class _Searched:
    """Chosen among many by typing. What is no key of a row is shown as nothing chosen."""

    @property
    def media(self) -> forms.Media:
        made: forms.Media = super().media  # type: ignore[misc]
        return made + forms.Media(js=["desk/searched-select.js"])

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        keys = [key for key in value if KEY.fullmatch(str(key))]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc]


class SearchedSelect(_Searched, AutocompleteSelect):
    pass


class SearchedSelectMultiple(_Searched, AutocompleteSelectMultiple):
    pass


def editor_choices(*, locale: str | None = None, first_heading: int = 3) -> forms.Media:
    """Return media with what the editors of a page offer, as (uuid, label) pairs.

    Topics are named here for links that are there already; others are searched for. ``locale`` is
    the page's language, if it has one yet; ``first_heading`` the level below what stands above the
    texts.

    Once for each page and not for each field: a page has many fields and a site many topics.
    """
    served = CrisisResourceVersion.objects.served()
    data = {
        "topics": [[str(topic.uuid), str(topic)] for topic in Topic.objects.all()],
        "crisis_lines": [
            [str(item.resource.uuid), f"{item.name}: {item.label}"] for item in served
        ],
        "locale": locale,
        "pick_pictures": reverse("desk:pick_pictures"),
        "pick_references": reverse("desk:pick_references"),
        "pick_topics": reverse("desk:pick_topics"),
        "first_heading": first_heading,
        "max_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "max_fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    media: forms.Media = Media(js=[JSON(data, id="richtext-choices")])
    return media


def correction_media() -> forms.Media:
    """Return the scripts that keep the words of a form that was open for too long."""
    media: forms.Media = Media(
        importmap=_modules(["page-session"]), js=[Script("desk/correct.js", type="module")]
    )
    return media


def page_form_media() -> forms.Media:
    """Return the scripts that fold, order and add the parts of a page's form."""
    media: forms.Media = Media(
        importmap=_modules(PAGE_FORM_MODULES), js=[Script("desk/page-form.js", type="module")]
    )
    return media


def _modules(names: Iterable[str]) -> ImportMap:
    return ImportMap({f"desk/{name}": f"desk/{name}.js" for name in names})
