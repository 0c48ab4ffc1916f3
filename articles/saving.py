"""The one move that writes a page, whatever the door: form, demo, restore, import."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from accounts.models import User
from articles import drafting, richtext
from articles.drafts import PageDraft
from articles.models import (
    AboutEntry,
    AlternateName,
    Association,
    BylineEntry,
    CallToAction,
    Citation,
    Code,
    Faq,
    FigureEntry,
    Image,
    NoticePin,
    Page,
    PageEdit,
    RelatedEntry,
    Section,
)
from articles.outline import OutlinePart
from articles.snapshots import freeze


def save_page(
    *,
    draft: PageDraft,
    by: User,
    at: datetime,
    page: Page | None = None,
    lock_version: int = 0,
) -> Page:
    """Make the page what the draft says, and record who did.

    ``lock_version`` is that of the page as ``by`` last saw it. Raises ``ValidationError`` with
    every fault at its place (``sections.0.body``), or with the code ``stale_lock_version`` when
    somebody saved in between; then nothing is changed.
    """
    if not by.has_perm("articles.change_page" if page else "articles.add_page"):
        raise PermissionDenied("You may not edit pages.")
    return write_page(draft=draft, by=by, at=at, page=page, lock_version=lock_version)


def write_page(
    *,
    draft: PageDraft,
    by: User,
    at: datetime,
    page: Page | None = None,
    lock_version: int = 0,
) -> Page:
    """Do so for a move that has asked for another right than to edit pages."""
    try:
        with transaction.atomic():
            current = _locked(page, draft, lock_version)
            checked = drafting.checked(draft, page=current)
            saved = _write(current, checked, by=by, at=at)
            _write_parts(saved, checked)
            return _record(saved, by=by, at=at)
    except IntegrityError as error:
        raise ValidationError(
            "Somebody saved the same page or address at this moment: load the page again.",
            code="saved_meanwhile",
        ) from error


def _locked(page: Page | None, draft: PageDraft, lock_version: int) -> Page | None:
    if page is None:
        return None
    current = Page.objects.select_for_update().get(pk=page.pk)
    if current.lock_version != lock_version:
        raise ValidationError(
            "Somebody else saved this page after you opened it, so yours is not saved yet.",
            code="stale_lock_version",
        )
    if (current.topic_id, current.locale) != (draft.topic.pk, draft.locale):
        raise ValidationError(
            "A page keeps its topic and language: make a new page instead.",
            code="topic_is_fixed",
        )
    return current


def _write(current: Page | None, draft: PageDraft, *, by: User, at: datetime) -> Page:
    for topic in (draft.topic, *(association.condition for association in draft.associations)):
        if topic._state.adding:
            topic.save()
    page = current or Page(
        topic=draft.topic,
        kind=draft.topic.kind,
        locale=draft.locale,
        created_at=at,
        created_by=by,
        **({"uuid": draft.uuid} if draft.uuid else {}),
    )
    for name in drafting.PAGE_FIELDS:
        setattr(page, name, getattr(draft, name))
    page.changed_at, page.changed_by = at, by
    page.lock_version += 1
    page.save()
    return page


def _write_parts(page: Page, draft: PageDraft) -> None:
    sections = _in_order(draft.sections, OutlinePart.SECTION, draft)
    calls = _in_order(draft.calls_to_action, OutlinePart.CALL_TO_ACTION, draft)
    _match(Section, page, ["uuid"], map(vars, sections))
    _match(CallToAction, page, ["uuid"], map(vars, calls))
    _match(Association, page, ["uuid"], map(vars, draft.associations))
    _match(Faq, page, ["uuid"], map(vars, draft.faqs))
    _match(Citation, page, ["key"], map(vars, draft.citations))
    _match(AlternateName, page, ["name"], map(vars, draft.alternate_names))
    _match(Code, page, ["system", "code"], map(vars, draft.codes))
    _match(AboutEntry, page, ["topic"], [{"topic": topic} for topic in draft.about])
    _match(RelatedEntry, page, ["topic"], [{"topic": topic} for topic in draft.related])
    _match(BylineEntry, page, ["person"], [{"person": person} for person in draft.byline])
    _match(NoticePin, page, ["version"], [{"version": version} for version in draft.notices])
    _match(FigureEntry, page, ["image_id"], [{"image_id": key} for key in _pictures(draft)])
    page.tags.set(draft.tags)


def _pictures(draft: PageDraft) -> list[int]:
    """The keys of the pictures in the texts, which the check has locked: they stay."""
    uuids = [uuid for section in draft.sections for uuid in richtext.figure_images(section.body)]
    return list(Image.objects.filter(uuid__in=uuids).values_list("pk", flat=True))


def _in_order(drafts: Sequence[Any], part: OutlinePart, draft: PageDraft) -> list[Any]:
    by_id = {str(item.uuid): item for item in drafts}
    return [by_id[entry["id"]] for entry in draft.outline if entry["part"] == part]


def _match(
    model: type[models.Model], page: Page, key: Sequence[str], wanted: Iterable[dict[str, Any]]
) -> None:
    """Update the rows that are wanted, make the missing ones, delete only what is not wanted.

    Deleted first: a new row may take the place of one that goes.
    """
    fields_by_key = {tuple(fields[name] for name in key): fields for fields in wanted}
    existing = {
        tuple(getattr(row, name) for name in key): row
        for row in model._default_manager.filter(page=page)
    }
    for row in [row for known, row in existing.items() if known not in fields_by_key]:
        row.delete()
    for position, (known, fields) in enumerate(fields_by_key.items()):
        wanted_now = {**fields, "position": position}
        row = existing.get(known) or model(page=page)
        if row.pk and all(_holds(row, name, value) for name, value in wanted_now.items()):
            continue
        for field, value in wanted_now.items():
            setattr(row, field, value)
        row.save()


def _holds(row: models.Model, name: str, value: Any) -> bool:
    """Whether a field has a value already; a related row is not fetched for that."""
    if isinstance(value, models.Model):
        return bool(getattr(row, f"{name}_id") == value.pk)
    return bool(getattr(row, name) == value)


def _record(page: Page, *, by: User, at: datetime) -> Page:
    saved = Page.objects.with_parts().get(pk=page.pk)
    saved.fingerprint = freeze(saved).fingerprint
    saved.save(update_fields=["fingerprint"])
    PageEdit.objects.create(page=saved, user=by, at=at, lock_version=saved.lock_version)
    return saved
