"""Publishing later, until an instant, and holding what is planned."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from delivery.models import Publication
from delivery.publishing import publish
from delivery.scheduling import schedule
from tests.builders import edit_page, publish_page, sign_page
from tests.desk.admin_pages import address
from tests.desk.conftest import logged_in
from tests.desk.elements import elements, links, rows
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged

SOON = datetime(2090, 3, 4, 14, 30, tzinfo=UTC)
LATER = datetime(2090, 5, 6, 7, 0, tzinfo=UTC)
SOON_TYPED = {"at_0": "2090-03-04", "at_1": "14:30"}
LATER_TYPED = {"until_0": "2090-05-06", "until_1": "07:00"}


@pytest.fixture
def sign_off(cast, page):
    """Signed for longer than the schedules of these tests reach."""
    return sign_page(page, cast, now=timezone.now())


@pytest.fixture
def soon():
    """A whole minute before the review date of what is signed now."""
    return (timezone.now() + timedelta(days=30)).replace(second=0, microsecond=0)


def typed(name, instant):
    return {f"{name}_0": f"{instant:%Y-%m-%d}", f"{name}_1": f"{instant:%H:%M}"}


def post(client, page, move="publish", **fields):
    form = hidden(client.get(address(page, move)))
    return client.post(address(page, move), form | fields)


def state(answer):
    (box,) = [item for item in elements(answer, "div") if item["class"] == "desk-state"]
    return box.words


def day(instant):
    return f"{instant:%B} {instant.day}, {instant:%Y, %H:%M}"


def inputs(answer):
    """What stands in the fields that are typed in, by name."""
    return {
        item["name"]: item["value"]
        for item in elements(answer, "input")
        if item["type"] in ("date", "time")
    }


class TestPublishAt:
    def test_it_works(self, publisher, page, sign_off, soon):
        until = soon + timedelta(days=3)
        answer = post(publisher, page, when="later", **typed("at", soon), **typed("until", until))
        assert (answer.status_code, answer["Location"]) == (302, address(page))
        assert told(answer) == [
            (
                "success",
                f"Scheduled: readers see it at /symptoms/shame/ from {day(soon)} UTC until "
                f"{day(until)} UTC.",
            )
        ]
        row = Publication.objects.get()
        assert (row.live_from, row.live_until, row.revision) == (soon, until, sign_off.revision)
        shown = state(publisher.get(address(page)))
        assert shown.startswith(
            f"Not public. Scheduled Revision 1 becomes public at /symptoms/shame/ on {day(soon)} "
            f"UTC, until {day(until)} UTC. Hold it"
        )

    def test_the_own_time_zone_is_said_as_well(self, publisher, cast, page, sign_off, soon):
        cast.publisher.time_zone = "Asia/Tokyo"
        cast.publisher.save()
        asked = publisher.get(address(page, "publish"))
        assert " in Asia/Tokyo." in asked.content.decode()
        assert [item["data-zone"] for item in elements(asked, "span") if item["data-zone"]] == [
            "Asia/Tokyo",
            "Asia/Tokyo",
        ]
        answer = post(publisher, page, when="later", **typed("at", soon))
        there = soon + timedelta(hours=9)
        assert told(answer)[0][1].endswith(f"from {day(soon)} UTC ({day(there)} in Asia/Tokyo).")
        assert Publication.objects.get().live_from == soon

    def test_not_in_future_stands_at_the_field(self, publisher, cast, page, sign_off):
        past = {"at_0": "2020-03-04", "at_1": "14:30", **LATER_TYPED}
        with refused(
            "not_in_future", action="schedule", by=cast.publisher, subject=sign_off.revision
        ):
            answer = post(publisher, page, when="later", **past)
        assert said(answer) == {"at": sentence("not_in_future")}
        assert inputs(answer) == past
        (chosen,) = [item for item in elements(answer, "input") if "checked" in item.attributes]
        assert chosen["value"] == "later"

    def test_ends_before_it_begins_stands_at_the_field(self, publisher, cast, page, sign_off):
        wrong = {"at_0": "2090-05-06", "at_1": "07:00", **LATER_TYPED}
        with refused(
            "ends_before_it_begins",
            action="schedule",
            by=cast.publisher,
            subject=sign_off.revision,
        ):
            answer = post(publisher, page, when="later", **wrong)
        assert said(answer) == {"until": sentence("ends_before_it_begins")}
        assert inputs(answer) == wrong

    def test_a_review_that_is_overdue_by_then(self, publisher, cast, page, sign_off):
        with refused(
            "sign_off_overdue", action="schedule", by=cast.publisher, subject=sign_off.revision
        ):
            answer = post(publisher, page, when="later", **SOON_TYPED)
        assert said(answer) == {"__all__": sentence("sign_off_overdue")}
        assert inputs(answer) == {**SOON_TYPED, "until_0": "", "until_1": ""}

    @pytest.mark.parametrize(
        ("fields", "field", "code", "text"),
        [
            ({"when": "later"}, "at", "missing", "Choose the date and the time."),
            (
                {"when": "later", "at_0": "2090-03-04"},
                "at",
                "invalid_time",
                "Choose the time, in UTC.",
            ),
            ({"when": "later", "at_1": "14:30"}, "at", "invalid_date", "Choose the date."),
            (
                {"when": "now", **SOON_TYPED},
                "when",
                "now_and_later",
                "You chose a time below as well: publish at a later time, or empty it.",
            ),
            (
                {"when": "now", "until_0": "2090-03-04"},
                "until",
                "invalid_time",
                "Choose the time, in UTC.",
            ),
            (
                {"when": "later", "at_0": "tomorrow", "at_1": "14:30"},
                "at",
                "invalid",
                "Choose the date.",
            ),
        ],
    )
    def test_what_is_typed_by_half(self, publisher, page, sign_off, fields, field, code, text):
        with unchanged():
            answer = post(publisher, page, **fields)
        assert said(answer) == {field: [(code, text)]}
        typed = {name: value for name, value in fields.items() if name != "when"}
        assert inputs(answer).items() >= typed.items()

    def test_not_allowed(self, cast, page, sign_off):
        for user in (cast.editor, cast.reviewer, cast.administrator):
            client = logged_in(user)
            with refused("not_allowed", action="schedule", by=user, subject=sign_off.revision):
                answer = post(client, page, when="later", **SOON_TYPED)
            assert said(answer) == {"__all__": sentence("not_allowed")}


class TestPublishNow:
    def test_until(self, publisher, page, sign_off, soon):
        answer = post(publisher, page, when="now", **typed("until", soon))
        assert told(answer) == [
            ("success", f"Published at /symptoms/shame/ until {day(soon)} UTC.")
        ]
        assert Publication.objects.get().live_until == soon
        assert f"Comes down on {day(soon)} UTC." in state(publisher.get(address(page)))

    def test_the_end_that_is_planned_stands_in_the_form(
        self, publisher, cast, page, sign_off, soon
    ):
        now = timezone.now()
        publish(revision=sign_off.revision, by=cast.publisher, now=now, until=soon)
        edit_page(page, by=cast.editor, summary="Other words.")
        sign_page(page, cast, now=now)
        assert inputs(publisher.get(address(page, "publish"))) == {
            "at_0": "",
            "at_1": "",
            **typed("until", soon),
        }
        post(publisher, page, when="now", until_0="", until_1="")
        assert Publication.objects.live(timezone.now()).get().live_until is None


class TestPlanTheEnd:
    def test_it_works(self, publisher, cast, page, soon):
        publication = publish_page(page, cast, now=timezone.now())
        answer = post(publisher, page, "plan-end", **typed("until", soon))
        assert told(answer) == [("success", f"Public at /symptoms/shame/ until {day(soon)} UTC.")]
        row = Publication.objects.live(timezone.now()).get()
        assert (row.live_until, row.revision) == (soon, publication.revision)
        assert row.published_at == publication.published_at
        answer = post(publisher, page, "plan-end", until_0="", until_1="")
        assert told(answer) == [("success", "Public at /symptoms/shame/, with no end.")]

    def test_what_is_not_public(self, publisher, page):
        assert publisher.get(address(page, "plan-end")).status_code == 404

    def test_the_same_end(self, publisher, cast, page):
        publication = publish_page(page, cast, now=timezone.now())
        with refused(
            "already_live", action="publish", by=cast.publisher, subject=publication.revision
        ):
            answer = post(publisher, page, "plan-end")
        assert said(answer) == {"__all__": sentence("already_live")}


class TestHold:
    @pytest.fixture
    def planned(self, cast, page, sign_off, soon):
        now = timezone.now()
        return schedule(revision=sign_off.revision, at=soon, by=cast.publisher, now=now)

    def hold(self, client, page, row, **fields):
        return client.post(address(page, f"hold/{row.uuid}"), fields)

    def test_it_works(self, publisher, page, planned, soon):
        where = links(publisher.get(address(page)))["Hold it"]
        assert where == address(page, f"hold/{planned.uuid}")
        asked = publisher.get(where)
        assert f"from {day(soon)} UTC" in asked.content.decode()
        answer = self.hold(publisher, page, planned, reason="Not yet.")
        assert told(answer) == [("success", "Held. It will not become public then.")]
        planned.refresh_from_db()
        assert (planned.cancelled_at is not None, planned.ending_reason) == (True, "Not yet.")
        assert "Scheduled" not in state(publisher.get(address(page)))
        assert publisher.get(address(page, "publish")).context["form"]["number"].value() == 1

    def test_the_reason_is_optional(self, publisher, page, planned):
        assert self.hold(publisher, page, planned).status_code == 302

    def test_what_was_held(self, publisher, cast, page, planned):
        self.hold(publisher, page, planned)
        with refused("not_scheduled", action="hold", by=cast.publisher, subject=planned):
            answer = self.hold(publisher, page, planned)
        assert said(answer) == {"__all__": sentence("not_scheduled")}

    def test_not_allowed(self, cast, page, planned):
        for user in (cast.editor, cast.reviewer, cast.administrator):
            client = logged_in(user)
            assert "Hold it" not in links(client.get(address(page)))
            with refused("not_allowed", action="hold", by=user, subject=planned):
                self.hold(client, page, planned)

    def test_what_another_page_planned(self, publisher, cast, page, planned):
        other = publish_page(page, cast, now=timezone.now())
        assert publisher.get(address(page, f"hold/{other.page.uuid}")).status_code == 404


def test_what_was_held_may_be_published(publisher, cast, page, soon):
    """Of a page that is public too: the newer words were never read by anybody."""
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    revision = sign_page(page, cast, now=timezone.now()).revision
    row = schedule(revision=revision, at=soon, by=cast.publisher, now=timezone.now())
    publisher.post(address(page, f"hold/{row.uuid}"))
    assert publisher.get(address(page, "publish")).context["form"]["number"].value() == 2


def test_the_list_says_what_is_scheduled(publisher, cast, page, sign_off, soon):
    schedule(revision=sign_off.revision, at=soon, by=cast.publisher, now=timezone.now())
    publisher.get("/admin/articles/symptom/")
    listed = rows(publisher.get("/admin/articles/symptom/?state=scheduled"))
    assert [row[:2] for row in listed] == [["Shame", "Scheduled Signed, not public"]]
    assert rows(publisher.get("/admin/articles/symptom/?state=public")) == []
