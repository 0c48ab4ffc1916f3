"""Entering what a notice or a treatment says. Every change is a new version; no page changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from articles import richtext
from articles.canonical import canonical_value
from articles.drafting.naming import check_texts
from articles.faults import Faults
from articles.models import Notice, NoticeVersion, Treatment, TreatmentVersion
from articles.richtext import Profile

Json = dict[str, Any]

MODELS: Mapping[type, type[NoticeVersion] | type[TreatmentVersion]] = {
    Notice: NoticeVersion,
    Treatment: TreatmentVersion,
}
# What a version says, in the order in which a form asks for it.
CONTENT: Mapping[type, Sequence[str]] = {
    Notice: ("heading", "text"),
    Treatment: (
        "title",
        "alternate_names",
        "regulatory_status",
        "off_label",
        "disclosure",
        "risks",
        "alternatives",
    ),
}
RICH_TEXTS: Mapping[type, Sequence[str]] = {
    Notice: ("text",),
    Treatment: ("disclosure", "risks", "alternatives"),
}


def enter_version(
    *, subject: Notice | Treatment, content: Json, by: User, at: datetime, based_on: int
) -> NoticeVersion | TreatmentVersion:
    """Return the version that says ``content``: a new one, unless the newest says so already.

    ``based_on`` is the number of the version that ``by`` changed; 0 when there was none. Raises
    ``ValidationError`` with every fault at its field, or with the code ``stale_version``.
    """
    model = MODELS[type(subject)]
    if not by.has_perm(f"articles.add_{model._meta.model_name}"):
        raise PermissionDenied("You may not edit notices and treatments.")
    with transaction.atomic():
        newest = locked_newest(subject, based_on=based_on)
        checked = checked_content(type(subject), content)
        if newest and all(getattr(newest, name) == value for name, value in checked.items()):
            return newest
        version = model(**{model.OF: subject}, number=based_on + 1, entered_by=by, at=at, **checked)
        version.save()
        return version


def locked_newest(
    subject: Notice | Treatment, *, based_on: int
) -> NoticeVersion | TreatmentVersion | None:
    """Lock the notice or treatment until the transaction ends, and return its newest version."""
    locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    newest: NoticeVersion | TreatmentVersion | None = locked.versions.order_by("-number").first()
    if (newest.number if newest else 0) != based_on:
        raise ValidationError(
            "Somebody entered a new version after you opened this one. Copy what you wrote, load "
            "it again and put it back in.",
            code="stale_version",
        )
    return newest


def checked_content(kind: type[Notice] | type[Treatment], content: Json) -> Json:
    """Return what a version shall say in its stored form, or raise every fault at its field."""
    faults = Faults()
    checked = {name: _read(kind, name, content, faults) for name in CONTENT[kind]}
    row = MODELS[kind](**checked)
    others = {field.name for field in row._meta.fields} - set(checked)
    refused = {name for name in checked if faults.stand_at(name)}
    with faults.at(""):
        row.clean_fields(exclude=others | refused)
    with faults.at(""):
        row.validate_constraints(exclude=others)
    if isinstance(row, TreatmentVersion) and row.needs_disclosure:
        _check_disclosure(row, faults)
    check_texts({name: checked[name] for name in RICH_TEXTS[kind]}, faults)
    faults.raise_if_any()
    return checked


def _read(kind: type, name: str, content: Json, faults: Faults) -> Any:
    given = content.get(name, getattr(MODELS[kind](), name))
    if name not in RICH_TEXTS[kind]:
        return faults.attempt(name, lambda: _plain(given), otherwise=given)
    empty: Json = {}
    return faults.attempt(
        name, lambda: richtext.normalise(given, profile=Profile.NOTICE), otherwise=empty
    )


def _plain(given: Any) -> Any:
    if isinstance(given, list):
        return [_plain(item) for item in given]
    return str(canonical_value(given)).strip() if isinstance(given, str) else given


def _check_disclosure(row: TreatmentVersion, faults: Faults) -> None:
    """What is not approved for its use is named with disclosure, risks and other ways.

    After FTC and FDA guidance on health claims: see ``RegulatoryStatus``.
    """
    for name in RICH_TEXTS[Treatment]:
        if not getattr(row, name) and not faults.stand_at(name):
            faults.add(
                name,
                "Readers of a use that is not approved must be told: fill this in.",
                code="disclosure_missing",
            )
