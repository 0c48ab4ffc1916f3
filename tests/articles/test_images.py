"""Uploading and deleting pictures."""

from io import BytesIO
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from PIL import Image as PillowImage

from accounts.models import User
from articles import renditions
from articles.drafts import SectionDraft
from articles.images import ImageDescription, delete_image, upload_image
from articles.models import Image, Rendition
from articles.pictures import read_picture
from articles.renditions import RETRY_AFTER
from tests import picture_files
from tests.articles.refusals import codes
from tests.builders import NOW, edit_page, figure, make_image, make_page, sign_page


def upload(by, *, data=None, name="Beach at home.JPG", **description):
    return upload_image(
        picture=read_picture(BytesIO(data or picture_files.camera_photo())),
        original_name=name,
        description=ImageDescription(**{"alt_text": "A beach.", **description}),
        by=by,
        at=NOW,
    )


def kept():
    """The names of all files that there are."""
    folders, _ = default_storage.listdir("images") if default_storage.exists("images") else ([], [])
    return {
        f"images/{it}/{file}"
        for it in folders
        for file in default_storage.listdir(f"images/{it}")[1]
    }


def test_it_works(cast):
    image = upload(
        cast.editor,
        caption="Early.",
        credit="Ed Editor",
        licence="CC BY 4.0",
        focal_x=0,
        focal_y=100,
    )
    row = Image.objects.values().get()
    assert row == {
        "id": image.pk,
        "uuid": image.uuid,
        "file": f"images/{image.uuid}/picture.jpg",
        "format": "jpeg",
        "width": 360,
        "height": 640,
        "original_name": "Beach at home.JPG",
        "alt_text": "A beach.",
        "decorative": False,
        "caption": "Early.",
        "credit": "Ed Editor",
        "licence": "CC BY 4.0",
        "focal_x": 0,
        "focal_y": 100,
        "uploaded_by_id": cast.editor.pk,
        "uploaded_at": NOW,
        "thumbhash": "",
        "renditions_state": "waiting",
        "attempts": 0,
        "next_try_at": NOW + RETRY_AFTER,
    }
    assert image.file.url == f"https://media.example.org/images/{image.uuid}/picture.jpg"


def test_what_is_kept_is_ours(cast):
    image = upload(cast.editor)
    stored = picture_files.content(image.file)
    assert stored != picture_files.camera_photo()
    assert b"Camera of Somebody" not in stored
    assert PillowImage.open(BytesIO(stored)).size == (360, 640)


def test_a_transparent_one(cast):
    image = upload(cast.editor, data=picture_files.transparent())
    assert (image.format, image.file.name) == ("webp", f"images/{image.uuid}/picture.webp")


def test_its_renditions_are_asked_for(cast):
    image = upload(cast.editor)
    (task,) = DBTaskResult.objects.all()
    assert (task.task_path, task.args_kwargs, task.status) == (
        "articles.tasks.make_renditions",
        {"args": [str(image.uuid)], "kwargs": {}},
        "READY",
    )


def test_no_part_of_the_name_is_a_path(cast):
    image = upload(cast.editor, name="../../etc/pass\x00wd\u202e.php" + "x" * 300)
    assert UUID(image.file.name.split("/")[1]) == image.uuid
    assert image.original_name.startswith("../../etc/passwd.php")
    assert len(image.original_name) == 200


def test_who_may_not(cast):
    before = kept()
    with pytest.raises(PermissionDenied):
        upload(cast.reviewer)
    assert (Image.objects.count(), DBTaskResult.objects.count(), kept()) == (0, 0, before)


@pytest.mark.parametrize(
    ("description", "refused"),
    [
        ({"alt_text": ""}, {"__all__": ["alt_text_or_decorative"]}),
        ({"decorative": True}, {"__all__": ["alt_text_or_decorative"]}),
        ({"alt_text": "x" * 301}, {"alt_text": ["max_length"]}),
        ({"credit": "x" * 201}, {"credit": ["max_length"]}),
        ({"focal_x": 101}, {"focal_x": ["max_value"]}),
        ({"focal_y": -1}, {"focal_y": ["min_value"]}),
    ],
)
def test_a_wrong_description(cast, description, refused):
    before = kept()
    with pytest.raises(ValidationError) as caught:
        upload(cast.editor, **description)
    assert codes(caught) == refused
    assert (Image.objects.count(), kept()) == (0, before)


def test_a_decorative_one_has_no_alt_text(cast):
    assert upload(cast.editor, alt_text="", decorative=True).decorative


@pytest.mark.parametrize(
    "wrong", [{"alt_text": ""}, {"decorative": True}, {"focal_x": 101}, {"focal_y": 101}]
)
def test_the_database_refuses_it_too(cast, wrong):
    upload(cast.editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.update(**wrong)


def test_when_the_row_cannot_be_written_no_file_stays(cast):
    before = kept()
    nobody = User(email="nobody@example.org", is_superuser=True)
    with pytest.raises(ValueError, match="unsaved"):
        upload(nobody)
    assert (Image.objects.count(), kept()) == (0, before)


# Deleting


def test_delete(cast, django_capture_on_commit_callbacks):
    image, other = make_image(by=cast.editor, ready=True), make_image(by=cast.editor, ready=True)
    files = {name for name in kept() if str(image.uuid) in name}
    assert len(files) == 4
    before = kept()
    with django_capture_on_commit_callbacks(execute=True):
        delete_image(image=image, by=cast.editor)
    assert list(Image.objects.all()) == [other]
    assert set(Rendition.objects.values_list("image", flat=True)) == {other.pk}
    assert kept() == before - files


def test_who_may_not_delete(cast):
    image = make_image(by=cast.editor)
    for user in (cast.publisher, cast.reviewer, cast.administrator):
        with pytest.raises(PermissionDenied):
            delete_image(image=image, by=user)


def stays(image, by):
    """What the refusal says; nothing is deleted."""
    before = kept()
    with pytest.raises(ValidationError) as caught:
        delete_image(image=image, by=by)
    assert caught.value.code == "image_in_use"
    assert Image.objects.filter(pk=image.pk).exists()
    assert kept() == before
    return caught.value.messages


def test_at_the_top_of_a_page_it_stays(cast):
    image = make_image(by=cast.editor)
    make_page(by=cast.editor, title="Shame", hero_image=image)
    assert stays(image, cast.editor) == ["This picture stays, because it is shown by: Shame."]


def test_in_a_text_it_stays(cast):
    image = make_image(by=cast.editor)
    make_page(by=cast.editor, title="Shame", sections=[SectionDraft(body=figure(image))])
    assert stays(image, cast.editor) == ["This picture stays, because it is shown by: Shame."]


def test_in_a_revision_it_stays(cast):
    hero, in_text = make_image(by=cast.editor), make_image(by=cast.editor)
    sections = [SectionDraft(heading="Overview", body=figure(in_text))]
    page = make_page(by=cast.editor, title="Shame", hero_image=hero, sections=sections)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, hero_image=None, sections=[], outline=[])
    for image in (hero, in_text):
        assert stays(image, cast.editor) == [
            "This picture stays, because it is shown by: Shame, revision 1."
        ]


def test_once_nothing_shows_it_it_goes(cast):
    image = make_image(by=cast.editor)
    page = make_page(by=cast.editor, hero_image=image, sections=[SectionDraft(body=figure(image))])
    edit_page(page, by=cast.editor, hero_image=None, sections=[], outline=[])
    delete_image(image=image, by=cast.editor)
    assert not Image.objects.exists()


def test_the_worker_finds_nothing_to_do_for_one_that_is_gone(cast):
    image = make_image(by=cast.editor)
    delete_image(image=image, by=cast.editor)
    renditions.make(uuid=image.uuid, now=NOW)
    assert not Rendition.objects.exists()
