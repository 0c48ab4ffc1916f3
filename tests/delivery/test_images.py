"""Pictures as readers get them."""

import pytest

from articles import renditions
from articles.drafts import SectionDraft
from articles.models import Image
from delivery.models import Publication
from delivery.presenting import present_all
from tests.builders import NOW, edit_page, figure, make_image, make_page, make_site, publish_page
from tests.delivery.anew import make_all_anew

MEDIA = "https://media.example.org/images"


@pytest.fixture
def hero(cast):
    return make_image(
        by=cast.editor, alt_text="A hand.", credit="Pia Picture", focal_x=10, focal_y=90
    )


@pytest.fixture
def page(cast, hero):
    make_site()
    return make_page(by=cast.editor, slug="shame", hero_image=hero, hero_caption="Held.")


def document(client):
    return client.get("/api/v1/symptoms/shame/").json()


def made(image, *formats):
    return [
        {"url": f"{MEDIA}/{image.uuid}/{name}", "width": width, "height": height, "format": format}
        for name, width, height, format in formats
    ]


READY = [
    ("480.avif", 480, 270, "avif"),
    ("480.webp", 480, 270, "webp"),
    ("480.jpg", 480, 270, "jpeg"),
]


def test_it_works(client, cast, page, hero):
    renditions.make(uuid=hero.uuid, now=NOW)
    publish_page(page, cast)
    shown = document(client)
    image = {
        "alt": "A hand.",
        "credit": "Pia Picture",
        "width": 640,
        "height": 360,
        "thumbhash": Image.objects.get().thumbhash,
        "focal_point": {"x": 10, "y": 90},
        "renditions": made(hero, *READY),
    }
    assert shown["images"] == {"hero": {**image, "caption": "Held."}}
    assert shown["seo"]["image"] == f"{MEDIA}/{hero.uuid}/480.jpg"
    (card,) = client.get("/api/v1/symptoms/").json()["results"]
    assert card["image"] == image


def test_before_the_worker_came(client, cast, page, hero):
    publish_page(page, cast)
    shown = document(client)
    assert shown["images"]["hero"]["renditions"] == made(hero, ("picture.jpg", 640, 360, "jpeg"))
    assert shown["images"]["hero"]["thumbhash"] is None
    assert shown["seo"]["image"] == f"{MEDIA}/{hero.uuid}/picture.jpg"


def test_no_picture(client, cast):
    make_site()
    publish_page(make_page(by=cast.editor, slug="shame", hero_caption="Alone."), cast)
    shown = document(client)
    assert (shown["images"], shown["seo"]["image"]) == ({"hero": None}, None)
    assert client.get("/api/v1/symptoms/").json()["results"][0]["image"] is None


def test_a_decorative_one_without_credit(client, cast):
    make_site()
    hero = make_image(by=cast.editor, decorative=True)
    publish_page(make_page(by=cast.editor, slug="shame", hero_image=hero), cast)
    shown = document(client)["images"]["hero"]
    assert (shown["alt"], shown["caption"], shown["credit"]) == ("", None, None)


def test_what_is_said_of_it_is_what_is_said_today(client, cast, page, hero):
    """Alt text and credit are facts about the picture; the caption stays as it was signed."""
    publish_page(page, cast)
    before = client.get("/api/v1/symptoms/shame/")["ETag"]
    Image.objects.update(alt_text="Two hands.", credit="Paul Picture")
    make_all_anew()
    edit_page(page, by=cast.editor, hero_caption="Unsigned words.")
    shown = document(client)["images"]["hero"]
    assert (shown["alt"], shown["credit"], shown["caption"]) == (
        "Two hands.",
        "Paul Picture",
        "Held.",
    )
    assert client.get("/api/v1/symptoms/shame/")["ETag"] != before


def test_in_a_text_the_alt_text_is_that_of_the_text(client, cast):
    make_site()
    image = make_image(by=cast.editor, ready=True, alt_text="A hand.", credit="Pia Picture")
    body = figure(image, alt="A hand in this text.", caption="Held.")
    publish_page(make_page(by=cast.editor, slug="shame", sections=[SectionDraft(body=body)]), cast)
    Image.objects.update(alt_text="Two hands.")
    (block,) = document(client)["sections"][0]["body"]["blocks"]
    assert block == {
        "type": "figure",
        "image": str(image.uuid),
        "alt": "A hand in this text.",
        "caption": "Held.",
        "url": f"{MEDIA}/{image.uuid}/480.jpg",
        "width": 640,
        "height": 360,
        "thumbhash": image.thumbhash,
        "renditions": made(image, *READY),
    }


@pytest.mark.parametrize("size", [1, 5])
def test_many_pictures_cost_no_more(cast, size, django_assert_num_queries):
    make_site()
    for number in range(size):
        image = make_image(by=cast.editor)
        sections = [SectionDraft(body=figure(make_image(by=cast.editor))) for _ in range(size)]
        page = make_page(by=cast.editor, slug=f"page-{number}", hero_image=image, sections=sections)
        publish_page(page, cast)
    # The pictures and their renditions, beside what presenting a page costs without.
    rows = list(Publication.objects.with_sources())
    with django_assert_num_queries(8):
        present_all(rows, at=NOW)
