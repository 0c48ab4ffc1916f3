"""E-mails about what waits or comes due: once, in one message, with links and no words of a page."""

from datetime import date, timedelta

import pytest

from desk.models import Message, Reminded
from desk.reminding import remind
from review.assigning import assign, give_back, take
from tests.builders import (
    NOW,
    make_credential,
    make_page,
    make_reviewer,
    publish_page,
    sign_submission,
    submit_page,
)

pytestmark = pytest.mark.django_db

ADMIN = "https://desk.example.org"


@pytest.fixture(autouse=True)
def address(settings):
    settings.ADMIN_URL = ADMIN


@pytest.fixture
def submission(cast):
    page = make_page(by=cast.editor, title="Shame", summary="Lanternfish.")
    return submit_page(page, by=cast.editor)


def told():
    """To whom, about what, and what each message says between greeting and end."""
    return [
        (message.to, message.subject, message.text.split("\n\n")[1:-1])
        for message in Message.objects.order_by("pk")
    ]


def hand_to(user, submission, cast, *, due=None):
    return assign(submission=submission, to=user, due=due, by=cast.editor, now=NOW)


def link(submission):
    return f"{ADMIN}/admin/review/submission/{submission.pk}/sign/"


def test_an_assignment(cast, submission):
    hand_to(cast.reviewer, submission, cast, due=date(2026, 12, 1))
    assert remind(NOW) == 1
    assert told() == [
        (
            cast.reviewer,
            "“Shame” waits for you, to be read by 2026-12-01.",
            [f"“Shame” waits for you, to be read by 2026-12-01.\n{link(submission)}"],
        )
    ]
    text = Message.objects.get().text
    assert text.startswith("Hello Ray")
    assert text.endswith(f"All that waits for you: {ADMIN}/admin/\n")
    assert "Lanternfish" not in text


def test_once_and_never_again(cast, submission):
    hand_to(cast.reviewer, submission, cast)
    assert [remind(NOW), remind(NOW), remind(NOW + timedelta(days=1))] == [1, 0, 0]
    assert Reminded.objects.count() == 1


def test_all_of_a_run_in_one_message(cast, submission):
    other = submit_page(make_page(by=cast.editor, title="Guilt"), by=cast.editor)
    for each in (submission, other):
        hand_to(cast.reviewer, each, cast)
    assert remind(NOW) == 1
    ((to, subject, said),) = told()
    assert (to, subject, len(said)) == (cast.reviewer, "2 things wait for you", 2)


def test_nobody_is_told_of_what_they_took_themselves(cast, submission):
    take(submission=submission, by=cast.reviewer, now=NOW)
    assert remind(NOW) == 0


def test_nobody_is_told_of_what_was_done_meanwhile(cast, submission):
    hand_to(cast.reviewer, submission, cast)
    sign_submission(submission, by=cast.reviewer)
    assert remind(NOW) == 0


def test_nobody_is_told_of_what_was_given_back(cast, submission):
    hand_to(cast.reviewer, submission, cast)
    give_back(submission=submission, by=cast.reviewer, now=NOW)
    assert remind(NOW) == 0


def test_who_is_switched_off_gets_nothing(cast, submission):
    hand_to(cast.reviewer, submission, cast)
    cast.reviewer.is_active = False
    cast.reviewer.save()
    assert remind(NOW) == 0
    assert not Message.objects.exists()


def test_what_is_due_soon_and_what_was_due(cast, submission):
    hand_to(cast.reviewer, submission, cast, due=date(2026, 11, 20))
    remind(NOW)
    assert remind(NOW + timedelta(days=16)) == 0
    assert remind(NOW + timedelta(days=17)) == 1
    assert told()[-1][1] == "“Shame” is to be read by 2026-11-20."
    assert remind(NOW + timedelta(days=25)) == 0


def test_another_day_is_said_anew(cast, submission):
    hand_to(cast.reviewer, submission, cast, due=date(2026, 11, 2))
    remind(NOW)
    hand_to(cast.reviewer, submission, cast, due=date(2026, 11, 3))
    assert remind(NOW) == 1
    assert len(told()[-1][2]) == 2


def test_a_re_review_a_month_before_and_on_its_day(cast):
    publish_page(make_page(by=cast.editor, title="Shame", slug="shame"), cast)
    days = [334, 336, 350, 366, 400]
    assert [remind(NOW + timedelta(days=day)) for day in days] == [0, 1, 0, 1, 0]
    assert {(to, subject) for to, subject, _ in told()} == {
        (cast.reviewer, "“Shame” is due for its next review on 2027-11-01.")
    }


def test_a_re_review_that_waits_is_not_asked_for(cast):
    page = make_page(by=cast.editor)
    publish_page(page, cast)
    submit_page(page, by=cast.editor)
    assert remind(NOW + timedelta(days=366)) == 0


def test_a_licence_that_lapses(cast):
    holder = make_reviewer(cast.administrator, name="Lee Lapsing")
    ends = NOW.date() + timedelta(days=50)
    make_credential(holder.person, verified_by=cast.administrator, jurisdiction="GA", expires=ends)
    assert remind(NOW) == 2
    line = f"The licence of Lee Lapsing in GA ends on {ends}."
    assert {(to, subject) for to, subject, _ in told()} == {
        (holder, line),
        (cast.administrator, line),
    }
    days = [10, 37, 40, 51, 52]
    assert [remind(NOW + timedelta(days=day)) for day in days] == [0, 2, 0, 2, 0]


def test_a_licence_that_was_renewed_is_no_news(cast):
    holder = make_reviewer(cast.administrator)
    for ends in (NOW.date() + timedelta(days=50), date(2030, 1, 1)):
        make_credential(
            holder.person, verified_by=cast.administrator, jurisdiction="GA", expires=ends
        )
    assert remind(NOW) == 0


def test_a_licence_that_ended_long_ago_is_no_news(cast):
    make_credential(cast.reviewer.person, verified_by=cast.administrator, expires=date(2025, 1, 1))
    assert remind(NOW) == 0


def test_the_queries_do_not_grow_with_what_waits(cast, django_assert_max_num_queries):
    for _ in range(5):
        hand_to(cast.reviewer, submit_page(make_page(by=cast.editor), by=cast.editor), cast)
    with django_assert_max_num_queries(14):
        remind(NOW)
