"""The one move that writes a page, whatever the door: form, demo, restore, import."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from articles import drafting
from articles.drafts import PageDraft
from articles.models import BylineEntry, Citation, Faq, Page, PageEdit, Section
from articles.snapshots import freeze

PartRow = TypeVar("PartRow", Section, Faq, Citation)


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
            "Somebody else saved this page after you opened it. Copy what you wrote, load the "
            "page again and put it back in.",
            code="stale_lock_version",
        )
    if (current.topic_id, current.locale) != (draft.topic.pk, draft.locale):
        raise ValidationError(
            "A page keeps its topic and language: make a new page instead.",
            code="topic_is_fixed",
        )
    return current


def _write(current: Page | None, draft: PageDraft, *, by: User, at: datetime) -> Page:
    if draft.topic._state.adding:
        draft.topic.save()
    page = current or Page(
        topic=draft.topic,
        kind=draft.topic.kind,
        locale=draft.locale,
        created_at=at,
        created_by=by,
    )
    for name in drafting.PAGE_FIELDS:
        setattr(page, name, getattr(draft, name))
    page.changed_at, page.changed_by = at, by
    page.lock_version += 1
    page.save()
    return page


def _write_parts(page: Page, draft: PageDraft) -> None:
    sections = {str(section.uuid): section for section in draft.sections}
    in_order = [sections[entry["id"]] for entry in draft.outline if "id" in entry]
    _match(Section, page, "uuid", [vars(section) for section in in_order])
    _match(Faq, page, "uuid", [vars(faq) for faq in draft.faqs])
    _match(Citation, page, "key", [vars(citation) for citation in draft.citations])
    _write_byline(page, draft)


def _match(model: type[PartRow], page: Page, name: str, wanted: Sequence[dict[str, Any]]) -> None:
    """Update the rows that are wanted, make the missing ones, delete only what is not wanted."""
    existing = {getattr(row, name): row for row in model._default_manager.filter(page=page)}
    for position, fields in enumerate(wanted):
        row = existing.pop(fields[name], None) or model(page=page)
        for field, value in {**fields, "position": position}.items():
            setattr(row, field, value)
        row.save()
    for row in existing.values():
        row.delete()


def _write_byline(page: Page, draft: PageDraft) -> None:
    page.byline_entries.exclude(person__in=draft.byline).delete()
    for position, person in enumerate(draft.byline):
        BylineEntry.objects.update_or_create(
            page=page, person=person, defaults={"position": position}
        )


def _record(page: Page, *, by: User, at: datetime) -> Page:
    saved = Page.objects.with_parts().get(pk=page.pk)
    saved.fingerprint = freeze(saved).fingerprint
    saved.save(update_fields=["fingerprint"])
    PageEdit.objects.create(page=saved, user=by, at=at, lock_version=saved.lock_version)
    return saved
