"""What public documents say of the standing of a work: since when, who says so, in which notice."""

from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, makes_anew
from tests.delivery.reading import shown
from tests.references.events import NOTICE, fall

RETRACTED = {
    "status": "retracted",
    "checked_at": "2026-11-02T12:00:00.000000Z",
    "sources": ["pubmed"],
    "notice": NOTICE,
}


def test_a_retraction(neighbourhood):
    with makes_anew(SHAME, PTSD, WORK):
        fall(neighbourhood.work, at=AT)
    for title in (SHAME, PTSD):
        (reference,) = shown(title)["references"]
        assert reference["standing"] == RETRACTED


def test_on_the_work_itself(neighbourhood, client):
    fall(neighbourhood.work, at=AT)
    work = client.get(f"/api/v1/references/{neighbourhood.work.uuid}/").json()
    assert work["standing"] == RETRACTED
    (listed,) = client.get("/api/v1/references/").json()["results"]
    assert listed["standing"] == RETRACTED


def test_a_notice_that_is_not_named(neighbourhood):
    fall(neighbourhood.work, at=AT, raw="D016441 Retracted Publication", notice={})
    (reference,) = shown(SHAME)["references"]
    assert reference["standing"] == RETRACTED | {"notice": None}


def test_of_a_notice_what_is_known(neighbourhood):
    fall(neighbourhood.work, at=AT, notice={"pmid": "32461339", "note": "Not for readers."})
    (reference,) = shown(SHAME)["references"]
    notice = {"pmid": "32461339", "doi": None, "citation": None}
    assert reference["standing"] == RETRACTED | {"notice": notice}


def test_a_work_that_stands(neighbourhood):
    fall(neighbourhood.work, "current", at=AT)
    (reference,) = shown(SHAME)["references"]
    assert reference["standing"] == RETRACTED | {"status": "current", "notice": None}
