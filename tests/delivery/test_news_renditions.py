"""The worker makes the sizes of a picture: readers are offered them from that moment on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import renditions
from articles.models import Image, Rendition
from articles.signals import facts_changed
from tests.builders import make_image
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import LIVING, PTSD, SHAME, makes_anew
from tests.delivery.reading import card_in, shown


def test_the_page_and_the_cards_of_it_offer_them(neighbourhood):
    assert len(shown(SHAME)["images"]["hero"]["renditions"]) == 1
    with makes_anew(SHAME, PTSD, LIVING):
        renditions.make(uuid=neighbourhood.image.uuid, now=AT)
    image = shown(SHAME)["images"]["hero"]
    assert {each["format"] for each in image["renditions"]} == {"avif", "webp", "jpeg"}
    assert card_in(LIVING, "about")["image"]["renditions"] == image["renditions"]


def test_a_picture_that_no_page_shows(cast, neighbourhood):
    with makes_anew():
        make_image(by=cast.editor, ready=True)


def test_a_failing_receiver_leaves_the_picture_waiting(neighbourhood):
    def fail(**_):
        raise RuntimeError("The receiver fails.")

    facts_changed.connect(fail)
    try:
        with makes_anew(), pytest.raises(RuntimeError):
            renditions.make(uuid=neighbourhood.image.uuid, now=AT)
    finally:
        facts_changed.disconnect(fail)
    image = Image.objects.get(pk=neighbourhood.image.pk)
    assert (image.renditions_state, image.thumbhash) == ("waiting", "")
    # What was made stays made: the next attempt goes on from there.
    assert Rendition.objects.filter(image=image).exists()
    with makes_anew(SHAME, PTSD, LIVING):
        renditions.make(uuid=image.uuid, now=AT)


def test_the_ledger_is_locked_before_the_picture(neighbourhood):
    with CaptureQueriesContext(connection) as queries:
        renditions.make(uuid=neighbourhood.image.uuid, now=AT)
    statements = [query["sql"] for query in queries]
    (finished,) = (place for place, sql in enumerate(statements) if "'ready'" in sql)
    assert statements[finished].startswith('UPDATE "articles_image"')
    assert 'FROM "review_ledger"' in statements[finished - 1]
