"""Renditions: made once, whatever becomes of the task that was to make them."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image as PillowImage

from articles import renditions
from articles.images import ImageDescription, upload_image
from articles.models import Image, Rendition
from articles.pictures import Picture
from articles.renditions import MAX_ATTEMPTS, RETRY_AFTER, widths
from articles.tasks import make_renditions, sweep
from tests import picture_files
from tests.builders import NOW, make_image
from tests.scenes import apart

FORMATS = ["avif", "webp", "jpeg"]


def image_of(cast, pixels):
    return upload_image(
        picture=Picture(pixels),
        original_name="picture.png",
        description=ImageDescription(alt_text="A gradient."),
        by=cast.editor,
        at=NOW,
    )


@pytest.fixture
@apart
def image(cast):
    return make_image(by=cast.editor)


def opened(rendition):
    return PillowImage.open(BytesIO(picture_files.content(rendition.file)))


def state(image):
    return Image.objects.values_list("renditions_state", "attempts", "next_try_at").get(pk=image.pk)


def made(image):
    return [(each.format, each.width, each.height) for each in Image.objects.get(pk=image.pk).shown]


def test_it_works(cast):
    image = image_of(cast, PillowImage.linear_gradient("L").convert("RGB").resize((1700, 850)))
    renditions.make(uuid=image.uuid, now=NOW)
    assert state(image) == ("ready", 1, None)
    assert made(image) == [
        (format, width, width // 2) for format in FORMATS for width in (480, 960, 1600)
    ]
    for rendition in image.renditions.all():
        content = picture_files.content(rendition.file)
        shown = PillowImage.open(BytesIO(content))
        assert shown.format == rendition.format.upper()
        assert shown.size == (rendition.width, rendition.height)
        assert len(content) == rendition.bytes
        assert rendition.file.name == image.file_name(rendition.format, rendition.width)
        assert set(shown.info) & {"exif", "icc_profile", "xmp", "comment"} == set()
    assert Image.objects.get().thumbhash != ""


def test_none_is_wider_than_the_picture(image):
    assert {width: widths(width) for width in (320, 479, 480, 1000, 1600, 4096)} == {
        320: [320],
        479: [479],
        480: [480],
        1000: [480, 960],
        1600: [480, 960, 1600],
        4096: [480, 960, 1600],
    }
    renditions.make(uuid=image.uuid, now=NOW)
    assert made(image) == [(format, 480, 270) for format in FORMATS]


def test_a_transparent_one(cast):
    pixels = PillowImage.new("RGBA", (400, 200), (200, 30, 40, 0))
    image = image_of(cast, pixels)
    renditions.make(uuid=image.uuid, now=NOW)
    modes = {each.format: opened(each).mode for each in image.renditions.all()}
    assert modes == {"avif": "RGBA", "webp": "RGBA", "jpeg": "RGB"}


def test_until_then_the_picture_itself_is_shown(image):
    assert made(image) == [("jpeg", 640, 360)]
    Rendition.objects.create(image=image, format="avif", width=480, height=270, bytes=1, file="x")
    assert made(image) == [("jpeg", 640, 360)]


def test_a_second_time_nothing_is_made(image):
    renditions.make(uuid=image.uuid, now=NOW)
    before = list(Rendition.objects.values())
    renditions.make(uuid=image.uuid, now=NOW)
    assert (list(Rendition.objects.values()), state(image)) == (before, ("ready", 1, None))


def test_what_a_killed_attempt_left_is_used_or_replaced(image):
    """One rendition with its row, and one file without."""
    renditions.make(uuid=image.uuid, now=NOW)
    kept = Rendition.objects.get(format="webp")
    Rendition.objects.exclude(pk=kept.pk).delete()
    half = image.file_name("jpeg", 480)
    default_storage.delete(half)
    default_storage.save(half, ContentFile(b"half"))
    Image.objects.update(renditions_state="waiting", thumbhash="")
    renditions.make(uuid=image.uuid, now=NOW)
    assert made(image) == [(format, 480, 270) for format in FORMATS]
    assert Rendition.objects.get(format="webp").pk == kept.pk
    assert opened(Rendition.objects.get(format="jpeg")).size == (480, 270)
    _, files = default_storage.listdir(f"images/{image.uuid}")
    assert sorted(files) == ["480.avif", "480.jpg", "480.webp", "picture.jpg"]


def test_an_image_that_is_not_there(db):
    renditions.make(uuid=uuid4(), now=NOW)
    assert not Rendition.objects.exists()


# What goes wrong


@pytest.fixture
def broken(image):
    """Its file went away."""
    default_storage.delete(image.file.name)
    return image


def fail(image, now):
    with pytest.raises(FileNotFoundError):
        renditions.make(uuid=image.uuid, now=now)


def test_an_attempt_that_fails_is_counted(broken):
    fail(broken, NOW)
    assert state(broken) == ("waiting", 1, NOW + 2 * RETRY_AFTER)
    fail(broken, NOW)
    assert state(broken) == ("waiting", 2, NOW + 4 * RETRY_AFTER)


def test_it_is_not_tried_for_ever(broken):
    for _ in range(MAX_ATTEMPTS):
        fail(broken, NOW)
    renditions.make(uuid=broken.uuid, now=NOW)
    assert state(broken) == ("failed", MAX_ATTEMPTS, None)
    assert made(broken) == [("jpeg", 640, 360)]
    assert sweep(now=NOW + timedelta(days=365)) == 0


# The sweeper


def queued():
    return [task.args_kwargs["args"] for task in DBTaskResult.objects.order_by("enqueued_at")]


@pytest.fixture
def lost(image):
    """A killed worker has left the task running."""
    DBTaskResult.objects.update(status="RUNNING")
    return image


def test_a_lost_task_is_found(lost):
    late = lost.next_try_at
    assert sweep(now=late - timedelta(seconds=1)) == 0
    assert sweep(now=late) == 1
    assert queued() == [[str(lost.uuid)]] * 2
    assert state(lost) == ("waiting", 0, late + RETRY_AFTER)


def test_it_is_asked_for_once(lost):
    assert [sweep(now=lost.next_try_at) for _ in range(3)] == [1, 0, 0]


def test_what_is_ready_is_left_alone(image):
    renditions.make(uuid=image.uuid, now=NOW)
    assert sweep(now=NOW + timedelta(days=365)) == 0


def test_the_task_makes_them(image):
    make_renditions.func(str(image.uuid))
    assert state(image)[0] == "ready"
