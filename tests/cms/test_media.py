"""Pictures as the demo serves them. In production they are the operator's."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Rendition
from tests.builders import make_image
from tests.picture_files import content
from tests.scenes import apart


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
@apart
def image(cast):
    return make_image(by=cast.editor, ready=True)


def body(answer):
    return b"".join(answer.streaming_content)


def test_it_works(client, debug, image):
    types = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    for rendition in Rendition.objects.all():
        answer = client.get(f"/media/{rendition.file.name}")
        assert answer.status_code == 200
        assert body(answer) == content(rendition.file)
        assert answer["Content-Type"] == types[rendition.file.name.rpartition(".")[2]]
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert body(client.get(f"/media/{image.file.name}")) == content(image.file)


def test_only_in_the_demo(client, image):
    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_it_is_only_read(client, debug, image):
    assert client.post(f"/media/{image.file.name}").status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "",
        "secret.txt",
        "images/secret.jpg",
        "images/{uuid}/secret.svg",
        "images/{uuid}/secret.jpg",
        "images/{uuid}/../../secret.jpg",
        "images/%2e%2e/secret.jpg",
        "../secret_key",
        "images/{uuid}/481.jpg",
        "images/00000000-0000-4000-8000-000000000000/picture.jpg",
    ],
)
def test_nothing_else_is_served(client, debug, image, name):
    for secret in ("secret.txt", "images/secret.jpg", f"images/{image.uuid}/secret.svg"):
        if not default_storage.exists(secret):
            default_storage.save(secret, ContentFile(b"secret"))
    assert client.get("/media/" + name.format(uuid=image.uuid)).status_code == 404
