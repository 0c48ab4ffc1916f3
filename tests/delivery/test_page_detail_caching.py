"""For how long a page may be kept, and how a kept one is checked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import Person
from delivery.models import Publication
from delivery.publishing import withdraw
from review.models import Credential
from review.models.credentials import midnight
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.anew import make_all_anew
from tests.delivery.clock import ages, ago, ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"

DAY = timedelta(days=1)


def linking(*pages):
    """A rich text whose words link to those pages."""
    return {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {
                        "type": "text",
                        "text": f"See {page.slug}.",
                        "marks": [{"type": "pageLink", "attrs": {"topic": str(page.topic.uuid)}}],
                    }
                ],
            }
            for page in pages
        ],
    }


class TestConditionalRequests:
    def test_the_etag_is_strong_and_stays(self, client, publication):
        first, second = client.get(PATH), client.get(PATH)
        assert first["ETag"] == second["ETag"]
        assert first["ETag"].startswith('"')

    @pytest.mark.parametrize(
        "form", ["{}", "W/{}", '"other", {}', '{}, "other"', '"other",W/{},"another"', "*"]
    )
    def test_not_modified(self, client, publication, form):
        full = client.get(PATH)
        response = client.get(PATH, headers={"if-none-match": form.format(full["ETag"])})
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert response[name] == full[name]
        assert "Content-Type" not in response

    def test_head_is_not_modified_either(self, client, publication):
        etag = client.get(PATH)["ETag"]
        assert client.head(PATH, headers={"if-none-match": etag}).status_code == 304

    @pytest.mark.parametrize(
        "given", ['"other"', 'W/"other"', "", "nonsense", '"*"', '"', ",", "W/", "W/*", "\x00"]
    )
    def test_modified(self, client, publication, given):
        assert client.get(PATH, headers={"if-none-match": given}).status_code == 200

    def test_dates_are_ignored(self, client, publication):
        response = client.get(PATH, headers={"if-modified-since": "Fri, 31 Dec 2100 00:00:00 GMT"})
        assert response.status_code == 200

    def test_the_etag_of_a_page_that_is_gone(self, client, cast, page, publication):
        etag = client.get(PATH)["ETag"]
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW + DAY)
        assert client.get(PATH, headers={"if-none-match": etag}).status_code == 410
        assert client.get(PATH, headers={"if-none-match": "*"}).status_code == 410

    def test_new_words(self, client, cast, page, publication):
        etag = client.get(PATH)["ETag"]
        edit_page(page, by=cast.editor, summary="What shame does.")
        assert client.get(PATH)["ETag"] == etag
        publish_page(page, cast)
        response = client.get(PATH, headers={"if-none-match": etag})
        assert (response.status_code, response["ETag"] == etag) == (200, False)

    def test_a_live_fact(self, client, publication):
        etag = client.get(PATH)["ETag"]
        Person.objects.update(interests="None.", interests_declared_on=date(2026, 1, 2))
        make_all_anew(now=timezone.now())
        assert client.get(PATH)["ETag"] != etag

    def test_since_when(self, client, publication):
        response = client.get(PATH)
        assert response["Last-Modified"] == "Sun, 01 Nov 2026 12:00:00 GMT"
        headers = {"if-none-match": response["ETag"]}
        assert client.get(PATH, headers=headers)["Last-Modified"] == response["Last-Modified"]


class TestCaching:
    """Both ages end before the instant at which the bytes would be wrong."""

    def test_the_page_ends_soon(self, client, publication):
        Publication.objects.update(live_until=ahead(seconds=90))
        make_all_anew(now=timezone.now())
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_the_page_ends_very_soon(self, client, publication):
        Publication.objects.update(live_until=ahead(seconds=30))
        make_all_anew(now=timezone.now())
        found = ages(client.get(PATH))
        # The cache that all readers share has its part first.
        assert 0 < found["s-maxage"] <= 30
        assert (found["max-age"], found["stale-while-revalidate"]) == (0, 0)

    def test_the_review_is_due_soon(self, client, cast, page):
        due = ahead(days=30, seconds=90)
        make_row(sign_page(page, cast), live_from=NOW, review_due=due)
        make_all_anew(now=timezone.now())
        response = client.get(PATH)
        assert response.json()["review"]["status"] == "current"
        assert 60 <= kept_at_most(response) <= 90

    def test_the_review_is_overdue_soon(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=NOW, review_due=ahead(seconds=90))
        make_all_anew(now=timezone.now())
        response = client.get(PATH)
        assert response.json()["review"]["status"] == "due_soon"
        assert 60 <= kept_at_most(response) <= 90

    def test_the_licence_expires_today(self, client, publication):
        before = timezone.now()
        Credential.objects.update(expires=before.date())
        make_all_anew(now=timezone.now())
        response = client.get(PATH)
        assert kept_at_most(response) <= (midnight(before.date() + DAY) - before).total_seconds()

    @pytest.mark.parametrize("begins", [False, True])
    def test_a_neighbour_comes_or_goes(self, client, cast, begins):
        neighbour = make_page(by=cast.editor, slug="guilt")
        soon = ahead(seconds=90)
        if begins:
            make_row(sign_page(neighbour, cast), live_from=soon)
        else:
            publish_page(neighbour, cast)
            Publication.objects.update(live_until=soon)
        page = make_page(
            by=cast.editor, slug="shame", sections=[SectionDraft(body=linking(neighbour))]
        )
        publish_page(page, cast)
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_a_translation_comes(self, client, cast, page, publication):
        spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
        make_row(sign_page(spanish, cast), live_from=ahead(seconds=90))
        make_all_anew(now=timezone.now())
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_bytes_past_their_truth_are_kept_for_seconds(self, client, publication):
        kept = client.get(PATH)
        Publication.objects.update(next_boundary=ago(seconds=1), body=b'{"title": "old"}')
        response = client.get(PATH)
        assert (response.content, response["ETag"]) == (kept.content, kept["ETag"])
        assert kept_at_most(response) <= 5

    def test_a_stranger_changes_nothing(self, client, cast, publication):
        make_row(sign_page(make_page(by=cast.editor), cast), live_from=ahead(seconds=90))
        assert kept_at_most(client.get(PATH)) == 1020
