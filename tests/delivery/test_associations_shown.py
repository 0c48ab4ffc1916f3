"""When a symptom's words stand on a condition's page, and for how long an answer may be kept."""

from articles.models import Person
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.signoff import revoke
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    publish_page,
    sign_page,
    submit_page,
    text,
)
from tests.delivery.anew import make_all_anew
from tests.delivery.associating import make_symptom, publish_symptom
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/conditions/ptsd/"


def items(client):
    return client.get(PATH).json()["associations"]["items"]


class TestWhoMaySpeak:
    """Only what a live page in the same language has signed."""

    def test_another_language(self, client, cast, ptsd):
        publish_symptom(cast, ptsd.topic, title="Shame", locale="es")
        assert items(client) == []
        spanish = make_page(
            by=cast.editor, topic=ptsd.topic, locale="es", slug="tept", title="TEPT"
        )
        publish_page(spanish, cast)
        document = client.get("/api/v1/conditions/tept/?locale=es").json()
        assert [item["name"] for item in document["associations"]["items"]] == ["Shame"]

    def test_a_page_that_is_not_public(self, client, cast, ptsd):
        before = client.get(PATH).content
        page = make_symptom(cast, ptsd.topic, title="Shame")
        assert client.get(PATH).content == before
        submit_page(page, by=cast.editor)
        assert client.get(PATH).content == before
        sign_page(page, cast)
        assert client.get(PATH).content == before

    def test_it_appears_and_disappears(self, client, cast, ptsd):
        before = client.get(PATH).content
        row = publish_symptom(cast, ptsd.topic, title="Shame")
        assert [item["name"] for item in items(client)] == ["Shame"]
        withdraw(page=row.page, by=cast.publisher, reason="Old.", now=NOW)
        assert client.get(PATH).content == before
        publish(revision=row.revision, by=cast.publisher, now=NOW)
        assert [item["name"] for item in items(client)] == ["Shame"]
        revoke(sign_off=row.sign_off, by=cast.reviewer, reason="An error.", now=NOW)
        assert client.get(PATH).content == before

    def test_an_unsigned_edit_is_not_shown(self, client, cast, ptsd):
        page = publish_symptom(cast, ptsd.topic, title="Shame").page
        before = client.get(PATH).content
        (association,) = page.associations.all()
        association.explanation = text("Unsigned.")
        association.save()
        edit_page(page, by=cast.editor, title="Unsigned")
        assert client.get(PATH).content == before
        edit_page(page, by=cast.editor, associations=[], outline=[])
        sign_page(page, cast)
        assert client.get(PATH).content == before
        publish_page(page, cast)
        assert items(client) == []

    def test_its_own_status(self, client, cast, ptsd):
        sign_off = sign_page(make_symptom(cast, ptsd.topic, title="Shame"), cast)
        make_row(sign_off, live_from=NOW, review_due=ahead(days=-1))
        document = client.get(PATH).json()
        (item,) = document["associations"]["items"]
        assert (item["signed"]["status"], document["review"]["status"]) == ("overdue", "current")

    def test_its_reviewer_lapsed(self, client, cast, ptsd):
        publish_symptom(cast, ptsd.topic, title="Shame")
        Person.objects.update(profession="writer")
        make_all_anew()
        (item,) = items(client)
        assert item["signed"]["status"] == "reviewer_lapsed"


class TestCaching:
    def test_a_scheduled_symptom(self, client, cast, ptsd):
        page = make_symptom(cast, ptsd.topic, title="Shame")
        assert kept_at_most(client.get(PATH)) == 1020
        make_row(sign_page(page, cast), live_from=ahead(seconds=90))
        response = client.get(PATH)
        assert response.json()["associations"]["items"] == []
        assert 60 <= kept_at_most(response) <= 90

    def test_a_symptom_that_ends(self, client, cast, ptsd):
        publish_symptom(cast, ptsd.topic, title="Shame")
        Publication.objects.filter(kind="symptom").update(live_until=ahead(seconds=90))
        make_all_anew()
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_the_review_of_a_symptom(self, client, cast, ptsd):
        sign_off = sign_page(make_symptom(cast, ptsd.topic, title="Shame"), cast)
        make_row(sign_off, live_from=NOW, review_due=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90
