"""Whether a translation still says what its source says."""

import pytest

from delivery.publishing import publish_presentation, withdraw
from tests.builders import NOW, edit_page, make_page, publish_page
from tests.delivery.translations import link_to

PATH = "/api/v1/symptoms/shame/"
SPANISH = "/api/v1/symptoms/verguenza/?locale=es"


@pytest.fixture
def spanish(cast, page, publication):
    """A live translation of what is live."""
    row = publish_page(
        make_page(
            by=cast.editor,
            topic=page.topic,
            locale="es",
            slug="verguenza",
            translated_from=page,
            translated_fingerprint=page.fingerprint,
        ),
        cast,
    )
    return row.page


def stale(client, path=PATH):
    (translation,) = client.get(path).json()["translations"]
    return translation["stale"]


def test_it_works(client, cast, page, spanish):
    assert client.get(PATH).json()["translations"] == [link_to(spanish)]
    page = edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast)
    assert stale(client) is True
    spanish = edit_page(spanish, by=cast.editor, translated_fingerprint=page.fingerprint)
    assert stale(client) is True
    publish_page(spanish, cast)
    assert stale(client) is False


def test_unpublished_words_of_the_source_do_not_count(client, cast, page, spanish):
    edit_page(page, by=cast.editor, summary="Other words.")
    assert stale(client) is False


def test_another_address_of_the_source_does_not_count(client, cast, page, spanish):
    page = edit_page(page, by=cast.editor, slug="about-shame")
    publish_presentation(page=page, by=cast.publisher, lock_version=2, now=NOW)
    assert stale(client, "/api/v1/symptoms/about-shame/") is False


def test_the_source_is_never_stale(client, cast, page, spanish):
    publish_page(edit_page(page, by=cast.editor, summary="Other words."), cast)
    assert stale(client, SPANISH) is False


def test_a_page_that_translates_nothing(client, cast, page, publication):
    row = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    publish_page(row, cast)
    publish_page(edit_page(page, by=cast.editor, summary="Other words."), cast)
    assert stale(client) is False


def test_a_source_that_is_not_live(client, cast, page, spanish):
    publish_page(edit_page(page, by=cast.editor, summary="Other words."), cast)
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert client.get(SPANISH).json()["translations"] == []
