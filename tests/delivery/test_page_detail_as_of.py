"""A page as it was public at an earlier instant."""

from datetime import timedelta

import pytest

from articles.drafts import CitationDraft, SectionDraft
from delivery.models import Alias
from delivery.publishing import withdraw
from references.models import Reference
from review.records import instant
from review.signoff import revoke
from tests.builders import NOW, cited, edit_page, make_page, make_reference, publish_page
from tests.delivery.nodes import doc, mark, paragraph, words

PATH = "/api/v1/symptoms/shame/"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def get(client, path=PATH, *, after, **query):
    """Ask for the page as it was that long after the first instant, and a second for the moves."""
    return client.get(path, {"as_of": instant(NOW + after + SECOND), **query})


@pytest.fixture
def renewed(cast, page, publication):
    """New words a day later, under another slug a day after that."""
    edit_page(page, by=cast.editor, summary="What shame does.")
    publish_page(page, cast, now=NOW + DAY)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    publish_page(page, cast, now=NOW + 2 * DAY)
    return page


def test_it_works(client, renewed):
    assert get(client, after=DAY / 2).json()["summary"] == "What shame is."
    assert get(client, after=DAY).json()["summary"] == "What shame does."
    assert get(client, "/api/v1/symptoms/shame-and-guilt/", after=2 * DAY).status_code == 200


def test_the_slugs_of_then_and_of_now(client, renewed):
    path = "/api/v1/symptoms/shame-and-guilt/"
    response = get(client, path, after=DAY / 2)
    assert response.status_code == 308
    assert response["Location"] == (
        "https://api.example.org/api/v1/symptoms/shame/?as_of=2026-11-02T00%3A00%3A01.000000Z"
    )
    assert get(client, after=3 * DAY).status_code == 308
    assert client.get(path).json()["slug"] == "shame-and-guilt"


def test_before_anything_existed(client, publication):
    for at in (instant(NOW - DAY), "0001-01-01T00:00:00Z"):
        response = client.get(PATH, {"as_of": at})
        assert (response.status_code, response.json()["available_locales"]) == (404, [])


def test_between_withdrawing_and_publishing_again(client, cast, page, publication):
    withdraw(page=page, by=cast.publisher, reason="Old.", notice="Back soon.", now=NOW + DAY)
    assert client.get(PATH).status_code == 410
    publish_page(page, cast, now=NOW + 2 * DAY)
    statuses = [get(client, after=n * DAY / 2).status_code for n in range(6)]
    assert statuses == [200, 200, 410, 410, 200, 200]
    assert get(client, after=DAY).json()["ending"]["notice"] == "Back soon."
    assert client.get(PATH).status_code == 200
    first = get(client, after=DAY / 2).json()["first_published_at"]
    assert (first, first) == (
        client.get(PATH).json()["first_published_at"],
        instant(publication.live_from),
    )


def test_what_was_taken_back_answers_410_at_every_instant(client, cast, page, publication):
    edit_page(page, by=cast.editor, summary="What shame does.")
    row = publish_page(page, cast, now=NOW + DAY)
    _revoke(row.sign_off, cast, NOW + 2 * DAY)
    assert client.get(PATH).status_code == 410
    for after in (DAY, 1.5 * DAY, 2 * DAY, 3 * DAY):
        response = get(client, after=after)
        assert (response.status_code, response.json()["ending"]["kind"]) == (410, "revoked")
    # The words before it were signed for by another sign-off.
    assert get(client, after=DAY / 2).json()["summary"] == "What shame is."


def test_words_whose_sign_off_was_revoked_after_they_were_replaced(client, cast, page, publication):
    edit_page(page, by=cast.editor, summary="What shame does.")
    publish_page(page, cast, now=NOW + DAY)
    _revoke(publication.sign_off, cast, NOW + 2 * DAY)
    publication.refresh_from_db()
    response = get(client, after=DAY / 2)
    assert (response.status_code, response.json()["ending"]) == (
        410,
        {
            "kind": "revoked",
            "notice": None,
            "ended_at": instant(publication.live_until),
            "successor": None,
        },
    )
    assert get(client, after=DAY).status_code == 200


def test_what_stands_in_for_what_was_taken_back(client, cast, page, publication):
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    row = publish_page(spanish, cast, now=NOW)
    _revoke(row.sign_off, cast, NOW + DAY)
    response = get(client, after=DAY / 2, locale="es")
    assert (response.status_code, response.json()["locale"]) == (200, "en")


def test_neighbours_of_then_and_facts_of_today(client, cast):
    work = make_reference(title="A work.")
    guilt = publish_page(make_page(by=cast.editor, title="Guilt", slug="guilt"), cast).page
    link = words("guilt", mark("pageLink", topic=str(guilt.topic.uuid)))
    page = make_page(
        by=cast.editor,
        slug="shame",
        sections=[
            SectionDraft(body=doc(paragraph(link))),
            SectionDraft(body=cited("See", work.key)),
        ],
        citations=[CitationDraft(key=work.key)],
    )
    publish_page(page, cast, now=NOW)
    withdraw(page=guilt, by=cast.publisher, reason="Old.", now=NOW + DAY)
    Reference.objects.update(title="Retracted: a work.")
    then = get(client, after=DAY / 2).json()
    now = get(client, after=DAY).json()
    assert "guilt/" in then["sections"][0]["body"]["html"]
    assert "guilt/" not in now["sections"][0]["body"]["html"]
    assert {each["references"][0]["title"] for each in (then, now)} == {"Retracted: a work."}


def test_an_imported_address_leads_to_the_page_of_then(client, cast, page, publication):
    Alias.objects.create(
        path="/symptoms/old/",
        topic=page.topic,
        locale="en",
        entered_by=cast.publisher,
        entered_at=NOW,
    )
    assert get(client, "/api/v1/symptoms/old/", after=DAY).status_code == 308
    assert get(client, "/api/v1/symptoms/old/", after=-DAY).status_code == 404


def test_it_is_never_what_is_scheduled(client, publication):
    response = client.get(PATH, {"as_of": "2999-01-01T00:00:00Z"})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "/query/as_of")


def _revoke(sign_off, cast, now):
    revoke(
        sign_off=sign_off,
        by=cast.administrator,
        reason="The licence was lent to somebody.",
        now=now,
    )
