"""What time alone changes: seen at the instant, and written down by the next who has the ledger."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.drafts import SectionDraft
from delivery.models import Change, Publication
from delivery.publishing import publish, withdraw
from delivery.scheduling import schedule
from delivery.verification import change_faults
from review.ledger import TICK
from review.models import Ledger
from tests.builders import NOW, edit_page, make_credential, make_page, publish_page, sign_page
from tests.delivery.clock import ago
from tests.delivery.planning import AT, DAY, LATER, SOON, plan, version
from tests.delivery.readers import read, read_card, settle_at
from tests.delivery.truth import assert_stored_bytes_are_true

PATH = "/api/v1/symptoms/shame/"


def link_to(page):
    mark = {"type": "pageLink", "attrs": {"topic": str(page.topic.uuid)}}
    words = [{"type": "text", "text": "See there.", "marks": [mark]}]
    return {"type": "doc", "content": [{"type": "paragraph", "content": words}]}


@pytest.fixture
def neighbour(cast, page, publication):
    """A page that names the other one, and so has its card in the other's document."""
    sections = [SectionDraft(heading="More", body=link_to(page))]
    neighbour = make_page(by=cast.editor, title="Guilt", slug="guilt", sections=sections)
    publish_page(neighbour, cast, now=NOW + DAY)
    return neighbour


def log(since=0):
    """The changes of publications, but for bytes that were made again."""
    rows = Change.objects.filter(number__gt=since, publication__isnull=False)
    shown = rows.exclude(kind="refreshed").select_related("publication").order_by("number")
    return [(change.kind, change.at, change.publication.slug) for change in shown]


def last_change():
    return Ledger.objects.get().last_change


@pytest.fixture
def second_licence(cast):
    """One that ends, beside the reviewer's that does not."""
    return make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        jurisdiction="NJ",
        expires=date(2030, 1, 1),
    )


class TestTheReviewDate:
    @pytest.fixture
    def due(self, neighbour):
        return Publication.objects.get(page=neighbour).review_due

    @pytest.mark.parametrize(
        ("before", "status"),
        [
            (timedelta(days=30) + TICK, "current"),
            (timedelta(days=30), "due_soon"),
            (TICK, "due_soon"),
            (timedelta(0), "overdue"),
            (timedelta(days=-400), "overdue"),
        ],
    )
    def test_turns_the_page_and_its_cards(self, page, neighbour, due, before, status):
        """Wherever it is shown, at the very instant, though no worker runs; and stored after one."""
        at = due - before
        afresh = [read(page, at), read(neighbour, at), read_card(neighbour, at)]
        assert afresh[0]["linked_from"][0]["review"]["status"] == status
        assert [shown["review"]["status"] for shown in afresh[1:]] == [status, status]
        assert settle_at(at) == at
        assert [read(page, at), read(neighbour, at), read_card(neighbour, at)] == afresh
        assert_stored_bytes_are_true(at)

    def test_turns_the_stored_bytes_in_order(self, second_licence, page, neighbour, due):
        rows = Publication.objects.filter(page=neighbour)
        for at in (due - timedelta(days=30), due):
            settle_at(at - TICK)
            before = rows.get()
            assert before.next_boundary == at
            settle_at(at)
            after = rows.get()
            assert (after.etag != before.etag, after.presented_at) == (True, at)
            refreshed = Change.objects.filter(kind="refreshed", at=at)
            assert {row.publication.slug for row in refreshed} == {"guilt", "shame"}
        # What is left is that a licence which is printed ends.
        assert rows.get().next_boundary == datetime(2030, 1, 2, tzinfo=UTC)
        assert list(change_faults()) == []

    @pytest.mark.parametrize("policy", ["serve", "serve_with_notice"])
    def test_served_when_overdue(self, cast, policy):
        page = make_page(by=cast.editor, overdue_policy=policy)
        due = publish_page(page, cast).review_due
        review = read(page, due)["review"]
        assert (review["status"], review["overdue_policy"]) == ("overdue", policy)
        since = last_change()
        settle_at(due)
        assert log(since) == []
        assert Publication.objects.get(page=page).ending == ""

    def test_withheld_when_overdue(self, cast):
        page = make_page(by=cast.editor, slug="grief", overdue_policy="withhold")
        row = publish_page(page, cast)
        due, since = row.review_due, last_change()
        assert read(page, due - TICK)["review"]["status"] == "due_soon"
        assert read(page, due) is None
        settle_at(due)
        row.refresh_from_db()
        assert (row.live_until, row.ending) == (due, "expired")
        assert log(since) == [("expired", due, "grief")]
        assert list(change_faults()) == []

    def test_withheld_pages_leave_their_neighbours(self, cast, page, publication):
        sections = [SectionDraft(heading="More", body=link_to(page))]
        other = make_page(by=cast.editor, sections=sections, overdue_policy="withhold")
        due = publish_page(other, cast).review_due
        assert len(read(page, due - TICK)["linked_from"]) == 1
        assert read(page, due)["linked_from"] == []
        settle_at(due)
        assert_stored_bytes_are_true(due)


class TestWhatIsScheduled:
    def test_is_read_from_the_instant_on(self, cast, page, publication):
        plan(version(page, cast, "Second"), cast, SOON, until=LATER)
        assert read(page, SOON - TICK)["title"] == "Shame"
        document = read(page, SOON)
        assert (document["title"], read_card(page, SOON)["title"]) == ("Second", "Second")
        assert read(page, LATER - TICK)["title"] == "Second"
        assert read(page, LATER) is None

    def test_is_logged_in_order(self, cast, page, publication):
        second = version(page, cast, "Second")
        since = last_change()
        plan(second, cast, SOON, until=LATER)
        grief = make_page(by=cast.editor, slug="grief")
        plan(sign_page(grief, cast).revision, cast, SOON + DAY)
        now = LATER + DAY
        assert settle_at(now) == now
        assert log(since) == [
            ("updated", SOON, "shame"),
            ("published", SOON + DAY, "grief"),
            ("expired", LATER, "shame"),
        ]
        rows = Publication.objects.order_by("live_from")
        assert [(row.slug, row.ending) for row in rows] == [
            ("shame", "replaced"),
            ("shame", "expired"),
            ("grief", ""),
        ]
        assert_stored_bytes_are_true(now)
        assert list(change_faults()) == []

    def test_is_logged_once(self, cast, page, publication):
        plan(version(page, cast, "Second"), cast, SOON)
        settle_at(SOON)
        since = last_change()
        settle_at(SOON)
        settle_at(LATER)
        assert log(since) == []

    def test_is_logged_by_the_next_move(self, cast, page, publication):
        second = version(page, cast, "Second")
        since = last_change()
        plan(second, cast, SOON)
        withdraw(page=page, by=cast.publisher, reason="Old.", now=LATER)
        assert log(since) == [("updated", SOON, "shame"), ("withdrawn", LATER, "shame")]

    def test_a_move_at_the_very_instant_comes_after(self, cast, page, publication):
        second, third = version(page, cast, "Second"), version(page, cast, "Third")
        since = last_change()
        plan(second, cast, SOON)
        row = publish(revision=third, by=cast.publisher, now=SOON)
        assert row.live_from == SOON + TICK
        assert log(since) == [("updated", SOON, "shame"), ("updated", SOON + TICK, "shame")]
        assert list(change_faults()) == []

    def test_shows_and_hides_its_neighbours(self, cast, page, publication):
        sections = [SectionDraft(heading="More", body=link_to(page))]
        other = make_page(by=cast.editor, slug="guilt", sections=sections)
        plan(sign_page(other, cast).revision, cast, SOON, until=LATER)
        named = {at: len(read(page, at)["linked_from"]) for at in (SOON - TICK, SOON, LATER)}
        assert named == {SOON - TICK: 0, SOON: 1, LATER: 0}
        for at in (SOON, LATER):
            settle_at(at)
            assert len(read(page, at)["linked_from"]) == named[at]
            assert_stored_bytes_are_true(at)

    def test_a_page_at_an_address_that_another_language_leaves(self, cast, page):
        """What ends and what begins at one instant is logged together: the end first."""
        first = publish(
            revision=sign_page(page, cast).revision, by=cast.publisher, now=AT, until=SOON
        )
        edit_page(page, by=cast.editor, title="Second")
        since = last_change()
        plan(sign_page(page, cast).revision, cast, SOON)
        settle_at(SOON)
        first.refresh_from_db()
        # Nobody was without the page for a moment.
        assert (first.ending, log(since)) == ("replaced", [("updated", SOON, "shame")])


class TestRequests:
    """On the real clock: nobody has settled what passed before the request."""

    def test_what_began(self, client, cast, page):
        publish_page(page, cast, now=ago(hours=5))
        edit_page(page, by=cast.editor, title="Second")
        revision = sign_page(page, cast, now=ago(hours=4)).revision
        schedule(revision=revision, at=ago(hours=1), by=cast.publisher, now=ago(hours=2))
        answer = client.get(PATH)
        assert (answer.status_code, answer.json()["title"]) == (200, "Second")
        (card,) = client.get("/api/v1/symptoms/").json()["results"]
        assert card["title"] == "Second"
        assert Change.objects.filter(kind="updated").count() == 0

    def test_what_ended(self, client, cast, page):
        revision = sign_page(page, cast, now=ago(hours=4)).revision
        until = ago(minutes=30)
        publish(revision=revision, by=cast.publisher, now=ago(hours=3), until=until)
        before, listed = client.get(PATH), client.get("/api/v1/symptoms/").json()["results"]
        assert (before.status_code, before.json()["ending"]["kind"], listed) == (410, "expired", [])
        settle_at(ago(minutes=1))
        # All the same, but for the id of the request.
        after = client.get(PATH).json()
        assert after["ending"] == before.json()["ending"]
