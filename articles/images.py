"""Pictures come and go: uploaded, and deleted while nothing shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from accounts.models import User
from articles import tasks
from articles.models import Image
from articles.pictures import Picture
from articles.renditions import RETRY_AFTER

MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, kw_only=True)
class ImageDescription:
    """What is said of a picture. Either it has an alt text, or it is decorative."""

    alt_text: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""
    licence: str = ""
    focal_x: int = 50
    focal_y: int = 50


def upload_image(
    *,
    picture: Picture,
    original_name: str,
    description: ImageDescription,
    by: User,
    at: datetime,
) -> Image:
    """Keep a picture that ``read_picture`` has read; the worker makes its renditions.

    ``original_name`` is for editors to find it again, and names no file of ours. Raises
    ``ValidationError`` by field.
    """
    if not by.has_perm("articles.add_image"):
        raise PermissionDenied("You may not upload pictures.")
    image = Image(
        **vars(description),
        format=picture.stored_format,
        width=picture.width,
        height=picture.height,
        original_name=_printable(original_name)[:MAX_NAME_CHARACTERS],
        uploaded_by=by,
        uploaded_at=at,
        next_try_at=at + RETRY_AFTER,
    )
    image.full_clean()
    name = image.file_name(picture.stored_format)
    image.file.name = default_storage.save(name, ContentFile(picture.stored()))
    try:
        with transaction.atomic():
            image.save()
            tasks.make_renditions.enqueue(str(image.uuid))
    except Exception:
        default_storage.delete(image.file.name)
        raise
    return image


def delete_image(*, image: Image, by: User) -> None:
    """Delete a picture with its files.

    Raises ``ValidationError`` with the code ``image_in_use``, which names the pages and revisions
    that show it.
    """
    if not by.has_perm("articles.delete_image"):
        raise PermissionDenied("You may not delete pictures.")
    try:
        with transaction.atomic():
            # The worker locks the same row before it writes a file.
            locked = Image.objects.select_for_update().get(pk=image.pk)
            files = [locked.file.name, *locked.renditions.values_list("file", flat=True)]
            locked.delete()
            transaction.on_commit(lambda: _delete_files(files))
    except models.ProtectedError as error:
        users = sorted({str(row) for row in error.protected_objects})
        raise ValidationError(
            "This picture stays, because it is shown by: %(users)s.",
            code="image_in_use",
            params={"users": ", ".join(users)},
        ) from error


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())
