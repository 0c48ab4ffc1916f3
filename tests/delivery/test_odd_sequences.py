"""What happens seldom, and in an order that nobody thinks of."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks

from articles.drafts import CitationDraft
from delivery.models import Alias, Change
from delivery.scheduling import schedule
from delivery.verification import change_faults
from review.models import Ledger
from review.refusals import Refused
from review.signoff import revoke
from tests.builders import (
    NOW,
    make_page,
    make_reference,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.delivery.clock import ago, ahead, kept_at_most


def test_an_upgraded_database_logs_nothing_twice(cast, page):
    """Earlier code never said until when it had settled: a migration does."""
    row = publish_page(page, cast)
    Ledger.objects.update(settled_until=datetime(2000, 1, 1, tzinfo=UTC))
    import_module("delivery.migrations.0006_settled").settle(apps, None)
    publish_page(make_page(by=cast.editor), cast, now=NOW + timedelta(days=1))
    kinds = list(Change.objects.filter(publication=row).values_list("kind", flat=True))
    assert (kinds, list(change_faults())) == (["published"], [])


class TestAnAliasUnderAPageThatIsAboutToCome:
    @pytest.fixture
    def coming(self, cast, page):
        publish_page(page, cast, now=ago(days=2))
        Alias.objects.create(
            path="/symptoms/guilt/",
            topic=page.topic,
            locale="en",
            entered_by=cast.publisher,
            entered_at=NOW,
        )
        guilt = make_page(by=cast.editor, slug="guilt", at=ago(days=1))
        schedule(
            revision=sign_page(guilt, cast, now=ago(days=1)).revision,
            at=ahead(seconds=30),
            by=cast.publisher,
            now=ago(hours=1),
        )

    def test_resolve_is_not_kept_longer_than_until_it_comes(self, client, coming):
        response = client.get("/api/v1/resolve/", {"path": "/symptoms/guilt/"})
        assert response.json()["outcome"] == "redirect"
        assert kept_at_most(response) <= 30

    def test_the_redirect_is_not_kept_longer_than_until_it_comes(self, client, coming):
        response = client.get("/api/v1/symptoms/guilt/")
        assert response.status_code == 308
        assert kept_at_most(response) <= 30


@pytest.mark.parametrize("path", ["symptoms/", "people/", "sections/"])
def test_a_format_in_the_address_is_meant(client, cast, publication, path):
    response = client.get(f"/api/v1/{path}", {"format": "json"}, headers={"accept": "text/html"})
    assert response.status_code == 200


def test_a_long_title_in_chinese(cast):
    title = "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(1000))
    work = make_reference(title=title)
    page = make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    publish_page(page, cast)
    assert work.document.sort_key


def test_a_path_that_a_translation_has_is_refused(cast, page, publication, settings):
    """So it would be when the default language changes: a check says that it must not."""
    settings.CONTENT_LOCALES = ["es", "en"]
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    with pytest.raises(Refused) as caught:
        publish_page(spanish, cast)
    assert caught.value.code == "slug_taken"
    (warning,) = run_checks(tags=[Tags.database], databases=["default"])
    assert (warning.id, warning.msg) == (
        "delivery.W002",
        "/symptoms/shame/ is public, and the settings now write this path as /en/symptoms/shame/.",
    )


def test_a_count_of_works_is_not_kept_longer_than_it_is_true(client, cast):
    """A planned page with a new work has begun, nobody has settled yet, and it will end soon."""
    works = [make_reference(title=title) for title in ("A", "B", "C")]
    cited = [CitationDraft(key=work.key) for work in works]
    publish_page(make_page(by=cast.editor, citations=cited[:2]), cast, now=ago(days=2))
    page = make_page(by=cast.editor, citations=cited[2:], at=ago(days=1))
    schedule(
        revision=sign_page(page, cast, now=ago(days=1)).revision,
        at=ago(seconds=10),
        until=ahead(seconds=30),
        by=cast.publisher,
        now=ago(hours=1),
    )
    response = client.get("/api/v1/references/", {"limit": "1", "count": "exact"})
    assert response.json()["count"] == 3
    assert kept_at_most(response) <= 30


def test_a_revoked_name_is_not_shown_again(client, cast, page):
    """Decision 0029: the words are still signed, but not by the one who vouched for them then."""
    first = publish_page(page, cast, now=ago(days=3))
    other = make_reviewer(cast.administrator)
    sign_submission(submit_page(page, by=cast.editor, now=ago(days=2)), by=other, now=ago(days=2))
    revoke(sign_off=first.sign_off, by=cast.reviewer, reason="Mine.", now=ago(days=1))
    then = (ago(days=2) - timedelta(hours=12)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert client.get("/api/v1/symptoms/shame/").status_code == 200
    assert client.get("/api/v1/symptoms/shame/", {"as_of": then}).status_code == 410


def test_a_path_with_a_joiner_is_a_path(client, cast, publication):
    """As Persian is spelled."""
    path = "/blog/\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645/"
    assert client.get("/api/v1/resolve/", {"path": path}).status_code == 404
