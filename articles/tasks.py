"""Work outside the request, and the sweeper that finds what was lost of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles import renditions
from articles.models import Image
from articles.renditions import RETRY_AFTER


@task()
def make_renditions(image: str) -> None:
    renditions.make(uuid=UUID(image), now=timezone.now())


def sweep(*, now: datetime) -> int:
    """Put images whose task was lost, or failed, in the queue again; return how many.

    A worker that is killed leaves its task running for ever, so tasks are never asked.
    """
    swept = 0
    for key in Image.objects.due(now).values_list("pk", flat=True):
        with transaction.atomic():
            image = Image.objects.select_for_update().due(now).filter(pk=key).first()
            if image is None:
                continue
            # The task itself counts the attempt: this one is asked for, not made.
            image.next_try_at = now + RETRY_AFTER
            image.save(update_fields=["next_try_at"])
            make_renditions.enqueue(str(image.uuid))
            swept += 1
    return swept
