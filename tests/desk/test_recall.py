from datetime import timedelta

import pytest
from django.utils import timezone

from delivery.models import Publication
from delivery.scheduling import schedule
from review.models import Recall
from tests.builders import edit_page, publish_page, sign_page
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.elements import article, elements
from tests.desk.refusals import refused, said, sentence, told, unchanged

FORM = {
    "severity": "dangerous",
    "notice": " The dose was wrong: ask your physician. ",
    "reason": " A misprint. ",
}


@pytest.fixture
def publication(cast, page):
    return publish_page(page, cast, now=timezone.now())


def test_recall(publisher, cast, page, publication):
    with unchanged():
        assert publisher.get(address(page, "recall")).status_code == 200
    answer = publisher.post(address(page, "recall"), FORM)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [
        ("success", "Recalled. The page is no longer public, and readers see your notice.")
    ]
    made = Recall.objects.get()
    assert (made.severity, made.notice, made.reason, made.by) == (
        "dangerous",
        "The dose was wrong: ask your physician.",
        "A misprint.",
        cast.publisher,
    )
    assert not Publication.objects.live(timezone.now()).exists()


def test_the_form_of_the_page_says_who_and_why(editor, publisher, page, publication):
    publisher.post(address(page, "recall"), FORM)
    box = [item.words for item in elements(editor.get(address(page)), "p")]
    (line,) = [words for words in box if words.startswith("Recalled on ")]
    assert line.endswith(
        " by Pat Publisher, because: A misprint. Not public. "
        "Only a signature of the whole page made since then brings it back."
    )


def test_what_is_missing_is_said(publisher, page, publication):
    with unchanged():
        answer = publisher.post(address(page, "recall"), {**FORM, "severity": ""})
    assert [code for code, _ in said(answer)["severity"]] == ["required"]


def test_a_short_notice(publisher, cast, page, publication):
    with refused("notice_length", action="recall", by=cast.publisher, subject=row(page)):
        answer = publisher.post(address(page, "recall"), {**FORM, "notice": "Wrong."})
    assert said(answer) == {"notice": sentence("notice_length")}


def test_it_needs_the_right(editor, cast, page, publication):
    with refused("not_allowed", action="recall", by=cast.editor, subject=row(page)):
        answer = editor.post(address(page, "recall"), FORM)
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_who_may_see_no_pages(stranger, page, publication):
    assert stranger.get(address(page, "recall")).status_code == 403


@pytest.mark.parametrize(
    ("role", "offers"),
    [("editor", False), ("reviewer", True), ("publisher", True), ("administrator", True)],
)
def test_where_it_is_offered(cast, page, publication, role, offers):
    answer = logged_in(getattr(cast, role)).get(address(page))
    links = {item["href"] for item in elements(answer, "a")}
    assert (address(page, "recall") in links) is offers


def test_it_is_not_offered_of_what_is_not_public(publisher, page):
    links = {item["href"] for item in elements(publisher.get(address(page)), "a")}
    assert address(page, "recall") not in links


def test_what_is_public_and_planned_is_shown_before(publisher, cast, page, publication):
    edit_page(page, by=cast.editor, summary="Other words.")
    later = sign_page(page, cast, now=timezone.now())
    at = timezone.now() + timedelta(days=9)
    schedule(revision=later.revision, at=at, by=cast.publisher, now=timezone.now())
    answer = publisher.get(address(page, "recall"))
    words = [item.words for item in elements(answer, "p", "li")]
    (public,) = [each for each in words if each.startswith("Public now at /symptoms/shame/")]
    assert public.endswith(f"(revision 1), signed by {publication.sign_off}.")
    assert any(each.startswith("Scheduled Revision 2 becomes public") for each in words)
    assert "A summary." in article(answer)


def test_a_signature_leads_to_it(reviewer, editor, page, publication):
    path = f"/admin/review/signoff/{publication.sign_off_id}/change/"
    links = {item["href"] for item in elements(reviewer.get(path), "a")}
    assert address(page, "recall") in links
    links = {item["href"] for item in elements(editor.get(path), "a")}
    assert address(page, "recall") not in links


def test_nothing_says_signed_any_more(editor, publisher, page, publication):
    publisher.post(address(page, "recall"), FORM)
    answer = editor.get(address(page))
    assert answer.context["state"].sign_off is None
    badges = [item.words for item in elements(answer, "span") if "desk-badge" in item["class"]]
    assert badges[:3] == ["Not public", "Not signed", "Recalled"]
    listed = editor.get("/admin/articles/symptom/", {"state": "recalled"})
    assert [each.pk for each in listed.context["cl"].result_list] == [page.pk]
    for state in ("signed", "draft", "withdrawn"):
        listed = editor.get("/admin/articles/symptom/", {"state": state})
        assert not listed.context["cl"].result_list
