"""Pages that got one new version of a notice, signed in one sitting."""

from dataclasses import replace

import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from review.models import AuditEntry, SignOff
from review.refusals import Refusal
from review.signoff import revoke
from tests.builders import (
    PASSWORD,
    draft_of,
    edit_page,
    make_notice,
    make_page,
    make_reviewer,
    make_treatment,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import told, unchanged

INDEX = "/admin/"


@pytest.fixture
def version(cast):
    return make_notice(by=cast.editor, text=text("Ask a doctor."))


@pytest.fixture
def newer(cast, pages, version):
    """The next version, adopted by all pages and submitted."""
    newer = renew(version.notice, by=cast.editor, text=text("Ask your doctor."))
    for page in pages:
        adopt(page, cast, newer)
    return newer


@pytest.fixture
def pages(cast, version):
    pages = [make_page(by=cast.editor, title=title, notices=[version]) for title in ("A", "B", "C")]
    for page in pages:
        sign_page(page, cast, now=timezone.now())
    return pages


def adopt(page, cast, version, **changes):
    edit_page(page, by=cast.editor, notices=[version], **changes)
    return submit_page(page, by=cast.editor, now=timezone.now())


def address(newer, *, before=1):
    return f"/admin/review/submission/sitting/{newer.notice.uuid}-{before}-{newer.number}/"


def values(answer):
    return [box["value"] for box in elements(answer, "input") if box["name"] == "pages"]


def test_the_overview_leads_there(reviewer, newer):
    (link,) = [
        element for element in elements(reviewer.get(INDEX), "a") if "/sitting/" in element["href"]
    ]
    assert (link.words, link["href"]) == (newer.notice.name, address(newer))


def test_the_change_is_shown_once_and_every_page_is_named(reviewer, newer):
    with unchanged():
        answer = reviewer.get(address(newer))
    marked = [
        (each.tag, each.words)
        for each in elements(answer, "ins", "del")
        if each.within[-1]["class"].startswith("desk-line")
    ]
    assert marked == [("del", "a"), ("ins", "your")]
    assert len(values(answer)) == 3
    names = [label.words for label in elements(answer, "label")]
    assert names[:3] == ["A, revision 2", "B, revision 2", "C, revision 2"]


def test_sign_all(reviewer, cast, newer):
    answer = reviewer.get(address(newer))
    before = AuditEntry.objects.count()
    answer = reviewer.post(address(newer), {"pages": values(answer), "password": PASSWORD})
    assert told(answer) == [("success", "Signed 3 pages.")]
    signed = SignOff.objects.filter(scope="changes", signer=cast.reviewer)
    assert sorted(str(sign_off.page) for sign_off in signed) == ["A", "B", "C"]
    assert all(sign_off.base is not None for sign_off in signed)
    assert AuditEntry.objects.count() == before + 3


def test_sign_some(reviewer, newer):
    chosen = values(reviewer.get(address(newer)))[1:2]
    reviewer.post(address(newer), {"pages": chosen, "password": PASSWORD})
    assert [str(sign_off.page) for sign_off in SignOff.objects.filter(scope="changes")] == ["B"]


def test_a_page_with_another_change_is_not_among_them(reviewer, cast, pages, version):
    newer = renew(version.notice, by=cast.editor, text=text("Ask your doctor."))
    adopt(pages[0], cast, newer)
    adopt(pages[1], cast, newer, summary="Other words.")
    adopt(pages[2], cast, newer)
    assert len(values(reviewer.get(address(newer)))) == 2


def test_one_page_alone_is_no_sitting(reviewer, cast, pages, version):
    newer = renew(version.notice, by=cast.editor, text=text("Ask your doctor."))
    adopt(pages[0], cast, newer)
    answer = reviewer.get(address(newer))
    assert (answer.status_code, answer["Location"]) == (302, INDEX)
    assert told(answer) == [("info", "Nothing waits any more that could be signed together.")]


def test_two_new_versions_are_no_sitting(reviewer, cast, version):
    other = make_notice(by=cast.editor, text=text("Rest."))
    pages = [make_page(by=cast.editor, notices=[version, other]) for _ in range(2)]
    for page in pages:
        sign_page(page, cast, now=timezone.now())
    newer = [renew(each.notice, by=cast.editor, text=text("New.")) for each in (version, other)]
    for page in pages:
        edit_page(page, by=cast.editor, notices=newer)
        submit_page(page, by=cast.editor, now=timezone.now())
    assert reviewer.get(address(newer[0])).status_code == 302


def test_a_treatment_in_a_section(reviewer, cast):
    version = make_treatment(by=cast.editor, title="Talking")
    pages = [make_page(by=cast.editor, sections=[SectionDraft(treatment=version)]) for _ in "ab"]
    for page in pages:
        sign_page(page, cast, now=timezone.now())
    newer = renew(version.treatment, by=cast.editor, title="Talking therapy")
    for page in pages:
        (section,) = draft_of(page).sections
        edit_page(page, by=cast.editor, sections=[replace(section, treatment=newer)])
        submit_page(page, by=cast.editor, now=timezone.now())
    answer = reviewer.get(f"/admin/review/submission/sitting/{newer.treatment.uuid}-1-2/")
    assert len(values(answer)) == 2


def test_a_wrong_password_signs_nothing(reviewer, newer):
    answer = reviewer.get(address(newer))
    answer = reviewer.post(address(newer), {"pages": values(answer), "password": "wrong one here"})
    assert answer.status_code == 400
    assert b"The password is wrong" in answer.content
    assert b"wrong one here" not in answer.content
    assert not SignOff.objects.filter(scope="changes").exists()


def test_nothing_chosen(reviewer, newer):
    with unchanged():
        answer = reviewer.post(address(newer), {"password": PASSWORD})
    assert answer.status_code == 400
    assert b"Choose at least one page." in answer.content


def test_a_page_that_changed_meanwhile(reviewer, cast, pages, newer):
    shown = values(reviewer.get(address(newer)))
    adopt(pages[0], cast, newer, summary="Other words.")
    with unchanged():
        answer = reviewer.post(address(newer), {"pages": shown, "password": PASSWORD})
    assert answer.status_code == 400
    assert Refusal.PLAN_CHANGED.label in answer.content.decode()


def test_a_sign_off_that_was_revoked_meanwhile(reviewer, cast, pages, newer):
    shown = values(reviewer.get(address(newer)))
    sign_off = pages[0].sign_offs.get()
    revoke(sign_off=sign_off, by=cast.reviewer, reason="Wrong.", now=timezone.now())
    answer = reviewer.post(address(newer), {"pages": shown, "password": PASSWORD})
    assert answer.status_code == 400
    assert not SignOff.objects.filter(scope="changes").exists()


def test_a_licence_that_ended_meanwhile(reviewer, cast, newer):
    shown = values(reviewer.get(address(newer)))
    cast.reviewer.person.credentials.update(status="ended")
    answer = reviewer.post(address(newer), {"pages": shown, "password": PASSWORD})
    assert [level for level, _ in told(answer)] == ["error"] * 3
    assert not SignOff.objects.filter(scope="changes").exists()


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_it_needs_the_right_to_sign(cast, newer, role):
    assert logged_in(getattr(cast, role)).get(address(newer)).status_code == 403


def test_a_colleague_signs_what_changed_since_the_first_reading(cast, newer):
    client = logged_in(make_reviewer(cast.administrator))
    assert len(values(client.get(address(newer)))) == 3
