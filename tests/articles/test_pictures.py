"""Files from outside: which are read, as what, and which are refused."""

import base64
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from thumbhash import thumb_hash_to_average_rgba

from articles.pictures import MAX_BYTES, PictureFault, PictureFormat, read_picture, read_stored
from tests import picture_files as files
from tests.picture_files import BLUE, RED

WHITE = (255, 255, 255)


def read(data):
    return read_picture(BytesIO(data))


def opened(data):
    return Image.open(BytesIO(data))


def near(colour, other, tolerance=6):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


def corners(pixels):
    """The colours at the upper left and at the lower right."""
    return [pixels.getpixel(place) for place in ((4, 4), (pixels.width - 5, pixels.height - 5))]


# What is read


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_works(format):
    picture = read(files.file(files.pixels(), format))
    assert (picture.width, picture.height, picture.pixels.mode) == (640, 360, "RGB")
    upper_left, lower_right = corners(picture.pixels)
    assert near(upper_left, RED, 12)
    assert near(lower_right, BLUE, 12)
    stored = opened(picture.stored())
    assert (picture.stored_format, stored.format, stored.size) == ("jpeg", "JPEG", (640, 360))


def test_a_picture_with_previews_stands_still():
    assert read(files.with_previews()).pixels.size == (640, 360)


@pytest.mark.parametrize(
    ("data", "mode", "colour"),
    [
        (files.grey_of_16_bits(40_000), "RGB", (156, 156, 156)),
        (files.palette(), "RGB", RED),
        (files.cmyk(), "RGB", (255, 55, 55)),
        (files.file(files.pixels(mode="L"), "PNG"), "RGB", (82, 82, 82)),
        (files.file(files.pixels(mode="1"), "PNG"), "RGB", None),
        (files.file(files.pixels(mode="LA"), "PNG"), "RGB", (82, 82, 82)),
        (files.file(files.pixels(mode="RGBA"), "PNG"), "RGB", RED),
        (files.palette_with_a_hole(), "RGBA", (*RED, 0)),
    ],
)
def test_every_kind_of_pixel(data, mode, colour):
    pixels = read(data).pixels
    assert pixels.mode == mode
    assert colour is None or near(pixels.getpixel((4, 4)), colour, 8)


def test_colours_are_those_of_srgb():
    """The numbers say red, and the profile that this red is blue."""
    upper_left, lower_right = corners(read(files.with_another_profile()).pixels)
    assert upper_left[2] > upper_left[0]
    assert lower_right[0] > lower_right[2]


def test_a_broken_profile_says_nothing():
    assert near(corners(read(files.photo(icc_profile=b"nonsense")).pixels)[0], RED)


def test_a_profile_for_other_channels_says_nothing():
    grey = files.file(files.pixels(mode="L"), icc_profile=opened_profile())
    assert near(corners(read(grey).pixels)[0], (82, 82, 82), 4)


def opened_profile():
    return opened(files.with_another_profile()).info["icc_profile"]


@pytest.mark.parametrize(
    ("orientation", "size", "upper_left"),
    [
        (None, (640, 360), RED),
        (1, (640, 360), RED),
        (2, (640, 360), BLUE),
        (3, (640, 360), BLUE),
        (4, (640, 360), RED),
        (5, (360, 640), RED),
        (6, (360, 640), RED),
        (7, (360, 640), BLUE),
        (8, (360, 640), BLUE),
        (9, (640, 360), RED),
    ],
)
def test_it_stands_upright(orientation, size, upper_left):
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    pixels = read(files.photo(exif=exif)).pixels
    assert pixels.size == size
    assert near(corners(pixels)[0], upper_left)


@pytest.mark.filterwarnings("ignore:.*:UserWarning:PIL")
def test_damaged_notes_of_a_camera_are_no_reason_to_refuse():
    data = files.camera_photo()
    place = data.index(b"Exif\0\0") + 14
    assert read(data[:place] + b"\xff" * 8 + data[place + 8 :]).width in (360, 640)


# What leaves


@pytest.mark.parametrize("data", [files.camera_photo(), files.with_another_profile()])
def test_nothing_but_pixels_is_kept(data):
    assert {"exif", "icc_profile"} & set(opened(data).info)
    picture = read(data)
    made = [picture.stored(), *(picture.encoded(format) for format in PictureFormat)]
    for each in made:
        file = opened(each)
        assert set(file.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
            "progressive",
            "progression",
            "loop",
            "duration",
            "timestamp",
            "background",
        }
        assert dict(file.getexif()) == {}
        for secret in (b"Camera of Somebody", b"Taken at home", b"xmpmeta", b"Exif", b"acsp"):
            assert secret not in each


def test_what_hangs_behind_a_picture_is_gone():
    hostile = files.photo() + files.HTML
    assert b"script" in hostile
    assert b"script" not in read(hostile).stored()


def test_transparency_is_kept():
    picture = read(files.transparent())
    stored = read_stored(BytesIO(picture.stored()))
    assert (picture.stored_format, stored.pixels.mode) == ("webp", "RGBA")
    assert [opened(picture.encoded(format)).mode for format in PictureFormat] == [
        "RGBA",
        "RGBA",
        "RGB",
    ]
    upper_left, lower_right = corners(opened(picture.encoded(PictureFormat.JPEG)))
    assert near(upper_left, WHITE, 12)
    assert near(lower_right, BLUE, 14)


def test_more_pixels_than_anybody_sees_are_not_kept():
    wide = read(files.file(Image.new("RGB", (5000, 1000), RED)))
    assert wide.pixels.size == (4096, 819)


def test_a_smaller_one():
    assert read(files.photo()).scaled(480).pixels.size == (480, 270)


@pytest.mark.parametrize(
    ("data", "average"),
    [
        (files.photo(), (110, 45, 110)),
        (files.grey_of_16_bits(), (156, 156, 156)),
        (files.file(Image.new("RGBA", (400, 300), (*RED, 0)), "PNG"), WHITE),
    ],
)
def test_a_thumbhash(data, average):
    hashed = base64.b64decode(read(data).thumbhash())
    *colour, alpha = thumb_hash_to_average_rgba(list(hashed))
    assert near([round(255 * each) for each in colour], average, 12)
    assert alpha == 1
    assert len(hashed) <= 30


# What is refused


def refusal(data):
    with pytest.raises(ValidationError) as caught:
        read(data)
    (message,) = caught.value.messages
    assert message == PictureFault(caught.value.code).label
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_picture"),
        (b"\xff\xd8\xff", "not_a_picture"),
        (files.SVG, "not_a_picture"),
        (files.HTML, "not_a_picture"),
        (files.HTML + files.photo(), "not_a_picture"),
        (files.animation("GIF"), "not_a_picture"),
        (files.file(files.pixels(), "TIFF"), "not_a_picture"),
        (files.file(files.pixels(), "PDF"), "not_a_picture"),
        (files.file(files.pixels(), "ICO"), "not_a_picture"),
        (files.animation("WEBP"), "animated"),
        (files.animation("PNG"), "animated"),
        (files.animation("AVIF"), "animated"),
        (files.photo()[:-3000], "broken_picture"),
        (files.transparent()[:-200], "broken_picture"),
        (files.file(files.pixels(), "WEBP")[:-100], "broken_picture"),
        (files.file(files.pixels(), "AVIF")[:-100], "broken_picture"),
        (files.lying_png(), "broken_picture"),
        (files.bomb(), "too_many_pixels"),
        (files.bomb(10_000, 10_000), "too_many_pixels"),
        (files.bomb(7_100, 7_100), "too_many_pixels"),
        (files.webp_bomb(), "too_many_pixels"),
        (files.file(Image.new("RGB", (1, 1)), "PNG"), "too_small"),
        (files.file(Image.new("RGB", (319, 900)), "PNG"), "too_small"),
        (files.file(Image.new("RGB", (900, 159)), "PNG"), "too_small"),
    ],
)
def test_it_is_refused(data, code):
    assert refusal(data) == code


def test_just_large_enough():
    assert read(files.file(Image.new("RGB", (320, 160)), "PNG")).pixels.size == (320, 160)


def test_on_its_side_it_is_measured_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = files.file(Image.new("RGB", (330, 300)), exif=exif)
    assert refusal(data) == "too_small"


def test_too_many_bytes_are_not_read_to_their_end():
    class Endless:
        asked = 0

        def read(self, size):
            self.asked += size
            return bytes(size)

    file = Endless()
    with pytest.raises(ValidationError) as caught:
        read_picture(file)
    assert (caught.value.code, file.asked) == ("too_many_bytes", MAX_BYTES + 1)


SEEDS = [
    files.camera_photo(),
    files.transparent(),
    files.file(files.pixels(), "WEBP"),
    files.file(files.pixels(), "AVIF"),
    files.with_another_profile(),
    files.with_previews(),
]


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8),
    end=st.integers(0, 3000),
)
def test_whatever_comes_it_is_read_or_refused(seed, changes, end):
    data = bytearray(seed[: len(seed) - end] if end % 3 == 0 else seed)
    for place, value in changes:
        if place < len(data):
            data[place] = value
    try:
        picture = read(bytes(data))
    except ValidationError as error:
        outcome = PictureFault(error.code)
    else:
        outcome = picture.pixels.info
    assert outcome == {} or isinstance(outcome, PictureFault)
