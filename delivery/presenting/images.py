"""Pictures as readers get them. Alt text, credit and sizes of a hero image are those of today."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles import richtext
from articles.models import Image
from articles.pictures import PictureFormat

Json = dict[str, Any]

# What a browser gets that knows no other format, and a social network: no wider than they need.
PLAIN_WIDTH_PIXELS = 960


def images_by_uuid(uuids: Iterable[str]) -> dict[str, Image]:
    """Return the pictures with their renditions; an empty uuid names none."""
    wanted = set(uuids) - {""}
    if not wanted:
        return {}
    return {str(image.uuid): image for image in Image.objects.to_show().filter(uuid__in=wanted)}


def resolved_picture(image: Image) -> richtext.Picture:
    """Return what a figure in a text shows; its words stand in the text."""
    return richtext.Picture(
        url=plain_url(image),
        width=image.width,
        height=image.height,
        thumbhash=image.thumbhash,
        renditions=[richtext.Rendition(**each) for each in _renditions(image)],
    )


def present_hero(
    presentation: Json, caption: str | None, images: Mapping[str, Image]
) -> Json | None:
    """Return the picture at the top of a page, with the caption that the page has signed."""
    shown = present_card_image(presentation, images)
    return shown and {"alt": shown["alt"], "caption": caption, **shown}


def present_card_image(presentation: Json, images: Mapping[str, Image]) -> Json | None:
    """Return the same picture as it stands on the page's card: without words that need a page."""
    image = images.get(presentation.get("hero_image", ""))
    if image is None:
        return None
    return {
        "alt": image.alt_text,
        "credit": image.credit or None,
        "width": image.width,
        "height": image.height,
        "thumbhash": image.thumbhash or None,
        "focal_point": {"x": image.focal_x, "y": image.focal_y},
        "renditions": _renditions(image),
    }


def plain_url(image: Image, *, width: int = PLAIN_WIDTH_PIXELS) -> str:
    """Return the address of the widest JPEG up to a width, or else of the picture as it is kept."""
    jpegs = [each for each in image.shown if each.format == PictureFormat.JPEG]
    fitting = [each for each in jpegs if each.width <= width] or jpegs[:1] or [image]
    return str(fitting[-1].file.url)


def _renditions(image: Image) -> list[Json]:
    return [
        {
            "url": each.file.url,
            "width": each.width,
            "height": each.height,
            "format": each.format,
        }
        for each in image.shown
    ]
