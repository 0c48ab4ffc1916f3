"""The first screen: what waits for whom, and what comes due."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.drafts import CitationDraft
from delivery.publishing import publish
from desk.overview import overview
from desk.overview.panels import due_badge
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import (
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reference,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import unchanged
from tests.desk.reviews import address
from tests.references.events import fall

INDEX = "/admin/"


def panels(answer):
    """Of each panel its rows, and of each row its words and where it leads."""
    found = {}
    for element in elements(answer, "h2", "li", "a", "p"):
        (panel,) = [
            around["aria-labelledby"]
            for around in element.within
            if around["class"] == "desk-panel"
        ] or [None]
        if not panel:
            continue
        rows = found.setdefault(panel.removeprefix("desk-panel-"), [])
        if element.tag == "li":
            rows.append([element.words])
        elif element.tag == "a" and rows and any(e.tag == "li" for e in element.within):
            rows[-1].append(element["href"])
    return found


def shown(client):
    with unchanged():
        answer = client.get(INDEX)
    assert answer.status_code == 200
    return panels(answer)


def later(user, **after):
    """The rows of each panel some time from now, without where they lead."""
    return {
        panel.key: [
            " ".join([row.title, *(words for words, _ in row.badges)]) for row in panel.rows
        ]
        for panel in overview(user, timezone.now() + timedelta(**after))
    }


def day(instant):
    return timezone.template_localtime(instant).strftime("%b. %-d, %Y").replace("May.", "May")


def test_a_new_page_waits_for_a_physician(reviewer, cast, submission):
    ((words, link),) = shown(reviewer)["waiting"]
    assert words.startswith("Shame New page Every 12 months Submitted on ")
    assert words.endswith("by Ed Editor.")
    assert link == address(submission, "sign")


def test_a_clinical_change_and_how_many_words(reviewer, cast, page):
    sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words here.")
    submit_page(page, by=cast.editor, now=timezone.now())
    ((words, _),) = shown(reviewer)["waiting"]
    assert words.startswith("Shame Changed: 3 words Due in 36")


def test_a_re_review(cast, page):
    sign_page(page, cast, now=timezone.now())
    submit_page(page, by=cast.editor, now=timezone.now())
    assert later(cast.reviewer, days=360)["waiting"] == [
        "Shame Re-review Due in 5 days Every 12 months"
    ]
    assert later(cast.reviewer, days=370)["waiting"] == [
        "Shame Re-review Overdue by 5 days Every 12 months"
    ]


def test_riskiest_first_then_oldest(cast):
    now = timezone.now()
    late = make_page(by=cast.editor, title="Late", risk_class="24")
    sign_page(late, cast, now=now)
    for number, (title, risk) in enumerate([("Old", "12"), ("New", "12"), ("Grave", "6")]):
        page = make_page(by=cast.editor, title=title, risk_class=risk)
        submit_page(page, by=cast.editor, now=now + timedelta(days=number))
    submit_page(late, by=cast.editor, now=now + timedelta(days=9))
    titles = [words.split()[0] for words in later(cast.reviewer, days=800)["waiting"]]
    assert titles == ["Late", "Grave", "Old", "New"]


def test_a_source_that_fell_comes_first(reviewer, cast):
    now = timezone.now()
    work = make_reference(pmid="11111", title="On shame")
    cites = [CitationDraft(key="pmid:11111", note="It says so.")]
    page = make_page(by=cast.editor, title="Guilt", risk_class="36", citations=cites)
    publish(revision=sign_page(page, cast, now=now).revision, by=cast.publisher, now=now)
    submit_page(make_page(by=cast.editor, title="Grave", risk_class="6"), by=cast.editor, now=now)
    edit_page(page, by=cast.editor, summary="Other.")
    submit_page(page, by=cast.editor, now=now)
    fall(work, at=timezone.now())
    found = shown(reviewer)
    assert [words.split()[0] for words, _ in found["waiting"]] == ["Guilt", "Grave"]
    assert "Source fell" in found["waiting"][0][0]
    ((words, _),) = found["fallen"]
    assert words.startswith("Guilt Source retracted, re-review needed")


def test_ones_own_words_do_not_wait_for_oneself(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="My words.")
    submit_page(page, by=cast.editor)
    answer = logged_in(by).get(INDEX)
    assert panels(answer)["waiting"] == []
    assert "Nothing waits for you." in [p.words for p in elements(answer, "p")]


def test_what_is_assigned_to_somebody_else_does_not_wait(reviewer, cast, submission):
    submission.assignee = make_reviewer(cast.administrator)
    submission.save()
    assert shown(reviewer)["waiting"] == []
    ((words, _),) = shown(logged_in(submission.assignee))["waiting"]
    assert words.startswith("Shame Assigned to you New page")


def test_a_due_date_of_the_assignment_counts(reviewer, submission):
    submission.due = timezone.now().date() + timedelta(days=1)
    submission.save()
    ((words, _),) = shown(reviewer)["waiting"]
    assert words.startswith("Shame New page Due in 1 day Every")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (2, "Due in 2 days"),
        (1, "Due in 1 day"),
        (0, "Due today"),
        (-1, "Overdue by 1 day"),
        (-3, "Overdue by 3 days"),
    ],
)
def test_days_in_words(days, said):
    today = timezone.now().date()
    assert due_badge(today + timedelta(days=days), today)[0] == said


def test_public_pages_come_due(cast, page):
    publish_page(page, cast, now=timezone.now())
    assert later(cast.reviewer, days=300).get("due") is None
    soon, late = "Shame Due in 25 days", "Shame Overdue by 5 days"
    assert later(cast.reviewer, days=340)["due"] == [soon]
    assert later(cast.editor, days=370)["due"] == [late]
    assert later(cast.administrator, days=370)["overdue"] == [late]
    submit_page(page, by=cast.editor, now=timezone.now())
    assert later(cast.reviewer, days=370).get("due") is None


def test_what_a_reviewer_sent_back_and_signed(reviewer, cast, page, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="Say more.", now=timezone.now())
    found = shown(reviewer)
    assert found["came-back"] == [
        ["Shame, revision 1 With the editors Say more.", address(submission)]
    ]
    again = submit_page(page, by=cast.editor, now=timezone.now())
    assert shown(reviewer)["came-back"][0][0] == "Shame, revision 1 Submitted again Say more."
    sign_off = sign_submission(again, by=cast.reviewer, now=timezone.now())
    assert [words for words, _ in shown(reviewer)["signed"]] == [
        f"Shame The whole page, on {day(sign_off.signed_at)}."
    ]
    revoke(sign_off=sign_off, by=cast.reviewer, reason="Wrong.", now=timezone.now())
    assert shown(reviewer)["signed"][0][0].startswith("Shame Revoked The whole page")


def test_a_licence_that_lapses(administrator, cast):
    holder = make_reviewer(cast.administrator, name="Lee Lapsing")
    soon = timezone.now().date() + timedelta(days=10)
    make_credential(holder.person, verified_by=cast.administrator, jurisdiction="GA", expires=soon)
    ((words, _),) = shown(logged_in(holder))["licences"]
    assert words.startswith("Licence to practise, GA Due in 10 days Ask an administrator")
    ((words, _),) = shown(administrator)["lapsing"]
    assert words == "Lee Lapsing, MD: Licence to practise, GA Due in 10 days"


def test_interests_that_are_to_be_declared(reviewer, cast):
    assert "declaration" not in shown(reviewer)
    person = cast.reviewer.person
    person.interests_declared_on = timezone.now().date() - timedelta(days=360)
    person.save()
    ((words, link),) = shown(reviewer)["declaration"]
    assert words.startswith("Declare your interests Due in 5 days")
    assert link == "/admin/review/interestdeclaration/declare/"
    person.interests, person.interests_declared_on = "", None
    person.save()
    ((words, _),) = shown(reviewer)["declaration"]
    assert words.startswith("Declare your interests Never declared")


def test_a_licence_that_was_renewed_is_on_no_list(administrator, cast):
    holder = make_reviewer(cast.administrator)
    soon = timezone.now().date() + timedelta(days=10)
    for ends in (soon, soon + timedelta(days=700)):
        make_credential(
            holder.person, verified_by=cast.administrator, jurisdiction="GA", expires=ends
        )
    assert "licences" not in shown(logged_in(holder))
    assert "lapsing" not in shown(administrator)


def test_an_editors_desk(editor, cast, page):
    assert [words.split(" You")[0] for words, _ in shown(editor)["drafts"]] == ["Shame"]
    submission = submit_page(page, by=cast.editor, now=timezone.now())
    found = shown(editor)
    assert found["drafts"] == []
    assert found["in-review"][0][0].endswith("by Ed Editor, for anybody qualified.")
    send_back(submission=submission, by=cast.reviewer, reasons="Say more.", now=timezone.now())
    found = shown(editor)
    assert [words for words, _ in found["sent-back"]] == ["Shame Sent back Ray Reviewer: Say more."]
    assert "in-review" not in found


def test_a_publishers_desk(publisher, cast, page):
    assert shown(publisher)["signed-pages"] == []
    sign_off = sign_page(page, cast, now=timezone.now())
    assert [words for words, _ in shown(publisher)["signed-pages"]] == ["Shame Signed, not public"]
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    assert shown(publisher)["signed-pages"] == []


def test_an_administrators_desk(administrator, cast, page):
    make_credential(make_person(name="Nora New"), jurisdiction="FL")
    publish_page(page, cast, now=timezone.now())
    found = shown(administrator)
    assert [words for words, _ in found["to-verify"]] == [
        "Nora New, MD: Licence to practise, FL Waits for verification"
    ]
    assert [words.split(" Next")[0] for words, _ in found["per-reviewer"]] == [
        "Ray Reviewer 1 page"
    ]


def test_somebody_without_a_role_sees_no_panel(stranger):
    assert shown(stranger) == {}


def test_the_overview_needs_a_log_in(anonymous):
    assert anonymous.get(INDEX).status_code == 302


@pytest.mark.parametrize("role", ["reviewer", "editor", "publisher", "administrator"])
def test_the_queries_do_not_grow_with_the_rows(cast, role):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            logged_in(getattr(cast, role)).get(INDEX)
        return len(asked)

    def everything():
        now = timezone.now()
        publish_page(make_page(by=cast.editor), cast, now=now)
        changed = make_page(by=cast.editor)
        sign_page(changed, cast, now=now)
        edit_page(changed, by=cast.editor, summary="Other.")
        submit_page(changed, by=cast.editor, now=now)
        submission = submit_page(make_page(by=cast.editor), by=cast.editor, now=now)
        send_back(submission=submission, by=cast.reviewer, reasons="Say more.", now=now)
        make_page(by=cast.editor)

    everything()
    once = queries()
    for _ in range(4):
        everything()
    assert queries() == once
