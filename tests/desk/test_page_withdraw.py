import pytest
from django.utils import timezone

from delivery.models import Change, Publication
from tests.builders import make_topic, publish_page
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.refusals import refused, said, sentence, told, unchanged


def test_withdraw(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    successor = make_topic()
    answer = publisher.post(
        address(page, "withdraw"),
        {"reason": " Outdated. ", "notice": " See guilt. ", "successor": str(successor.pk)},
    )
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Withdrawn. The page is no longer public.")]
    assert not Publication.objects.live(timezone.now()).exists()
    ended = Publication.objects.get()
    assert (ended.ending, ended.ending_reason, ended.ending_notice, ended.successor) == (
        "withdrawn",
        "Outdated.",
        "See guilt.",
        successor,
    )
    assert [change.kind for change in Change.objects.exclude(publication=None)] == [
        "withdrawn",
        "published",
    ]


def test_administrators_withdraw_too(administrator, cast, page):
    publish_page(page, cast, now=timezone.now())
    answer = administrator.post(address(page, "withdraw"), {"reason": "An emergency."})
    assert answer.status_code == 302
    assert not Publication.objects.live(timezone.now()).exists()


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_withdraw_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    publish_page(page, cast, now=timezone.now())
    client = logged_in(by)
    with refused("not_allowed", action="withdraw", by=by, subject=row(page)):
        answer = client.post(address(page, "withdraw"), {"reason": "Outdated."})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def refuse_to_withdraw(code, publisher, cast, page, *, field="__all__", **form):
    with refused(code, action="withdraw", by=cast.publisher, subject=row(page)):
        answer = publisher.post(address(page, "withdraw"), {"reason": "Outdated.", **form})
    assert said(answer) == {field: sentence(code)}


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_withdraw_without_a_reason(publisher, cast, page, reason):
    publish_page(page, cast, now=timezone.now())
    refuse_to_withdraw("reason_missing", publisher, cast, page, field="reason", reason=reason)


def test_withdraw_in_favour_of_itself(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    refuse_to_withdraw(
        "successor_is_itself",
        publisher,
        cast,
        page,
        field="successor",
        successor=str(page.topic.pk),
    )


def test_withdraw_what_is_not_public(publisher, cast, page):
    refuse_to_withdraw("not_live", publisher, cast, page)


def test_withdraw_in_favour_of_nothing(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(
            address(page, "withdraw"), {"reason": "Outdated.", "successor": "1000000"}
        )
    assert [code for code, _ in said(answer)["successor"]] == ["invalid_choice"]
