"""Entering and verifying what a crisis resource says: two people, as for a page."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from articles.models import CrisisResource, CrisisResourceVersion


def enter_version(
    *, resource: CrisisResource, content: dict[str, Any], by: User, at: datetime
) -> CrisisResourceVersion:
    """Add what the resource shall say. Readers see it when another person has verified it."""
    if not by.has_perm("articles.add_crisisresourceversion"):
        raise PermissionDenied("You may not edit crisis resources.")
    with transaction.atomic():
        locked = CrisisResource.objects.select_for_update().get(pk=resource.pk)
        newest = locked.versions.order_by("-number").first()
        version = CrisisResourceVersion(
            resource=locked,
            number=newest.number + 1 if newest else 1,
            entered_by=by,
            entered_at=at,
            **content,
        )
        version.full_clean(exclude=["resource"])
        version.save()
        return version


def verify_version(
    *, version: CrisisResourceVersion, by: User, at: datetime
) -> CrisisResourceVersion:
    """Let readers see the version: ``by`` has called the number and looked at the address."""
    if not by.has_perm("articles.verify_crisisresource"):
        raise PermissionDenied("You may not verify crisis resources.")
    with transaction.atomic():
        CrisisResource.objects.select_for_update().get(pk=version.resource_id)
        current = CrisisResourceVersion.objects.get(pk=version.pk)
        _refuse_unverifiable(current, by)
        current.verified_by, current.verified_at = by, at
        current.save(update_fields=["verified_by", "verified_at"])
        return current


def _refuse_unverifiable(version: CrisisResourceVersion, by: User) -> None:
    if version.verified_at is not None:
        raise ValidationError("This version is verified already.", code="already_verified")
    if version.entered_by_id == by.pk:
        raise ValidationError(
            "You entered this version: another person verifies it.", code="own_entry"
        )
    newer = CrisisResourceVersion.objects.filter(
        resource=version.resource_id, number__gt=version.number
    )
    if newer.exists():
        raise ValidationError(
            "A newer version has been entered: verify that one.", code="outdated_version"
        )
