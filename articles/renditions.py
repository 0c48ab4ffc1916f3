"""The sizes and formats of pictures, made outside the request.

Whether an image has its renditions is written in its row, and nowhere else: a task may be lost, come
twice or be killed at any point. Each step looks at what stands.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from articles import facts
from articles.models import Image, Rendition, RenditionState
from articles.pictures import Picture, PictureFormat, read_stored

WIDTHS_PIXELS = (480, 960, 1600)

MAX_ATTEMPTS = 5
# Longer than the slowest picture takes; each try waits twice as long as the one before.
RETRY_AFTER = timedelta(minutes=2)


def make(*, uuid: UUID, now: datetime) -> None:
    """Make the renditions that an image has not got, and its thumbhash."""
    image = _begin(uuid, now)
    if image is None:
        return
    with image.file.open() as file:
        picture = read_stored(file)
    for width in widths(picture.width):
        scaled = picture.scaled(width)
        for format in PictureFormat:
            _keep(image, scaled, format)
    _finish(image, picture.thumbhash(), now)


def widths(width: int) -> list[int]:
    """The widths of the renditions of a picture: none is wider than it is.

    >>> widths(1000)
    [480, 960]
    >>> widths(400)
    [400]
    """
    return [rung for rung in WIDTHS_PIXELS if rung <= width] or [width]


def _begin(uuid: UUID, now: datetime) -> Image | None:
    """Count the attempt before it is made: one that kills its process is counted too."""
    with transaction.atomic():
        waiting = Image.objects.filter(uuid=uuid, renditions_state=RenditionState.WAITING)
        image = waiting.select_for_update().first()
        if image is None:
            return None
        if image.attempts >= MAX_ATTEMPTS:
            image.renditions_state, image.next_try_at = RenditionState.FAILED, None
        else:
            image.attempts += 1
            image.next_try_at = now + RETRY_AFTER * 2**image.attempts
        image.save(update_fields=["renditions_state", "attempts", "next_try_at"])
        return image if image.renditions_state == RenditionState.WAITING else None


def _keep(image: Image, scaled: Picture, format: PictureFormat) -> None:
    if _made(image).filter(format=format, width=scaled.width).exists():
        return
    content = scaled.encoded(format)
    with transaction.atomic():
        # Another worker may be at the same picture, and somebody may have deleted it.
        if not Image.objects.select_for_update().filter(pk=image.pk).exists():
            return
        if _made(image).filter(format=format, width=scaled.width).exists():
            return
        name = image.file_name(format, scaled.width)
        # What a killed attempt left behind, with no row that knows of it.
        default_storage.delete(name)
        Rendition.objects.create(
            image=image,
            format=format,
            width=scaled.width,
            height=scaled.height,
            file=default_storage.save(name, ContentFile(content)),
            bytes=len(content),
        )


def _made(image: Image) -> models.QuerySet[Rendition]:
    return Rendition.objects.filter(image=image)


def _finish(image: Image, thumbhash: str, now: datetime) -> None:
    with transaction.atomic():
        facts.begin()
        Image.objects.filter(pk=image.pk).update(
            thumbhash=thumbhash, renditions_state=RenditionState.READY, next_try_at=None
        )
        facts.image_changed(image=image, at=now)
