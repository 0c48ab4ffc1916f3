"""Pictures that somebody sends, read with distrust: pixels in sRGB come out, nothing else of the file.

``read_picture`` is the one door for bytes from outside.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import models
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError
from thumbhash import rgba_to_thumb_hash

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MIN_WIDTH_PIXELS = 320
MIN_HEIGHT_PIXELS = 160
# Readers are shown 1600 pixels at most; more than this is weight that nobody sees.
STORED_SIDE_PIXELS = 4096
# ThumbHash takes 100 at most and keeps a handful of waves: fewer pixels say the same, sooner.
THUMBHASH_SIDE_PIXELS = 48

READ_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")

# Decoded, a picture takes up to half a gigabyte: several at once could take all there is.
ONE_AT_A_TIME = Lock()

SRGB = ImageCms.createProfile("sRGB")

# By the orientation that EXIF gives: what a camera that was held so needs (EXIF 3.0, tag 274).
UPRIGHT: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PictureFormat(models.TextChoices):
    """In the order in which a browser should be offered them: the lightest first."""

    AVIF = "avif", "AVIF"
    WEBP = "webp", "WebP"
    JPEG = "jpeg", "JPEG"


RENDITION_OPTIONS: Mapping[PictureFormat, Mapping[str, Any]] = {
    PictureFormat.AVIF: {"quality": 60, "speed": 8},
    PictureFormat.WEBP: {"quality": 80, "method": 4},
    PictureFormat.JPEG: {"quality": 82, "optimize": True, "progressive": True},
}
STORED_OPTIONS: Mapping[PictureFormat, Mapping[str, Any]] = {
    PictureFormat.WEBP: {"quality": 92, "method": 2},
    PictureFormat.JPEG: {"quality": 92, "subsampling": 0},
}


class PictureFault(models.TextChoices):
    """Why a file is refused."""

    NOT_A_PICTURE = (
        "not_a_picture",
        "This file is not a picture that can be used here: choose a JPEG, PNG, WebP or AVIF file.",
    )
    BROKEN = (
        "broken_picture",
        "This picture cannot be read to its end: export or download it again.",
    )
    TOO_MANY_BYTES = (
        "too_many_bytes",
        "This file has more than 20 MB: save the picture smaller and try again.",
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        "This picture has more than 50 megapixels: save it smaller and try again.",
    )
    TOO_SMALL = (
        "too_small",
        "This picture is too small: it must be at least 320 pixels wide and 160 high.",
    )
    ANIMATED = ("animated", "This picture moves: choose one that stands still.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(str(self.label), code=self.value)


@dataclass(frozen=True)
class Picture:
    """Pixels in sRGB, upright, with an alpha channel only where something shows through."""

    pixels: Image.Image

    @property
    def width(self) -> int:
        return self.pixels.width

    @property
    def height(self) -> int:
        return self.pixels.height

    @property
    def stored_format(self) -> PictureFormat:
        """JPEG knows no transparency."""
        return PictureFormat.WEBP if self.pixels.mode == "RGBA" else PictureFormat.JPEG

    def stored(self) -> bytes:
        """The picture as it is kept, in ``stored_format``."""
        return _encoded(self.pixels, self.stored_format, STORED_OPTIONS[self.stored_format])

    def scaled(self, width: int) -> "Picture":
        height = max(1, round(self.height * width / self.width))
        return Picture(self.pixels.resize((width, height), Image.Resampling.LANCZOS))

    def encoded(self, format: PictureFormat) -> bytes:
        """The picture for readers; in a JPEG white stands where something would show through."""
        pixels = self.pixels
        if format == PictureFormat.JPEG:
            pixels = _on_white(pixels)
        return _encoded(pixels, format, RENDITION_OPTIONS[format])

    def thumbhash(self) -> str:
        """A blur of some thirty characters (base64), to be shown until the picture has come."""
        small = self.pixels.copy()
        small.thumbnail((THUMBHASH_SIDE_PIXELS, THUMBHASH_SIDE_PIXELS))
        # Opaque, because thumbhash 0.1.2 stumbles over transparency.
        small = _on_white(small).convert("RGBA")
        hashed = rgba_to_thumb_hash(small.width, small.height, list(small.tobytes()))
        return base64.b64encode(bytes(hashed)).decode("ascii")


def read_picture(file: IO[bytes]) -> Picture:
    """Return the pixels of a still JPEG, PNG, WebP or AVIF file, whatever the file's name.

    Raises ``ValidationError`` with the code of a ``PictureFault``.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureFault.TOO_MANY_BYTES.error
    with ONE_AT_A_TIME:
        return _read(data)


def read_stored(file: IO[bytes]) -> Picture:
    """Return the pixels of a file that ``Picture.stored`` made."""
    return Picture(_bare(Image.open(file, formats=READ_FORMATS)))


def _read(data: bytes) -> Picture:
    opened = _opened(data)
    if opened.width * opened.height > MAX_PIXELS:
        raise PictureFault.TOO_MANY_PIXELS.error
    # A camera puts a preview behind the picture (MPO): that is no animation.
    if getattr(opened, "n_frames", 1) > 1 and opened.format != "MPO":
        raise PictureFault.ANIMATED.error
    pixels = _upright(_decoded(opened), _orientation(opened))
    if pixels.width < MIN_WIDTH_PIXELS or pixels.height < MIN_HEIGHT_PIXELS:
        raise PictureFault.TOO_SMALL.error
    pixels.thumbnail((STORED_SIDE_PIXELS, STORED_SIDE_PIXELS), Image.Resampling.LANCZOS)
    return Picture(_bare(pixels))


def _opened(data: bytes) -> Image.Image:
    """Read the head of the file; nothing is decoded yet."""
    try:
        return Image.open(BytesIO(data), formats=READ_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureFault.TOO_MANY_PIXELS.error from None
    except UnidentifiedImageError:
        raise PictureFault.NOT_A_PICTURE.error from None
    # A decoder may raise anything over bytes that were made to hurt it.
    except Exception:  # noqa: BLE001
        raise PictureFault.BROKEN.error from None


def _decoded(opened: Image.Image) -> Image.Image:
    try:
        opened.load()
        return _in_srgb(_in_eight_bits(opened), opened.info.get("icc_profile"))
    # As above; a picture that takes more memory than there is ends here too.
    except Exception:  # noqa: BLE001
        raise PictureFault.BROKEN.error from None


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, RGBA, CMYK or, where it is grey, L: what a profile speaks of."""
    if image.mode.startswith("I"):
        # Pillow would cut off what is brighter than 255 of 65,535.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa"):
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            converted = ImageCms.profileToProfile(image, BytesIO(profile), SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            # A broken profile, or one for other channels, says nothing about these.
            return image.convert(mode)
        return converted or image.convert(mode)
    return image.convert(mode)


def _orientation(opened: Image.Image) -> object:
    try:
        return opened.getexif().get(ExifTags.Base.Orientation)
    # Damaged notes of a camera are no reason to refuse its picture.
    except Exception:  # noqa: BLE001
        return None


def _upright(pixels: Image.Image, orientation: object) -> Image.Image:
    turn = UPRIGHT.get(orientation)
    return pixels if turn is None else pixels.transpose(turn)


def _bare(pixels: Image.Image) -> Image.Image:
    """Return the pixels in RGB or RGBA with nothing beside them: encoders write what they find."""
    mode = "RGBA" if pixels.mode == "RGBA" and _shows_through(pixels) else "RGB"
    bare = Image.new(mode, pixels.size)
    bare.paste(pixels if pixels.mode == mode else pixels.convert(mode))
    return bare


def _on_white(pixels: Image.Image) -> Image.Image:
    if pixels.mode != "RGBA":
        return pixels
    white = Image.new("RGB", pixels.size, "white")
    white.paste(pixels, mask=pixels)
    return white


def _shows_through(pixels: Image.Image) -> bool:
    return pixels.getchannel("A").getextrema() != (255, 255)


def _encoded(pixels: Image.Image, format: PictureFormat, options: Mapping[str, Any]) -> bytes:
    buffer = BytesIO()
    pixels.save(buffer, format.name, **options)
    return buffer.getvalue()
