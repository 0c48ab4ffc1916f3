"""Which pages need crisis resources, and entering what one says.

Another person verifies it, in ``delivery.crisis``: what readers see changes under the ledger.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from articles.models import CrisisResource, CrisisResourceVersion
from articles.models.pages import CRISIS_FLAGS
from articles.snapshots import Snapshot


def needs_crisis_resources(snapshot: Snapshot) -> bool:
    return not CRISIS_FLAGS.isdisjoint(snapshot.clinical.get("content_flags", []))


def countries_without_help(
    countries: Iterable[str], served: Iterable[CrisisResourceVersion]
) -> set[str]:
    return set(countries) - {version.resource.country for version in served}


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
