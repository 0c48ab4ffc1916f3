"""Lookups outside the request, and the sweeper that finds what was lost of them."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django_tasks import task

from references.asking import SourceFailed
from references.looking_up import RETRY_AFTER, answer_lookup
from references.models import Lookup

logger = structlog.get_logger(__name__)


@task()
def look_up(lookup: str) -> None:
    try:
        answer_lookup(uuid=UUID(lookup))
    except SourceFailed as failed:
        # The lookup says so itself, and when it is tried again.
        logger.warning("lookup_failed", lookup=lookup, failure=failed.code.value)


def sweep(*, now: datetime) -> int:
    """Put lookups whose task was lost, or failed, in the queue again; return how many.

    A worker that is killed leaves its task running for ever, so tasks are never asked.
    """
    swept = 0
    for key in Lookup.objects.due(now).values_list("pk", flat=True):
        with transaction.atomic():
            lookup = Lookup.objects.select_for_update().due(now).filter(pk=key).first()
            if lookup is None:
                continue
            # The task itself counts the attempt: this one is asked for, not made.
            lookup.next_try_at = now + RETRY_AFTER
            lookup.save(update_fields=["next_try_at"])
            look_up.enqueue(str(lookup.uuid))
            swept += 1
    return swept
