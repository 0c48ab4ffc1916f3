"""The library of pictures in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as PillowImage

from articles.drafts import SectionDraft
from articles.models import Image, Page
from tests import picture_files
from tests.builders import (
    edit_page,
    figure,
    make_image,
    make_page,
    publish_page,
    sign_page,
    submit_page,
)
from tests.desk.elements import elements, read_only
from tests.desk.page_form import address as page_address
from tests.desk.page_form import save as save_page_form
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown, unchanged
from tests.scenes import apart

LIST = "/admin/articles/image/"
ADD = f"{LIST}add/"
FILLED = {
    "alt_text": "A beach.",
    "caption": "Early.",
    "credit": "Pia Picture",
    "licence": "CC BY 4.0",
    "focal_x": "10",
    "focal_y": "90",
}


def upload(data, name="Beach.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, data, content_type)


def address(image, page="change"):
    return f"{LIST}{image.pk}/{page}/"


@pytest.fixture
@apart
def image(cast):
    return make_image(by=cast.editor, alt_text="A hand.", credit="Pia Picture")


# Upload


@pytest.mark.parametrize("role", ["editor", "publisher", "superuser"])
def test_upload(request, role):
    client = request.getfixturevalue(role)
    answer = client.post(ADD, {**FILLED, "upload": upload(picture_files.camera_photo())})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    image = Image.objects.get()
    stored = {name: str(getattr(image, name)) for name in FILLED}
    assert stored == FILLED
    assert (image.original_name, image.width, image.height) == ("Beach.jpg", 360, 640)
    assert str(image.uploaded_by_id) == client.session["_auth_user_id"]
    assert b"Camera of Somebody" not in picture_files.content(image.file)


def test_a_file_is_needed(editor):
    assert form_errors(refuse(editor, ADD, **FILLED)) == {"upload": ["required"]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture_files.SVG, "not_a_picture"),
        (picture_files.HTML, "not_a_picture"),
        (picture_files.photo()[:-3000], "broken_picture"),
        (picture_files.bomb(), "too_many_pixels"),
        (picture_files.animation("WEBP"), "animated"),
        (picture_files.file(PillowImage.new("RGB", (100, 100))), "too_small"),
    ],
)
def test_a_file_that_is_refused_is_said_at_its_field(editor, data, code):
    answer = refuse(editor, ADD, **FILLED, upload=upload(data))
    assert form_errors(answer) == {"upload": [code]}
    assert list(shown(answer)) == ["upload"]


def test_too_many_bytes(editor):
    data = picture_files.photo() + bytes(20 * 1024 * 1024)
    assert form_errors(refuse(editor, ADD, **FILLED, upload=upload(data))) == {
        "upload": ["too_many_bytes"]
    }


@pytest.mark.parametrize("changes", [{"alt_text": ""}, {"decorative": "on"}])
def test_alt_text_or_decorative(editor, changes):
    sentence = (
        "Say in the alt text what the picture shows, or mark it as decorative: one of the two."
    )
    answer = refuse(editor, ADD, **FILLED | changes, upload=upload(picture_files.photo()))
    assert form_errors(answer) == {"__all__": ["alt_text_or_decorative"]}
    assert sentence in [item.words for item in elements(answer, "li")]


def test_the_form_says_what_makes_a_good_alt_text(editor):
    helps = " ".join(
        item.words for item in elements(editor.get(ADD), "div") if item["class"] == "help"
    )
    assert "for readers who cannot see it" in helps
    assert "What a camera wrote into it" in helps


@pytest.mark.parametrize("role", ["reviewer", "administrator", "stranger"])
def test_others_do_not_upload(request, role):
    client = request.getfixturevalue(role)
    with unchanged():
        answer = client.post(ADD, {**FILLED, "upload": upload(picture_files.photo())})
        assert answer.status_code == 403


# Change


def test_what_is_said_of_it_changes(editor, image):
    save(editor, address(image), alt_text="Two hands.", focal_x="0")
    image.refresh_from_db()
    assert (image.alt_text, image.focal_x, image.credit) == ("Two hands.", 0, "Pia Picture")


def test_the_file_stays(editor, image):
    before = picture_files.content(image.file)
    names = {item["name"] for item in elements(editor.get(address(image)), "input")}
    assert not {"upload", "file"} & names
    other = picture_files.file(PillowImage.new("RGB", (800, 400)))
    save(editor, address(image), upload=upload(other), file=upload(other), width="1")
    image.refresh_from_db()
    assert picture_files.content(image.file) == before
    assert image.width == 640


def test_what_the_form_shows(editor, image):
    answer = editor.get(address(image))
    (picture,) = [item for item in elements(answer, "img") if "media" in item["src"]]
    assert (picture["src"], picture["alt"], picture["width"]) == (
        image.file.url,
        "A hand.",
        "480",
    )
    facts = read_only(answer)
    assert facts["Size"] == "640 by 360"
    assert facts["Renditions"] == "Waits for the worker"
    assert facts["Used on"] == "No page: it may be deleted."


# The list


@pytest.mark.parametrize("words", ["hand", "pia", "beach"])
def test_the_list_is_searched(editor, cast, words):
    found = make_image(
        by=cast.editor, alt_text="A hand.", credit="Pia Picture", original_name="Beach.jpg"
    )
    make_image(by=cast.editor)
    assert list(editor.get(LIST, {"q": words}).context["cl"].result_list) == [found]


def test_the_list_shows_the_smallest_picture(editor, cast):
    ready = make_image(by=cast.editor, ready=True)
    waiting = make_image(by=cast.editor)
    sources = {item["src"] for item in elements(editor.get(LIST), "img") if "media" in item["src"]}
    assert sources == {
        f"https://media.example.org/images/{ready.uuid}/480.jpg",
        waiting.file.url,
    }


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_whatever_its_length(
    editor, cast, number, django_assert_max_num_queries
):
    for _ in range(number):
        make_image(by=cast.editor, ready=True)
    with django_assert_max_num_queries(12):
        editor.get(LIST)


# Delete


def test_delete(editor, image):
    answer = editor.post(address(image, "delete"), {"post": "yes"})
    assert (answer.status_code, Image.objects.count()) == (302, 0)


def used_on(client, image):
    """The pages that its form names; it cannot be deleted."""
    answer = client.get(address(image))
    assert not [item for item in elements(answer, "a") if "deletelink" in item["class"].split()]
    with unchanged():
        assert client.post(address(image, "delete"), {"post": "yes"}).status_code == 403
    assert Image.objects.filter(pk=image.pk).exists()
    return read_only(answer)["Used on"]


def test_at_the_top_of_a_page(editor, cast, image):
    make_page(by=cast.editor, title="Shame", hero_image=image)
    assert used_on(editor, image).startswith("Shame (at the top)")


def test_in_a_text(editor, cast, image):
    make_page(by=cast.editor, title="Shame", sections=[SectionDraft(body=figure(image))])
    assert used_on(editor, image).startswith("Shame (in the text)")


def test_in_what_was_submitted(editor, cast, image):
    page = make_page(by=cast.editor, title="Shame", hero_image=image)
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, hero_image=None)
    assert used_on(editor, image).startswith("Shame (in a version that was submitted)")


def test_publishers_do_not_delete(publisher, image):
    with unchanged():
        assert publisher.post(address(image, "delete"), {"post": "yes"}).status_code == 403


# On a page


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def test_the_picture_at_the_top_of_a_page(editor, page, image):
    save_page_form(editor, page, hero_image=image.pk, hero_caption=" Held. ")
    saved = Page.objects.get()
    assert (saved.hero_image, saved.hero_caption) == (image, "Held.")
    save_page_form(editor, page, title="Guilt")
    assert Page.objects.get().hero_image == image
    save_page_form(editor, page, hero_image="", hero_caption="")
    saved = Page.objects.get()
    assert (saved.hero_image, saved.hero_caption) == (None, "")


def test_it_is_found_by_its_words(editor, page, image):
    (select,) = [
        item
        for item in elements(editor.get(page_address(page)), "select")
        if item["name"] == "hero_image"
    ]
    asked = {
        "term": "pia",
        "app_label": "articles",
        "model_name": "symptom",
        "field_name": "hero_image",
    }
    answer = editor.get(select["data-ajax--url"], asked)
    assert json.loads(answer.content)["results"] == [{"id": str(image.pk), "text": "A hand."}]


def test_a_physician_sees_pictures_with_their_words(reviewer, cast, image):
    sections = [SectionDraft(body=figure(image, alt="A hand & more.", caption="Held."))]
    page = make_page(by=cast.editor, hero_image=image, hero_caption="Early.", sections=sections)
    submission = submit_page(page, by=cast.editor)
    answer = reviewer.get(f"/admin/review/submission/{submission.pk}/sign/")
    pictures = [item for item in elements(answer, "img") if "media" in item["src"]]
    assert [(item["src"], item["alt"]) for item in pictures] == [
        (image.file.url, "A hand."),
        (image.file.url, "A hand & more."),
    ]
    assert [item.words for item in elements(answer, "figcaption")] == [
        "Early. (Pia Picture)",
        "Held.",
    ]
    assert [item.words for item in elements(answer, "p") if item["class"] == "desk-alt"] == [
        "Alt text: “A hand.”",
        "Alt text: “A hand & more.”",
    ]


def test_another_picture_at_the_top_needs_no_new_signature(publisher, cast, image):
    page = make_page(by=cast.editor, hero_image=image)
    sign_page(page, cast)
    before = Page.objects.get().fingerprint
    other = make_image(by=cast.editor)
    save_page_form(publisher, page, hero_image=other.pk)
    saved = Page.objects.get()
    assert (saved.hero_image, saved.fingerprint) == (other, before)


def test_what_readers_see_of_a_picture_is_the_publishers(editor, publisher, cast, image):
    page = make_page(by=cast.editor, hero_image=image)
    path = address(image)
    save(editor, path, credit="Before")
    publish_page(page, cast, now=timezone.now())
    # A form that was opened before, or made up.
    editor.post(path, {**FILLED, "alt_text": "Stop your medication."})
    image.refresh_from_db()
    assert (image.alt_text, image.credit, image.licence) == ("A hand.", "Before", "CC BY 4.0")
    save(publisher, path, credit="After")
    image.refresh_from_db()
    assert image.credit == "After"
