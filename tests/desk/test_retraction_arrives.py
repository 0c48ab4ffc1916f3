"""A paper on which three public pages rest is retracted: what readers, editors and physicians see."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.drafts import CitationDraft, SectionDraft
from articles.models import Page
from delivery.models import Publication
from delivery.publishing import publish
from delivery.scheduling import schedule
from delivery.verification import change_faults
from desk.models import Message, Told
from desk.outbox import send_due
from review.refusals import Refused
from review.verification import audit_faults
from tests.builders import (
    edit_page,
    make_reference,
    make_user,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.desk.commands import run
from tests.desk.fallen import listed, make_citing
from tests.references.crossref import update
from tests.references.sources import RETRACTED

DOI = "10.1000/on.shame"
TITLES = ("Grief", "Guilt", "Shame")


@pytest.fixture
def work(db):
    return make_reference(pmid="11111", doi=DOI, title="On shame")


@pytest.fixture
def pages(cast, work, sources):
    sources.pubmed.works["11111"] = ""
    sources.crossref.works[DOI] = {}
    run("check_references")
    return [make_citing(cast, work, title) for title in TITLES]


def retract(sources):
    sources.pubmed.works["11111"] = RETRACTED
    sources.crossref.works[DOI] = {"updated-by": [update()]}
    return run("check_references", "--all")


def read(pages):
    """What readers get of each page: the tag of the bytes, and what is said of the work."""
    answers = [Client().get(f"/api/v1/symptoms/{page.slug}/") for page in pages]
    return [(answer["ETag"], answer.json()["references"][0]["standing"]) for answer in answers]


def send():
    send_due(timezone.now())
    return {message.to[0]: message for message in mail.outbox}


def test_readers_see_it(pages, work, sources):
    before = read(pages)
    assert {standing["status"] for _, standing in before} == {"current"}
    out, err, failure = retract(sources)
    assert (err, failure) == ([], "")
    assert out[0] == "! pmid:11111 On shame: Current → Retracted (PubMed: RetractionIn)"
    work.refresh_from_db()
    after = read(pages)
    checked_at = work.standing_checked_at.isoformat().replace("+00:00", "Z")
    for (old_tag, _), (new_tag, standing) in zip(before, after, strict=True):
        assert old_tag != new_tag
        assert standing == {
            "status": "retracted",
            "checked_at": checked_at,
            "sources": ["crossref", "pubmed"],
            "notice": {
                "pmid": "32461339",
                "doi": "10.1000/notice",
                "citation": "Lancet. 2020;395:1821. doi: 10.1000/notice",
            },
        }
    assert [*audit_faults(), *change_faults()] == []


def test_editors_see_three_pages_and_why(editor, pages, sources):
    retract(sources)
    found = listed(editor)
    assert [head for head, *_ in found] == [
        f"{title} Source retracted, re-review needed" for title in TITLES
    ]
    reason = "PubMed: RetractionIn (PMID 32461339, DOI 10.1000/notice)"
    assert all(said.startswith(reason) for *_, said, _ in found)
    assert {places for *_, places in found} == {
        "Cited in: Citation 1, “pmid:11111”; Section 1, “What it is”"
    }


def test_everybody_concerned_gets_one_message(cast, pages, sources):
    """The editor who wrote, the physician who signed, and who publishes; nobody else."""
    colleague = make_user("Publisher", name="Pia Publisher")
    make_user("Publisher", is_active=False)
    make_user("Editor")
    retract(sources)
    messages = send()
    concerned = [cast.editor, cast.reviewer, cast.publisher, colleague]
    assert len(mail.outbox) == len(concerned)
    assert set(messages) == {user.email for user in concerned}
    for message in messages.values():
        assert message.subject == "Sources of 3 pages fell"
        assert [line.split(" (")[0] for line in message.body.splitlines() if " (Symp" in line] == [
            *TITLES
        ]
        assert message.body.count("PubMed: RetractionIn (PMID 32461339") == 3
        assert "https://cms.example.org/admin/references/standingevent/pages/" in message.body
        for page in pages:
            assert f"https://cms.example.org/admin/articles/symptom/{page.pk}/" in message.body
        # Words of the page stay in the house.
        assert "It hurts." not in message.body
    assert Told.objects.count() == len(concerned) * 3


def test_a_second_run_tells_nobody(cast, pages, sources):
    retract(sources)
    send()
    told = len(mail.outbox)
    assert retract(sources) == (
        ["1 of 1", "Checked: 1; changed: 0; of unknown standing: 0."],
        [],
        "",
    )
    send()
    assert (len(mail.outbox), Message.objects.count()) == (told, told)


def test_a_page_that_comes_to_rest_on_it_later_is_no_news(cast, pages, work, sources):
    """Whoever signs it now knows; and a page that falls later is told of alone."""
    other = make_reference(pmid="22222", title="On guilt")
    sources.pubmed.works["22222"] = ""
    late = make_citing(cast, other, "Anger")
    retract(sources)
    send()
    mail.outbox.clear()
    sources.pubmed.works["22222"] = RETRACTED
    run("check_references", "--pmid", "22222")
    messages = send()
    assert {message.subject for message in messages.values()} == {"Sources of one page fell"}
    assert all("Grief" not in message.body for message in messages.values())
    assert all(late.title in message.body for message in messages.values())


# Until it is looked at again


def stopped(move):
    with pytest.raises(Refused) as caught:
        move()
    assert caught.value.code == "not_ready"
    return {str(finding.code) for finding in caught.value.findings}


def reworded(page, cast, **changes):
    edit_page(page, by=cast.editor, summary="Other words.", **changes)
    return submit_page(page, by=cast.editor, now=timezone.now())


def test_nothing_goes_on_with_it(cast, pages, sources):
    submitted, signed, planned = pages
    submission = reworded(submitted, cast)
    edit_page(signed, by=cast.editor, summary="Other words.")
    sign_off = sign_page(signed, cast, now=timezone.now())
    edit_page(planned, by=cast.editor, summary="Other words.")
    later = sign_page(planned, cast, now=timezone.now())
    soon = timezone.now() + timedelta(days=3)
    row = schedule(revision=later.revision, at=soon, by=cast.publisher, now=timezone.now())

    retract(sources)
    now = timezone.now()
    # What was planned is held, by itself.
    row.refresh_from_db()
    assert (row.cancelled_at is not None, row.ending_reason) == (
        True,
        "“On shame” is now known as: retracted. Held until its citation is looked at again.",
    )
    assert list(Publication.objects.scheduled(now)) == []
    fell = {"source_fell"}
    assert stopped(lambda: sign_submission(submission, by=cast.reviewer, now=now)) >= fell
    assert stopped(lambda: reworded(submitted, cast)) >= fell
    revision = sign_off.revision
    assert stopped(lambda: publish(revision=revision, by=cast.publisher, now=now)) >= fell
    plan = {"revision": revision, "at": now + timedelta(days=1), "by": cast.publisher, "now": now}
    assert stopped(lambda: schedule(**plan)) >= fell
    # Readers keep what they have, with the label.
    assert {standing["status"] for _, standing in read(pages)} == {"retracted"}


def test_until_the_citation_is_taken_out(editor, cast, pages, sources):
    retract(sources)
    page = pages[0]
    sections = [SectionDraft(heading="What it is", body=text("It hurts."))]
    edit_page(page, by=cast.editor, citations=[], outline=[], sections=sections)
    sign_off = sign_page(page, cast, now=timezone.now())
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    assert [head.split()[0] for head, *_ in listed(editor)] == ["Guilt", "Shame"]


def test_until_it_is_acknowledged_with_a_reason(editor, cast, pages, work, sources):
    retract(sources)
    page = Page.objects.get(pk=pages[0].pk)
    acknowledged = {"standing": "retracted", "reason": "The page is about this retraction."}
    again = CitationDraft(key=work.key, note="Why.", acknowledged=acknowledged)
    edit_page(page, by=cast.editor, citations=[again], at=timezone.now())
    sign_off = sign_page(page, cast, now=timezone.now())
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    assert [head.split()[0] for head, *_ in listed(editor)] == ["Guilt", "Shame"]
