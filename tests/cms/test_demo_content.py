"""The demo is a small, whole library: every page of it passes for what a site would publish."""

import re

from articles.models import Association, ContentFlag, Kind, Page
from articles.richtext.walk import nodes_of
from delivery.models import Publication
from delivery.presenting import present
from delivery.readiness import readiness, readiness_of
from references.models import Reference
from review.findings import Code, Severity
from review.models import SubmissionState
from tests.builders import NOW
from tests.delivery.openapi import assert_valid

CONDITIONS = {
    "depression",
    "ptsd",
    "complex-ptsd",
    "social-anxiety-disorder",
    "generalized-anxiety-disorder",
    "panic-disorder",
    "ocd",
    "bipolar-disorder",
}
SYMPTOMS = {
    "shame",
    "guilt",
    "anhedonia",
    "rumination",
    "intrusive-thoughts",
    "insomnia",
    "emotional-numbness",
    "hopelessness",
}
ARTICLES = {
    "ketamine-assisted-psychotherapy-shame",
    "shame-and-guilt",
    "first-visit-guide",
    "asking-about-suicide",
}
CRISIS = {ContentFlag.SUICIDE, ContentFlag.SELF_HARM}
# The demo's own states: one page is past its review date, one has changes that wait.
OVERDUE, CHANGED = "rumination", "panic-disorder"


def live():
    return Publication.objects.live(NOW).select_related("revision", "page")


def documents():
    return [present(row.revision.snapshot, publication=row, at=NOW).document for row in live()]


def test_what_there_is(demo):
    slugs = {kind: set() for kind in Kind.values}
    for row in live().filter(locale="en"):
        slugs[row.kind].add(row.slug)
    assert slugs == {"condition": CONDITIONS, "symptom": SYMPTOMS, "article": ARTICLES}
    assert [row.slug for row in live().filter(locale="es")] == ["verguenza"]
    assert Reference.objects.count() >= 20
    assert Association.objects.filter(page__locale="en").count() >= 30


def test_every_state_can_be_seen(demo, client):
    assert [row.slug for row in Publication.objects.scheduled(NOW)] == ["winter-and-mood"]
    gone = client.get("/api/v1/articles/ketamine-at-home/")
    assert (gone.status_code, gone.json()["ending"]["successor"]["kind"]) == (410, "article")
    moved = client.get("/api/v1/symptoms/numbness/")
    assert (moved.status_code, moved["Location"].rpartition("v1")[2]) == (
        308,
        "/symptoms/emotional-numbness/",
    )
    due = {row.slug for row in live() if row.review_due <= NOW}
    assert due == {OVERDUE}
    waiting = Page.objects.filter(submissions__state=SubmissionState.IN_REVIEW)
    assert [page.slug for page in waiting] == [CHANGED]


def test_every_page_was_ready_when_it_became_public(demo):
    stopped = {
        f"{row.path}: {finding.text}"
        for row in Publication.objects.all().select_related("revision", "page")
        for finding in readiness_of(row.revision.snapshot, page=row.page, at=row.live_from)
        if finding.severity == Severity.BLOCKER
    }
    assert stopped == set()


def test_every_page_is_ready_today(demo):
    """Nothing but what cannot be known here: whether a source was retracted."""
    found = {
        (page.slug, finding.code, finding.place.split(".")[0])
        for page in Page.objects.all()
        for finding in readiness(page, NOW)
        if finding.code != Code.SOURCE_UNCHECKED
    }
    by_design = {
        (OVERDUE, Code.SIGN_OFF_OVERDUE),
        (CHANGED, Code.UNSIGNED),
        # In Spanish there is one page: the names of conditions lead nowhere.
        ("verguenza", Code.CONDITION_NOT_LIVE),
        ("verguenza", Code.LINK_NOT_LIVE),
    }
    assert {entry for entry in found if entry[:2] not in by_design} == set()


def test_every_document_is_as_described(demo):
    for document in documents():
        assert_valid("Page", document)


def test_every_citation_mark_leads_to_a_source(demo):
    for document in documents():
        numbers = {source["number"] for source in document["references"]}
        marks = [node["attrs"] for node in nodes_of(document) if node.get("type") == "citation"]
        assert {number for mark in marks for number in mark["numbers"]} <= numbers
        assert all(source["title"] != source["key"] for source in document["references"])


def test_every_link_is_live(demo, client):
    """A link in English whose page is not public would lose its mark; none has."""
    for row in live().filter(locale="en"):
        document = present(row.revision.snapshot, publication=row, at=NOW).document
        written = [
            mark["attrs"]["topic"]
            for node in nodes_of(row.revision.snapshot.clinical)
            for mark in node.get("marks", [])
            if mark["type"] == "pageLink"
        ]
        shown = [
            mark["attrs"]["path"]
            for node in nodes_of(document)
            for mark in node.get("marks", [])
            if mark["type"] == "pageLink"
        ]
        assert len(shown) >= len(written)
        paths = {*shown, *(card["path"] for card in document["related"])}
        for path in sorted(paths):
            assert client.get("/api/v1/resolve/", {"path": path}).json()["outcome"] == "content", (
                path
            )


def test_pages_on_suicide_show_help(demo):
    flagged = [document for document in documents() if CRISIS & set(document["content_flags"])]
    assert len(flagged) >= 2
    for document in flagged:
        names = [resource["name"] for resource in document["crisis_resources"]]
        assert "988 Suicide & Crisis Lifeline" in names


def test_ketamine_is_never_without_its_disclosure(demo):
    for document in documents():
        if not re.search("ketamin", str(document["sections"]), re.IGNORECASE):
            continue
        pinned = [section["treatment"] for section in document["sections"] if section["treatment"]]
        assert pinned, document["path"]


def test_people_are_fictional(demo):
    names = {person["printed_name"] for document in documents() for person in document["byline"]}
    assert names == {"Rowan Sample"}
