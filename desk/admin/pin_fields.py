"""Choosing a version of a notice or treatment: the current ones, and the one that is pinned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from articles.models import NoticeVersion, Page, TreatmentVersion

AnyVersion = NoticeVersion | TreatmentVersion


@dataclass(frozen=True)
class Pinnable:
    """What a page may pin, by primary key: all versions in its language, newest first."""

    notices: Mapping[str, NoticeVersion]
    treatments: Mapping[str, TreatmentVersion]


class PinField(forms.ChoiceField):
    """A select of versions. An older one stands there only where it is pinned, and says so."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.versions: Mapping[str, Any] = {}

    def offer(self, versions: Mapping[str, Any], pinned: int | None) -> None:
        """Offer the newest of each, and the one with the key ``pinned``."""
        self.versions = versions
        newest = _newest(versions.values())
        offered = [
            (key, _label(version, newest[version.subject.pk]))
            for key, version in versions.items()
            if version == newest[version.subject.pk] or key == str(pinned)
        ]
        self.choices = [("", "---------"), *offered]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")

    def clean(self, value: Any) -> Any:
        """Return the version itself, or None."""
        key = super().clean(value)
        return self.versions[key] if key else None


def pinnable(request: HttpRequest, page: Page | None) -> Pinnable:
    """Return what the page may pin, asked once for each request. A new page may have any language."""
    known: Pinnable | None = getattr(request, "pinnable", None)
    if known is None:
        known = Pinnable(_versions(NoticeVersion, page), _versions(TreatmentVersion, page))
        request.pinnable = known  # type: ignore[attr-defined]
    return known


def _versions(model: Any, page: Page | None) -> dict[str, Any]:
    rows = model.objects.select_related(model.OF)
    if page:
        rows = rows.filter(**{f"{model.OF}__locale": page.locale})
    ordered = rows.order_by(f"{model.OF}__name", f"{model.OF}__slug", "-number")
    return {str(version.pk): version for version in ordered}


def _newest(versions: Iterable[AnyVersion]) -> dict[int, AnyVersion]:
    newest: dict[int, AnyVersion] = {}
    for version in versions:
        newest.setdefault(version.subject.pk, version)
    return newest


def _label(version: AnyVersion, newest: AnyVersion) -> str:
    if version == newest:
        return f"{version.subject}, version {version.number}"
    return f"{version.subject}, version {version.number} of {newest.number}: a newer one exists"
