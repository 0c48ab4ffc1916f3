"""Works as files: of a page, of the list of works, of one work."""

import json

import bibtexparser
import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import CitationDraft, SectionDraft
from delivery.models import Publication
from delivery.publishing import withdraw
from references.models import Reference
from tests.builders import NOW, cited, edit_page, make_page, make_reference, publish_page
from tests.delivery.anew import make_all_anew
from tests.delivery.clock import ages

TYPES = {
    "csl": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
}
SYMPTOM = "/api/v1/symptoms/shame/"
WORKS = "/api/v1/references/"
WORK = "/api/v1/references/30075356/"
BASE = "https://api.example.org/api/v1"


@pytest.fixture
def works(db):
    return [
        make_reference(
            pmid="30075356",
            doi="10.1000/shame(1)",
            title="Shame & the <i>self</i>.",
            authors=[{"family": "Author", "initials": "A"}],
            journal="Journal of Shame",
            year=2018,
        ),
        make_reference(pmid="", title="A book", kind="book", publisher="House", year=2001),
    ]


def cites(*works):
    return [CitationDraft(key=work.key) for work in works]


@pytest.fixture
def page(cast, works):
    page = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(body=cited("See", works[1].key))],
        citations=cites(*works),
    )
    return publish_page(page, cast).page


@pytest.fixture
def addresses(page):
    return [SYMPTOM, f"/api/v1/pages/{page.uuid}/", WORKS, WORK]


def titles(response):
    """The titles in a file, read by a program of others."""
    text = response.content.decode()
    if response["Content-Type"] == TYPES["csl"]:
        return [item["title"] for item in json.loads(text)]
    if response["Content-Type"] == TYPES["ris"]:
        return [record["title"] for record in rispy.loads(text)]
    assert response["Content-Type"] == TYPES["bibtex"]
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [entry["title"] for entry in library.entries]


TITLES = {
    "csl": ["A book", "Shame & the <i>self</i>"],
    "ris": ["A book", "Shame & the self"],
    "bibtex": ["A book", r"Shame \& the \emph{self}"],
}


@pytest.mark.parametrize("name", TYPES)
def test_it_works(client, addresses, name):
    for address in addresses:
        response = client.get(address, {"format": name})
        assert response.status_code == 200
        # Of a page in the order of its numbers.
        assert titles(response) == (TITLES[name][1:] if address == WORK else TITLES[name])


@pytest.mark.parametrize("name", TYPES)
def test_by_media_type_it_is_the_same_file(client, addresses, name):
    for address in addresses:
        named = client.get(address, {"format": name}, headers={"accept": "text/html"})
        accepted = client.get(address, headers={"accept": TYPES[name]})
        assert accepted.content == named.content
        for header in ("Content-Type", "ETag", "Content-Disposition", "Cache-Control", "Vary"):
            assert accepted[header] == named[header]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (f"{TYPES['ris']}, application/json;q=0.5", TYPES["ris"]),
        (f"{TYPES['ris']};q=0.5, application/json", "application/json"),
        (f"{TYPES['ris']};q=0.5, {TYPES['bibtex']};q=0.7, */*;q=0.1", TYPES["bibtex"]),
        (f"text/html, {TYPES['csl']};q=0.1", TYPES["csl"]),
        (f"{TYPES['csl']}, {TYPES['ris']}", TYPES["csl"]),
        (f"{TYPES['ris']}, */*", TYPES["ris"]),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("application/*", "application/json"),
    ],
)
def test_what_the_reader_likes_best(client, page, accept, media_type):
    assert client.get(SYMPTOM, headers={"accept": accept})["Content-Type"] == media_type


def test_json_by_name_whatever_is_accepted(client, page):
    response = client.get(SYMPTOM, {"format": "json"}, headers={"accept": TYPES["ris"]})
    assert response.content == client.get(SYMPTOM).content


def test_the_names_of_the_files(client, page, works):
    names = {
        (SYMPTOM, "csl"): "shame-references.csl.json",
        (f"/api/v1/pages/{page.uuid}/", "ris"): "shame-references.ris",
        (WORKS, "bibtex"): "references.bib",
        (WORK, "ris"): "pmid-30075356.ris",
        (f"{WORKS}{works[1].uuid}/", "ris"): f"reference-{works[1].uuid}.ris",
    }
    for (address, name), expected in names.items():
        disposition = client.get(address, {"format": name})["Content-Disposition"]
        assert disposition == f'attachment; filename="{expected}"'
    assert "Content-Disposition" not in client.get(SYMPTOM)


def test_the_headers_are_those_of_the_document(client, page):
    page_file, page_json = client.get(SYMPTOM, {"format": "ris"}), client.get(SYMPTOM)
    for header in (
        "Cache-Control",
        "Vary",
        "Surrogate-Key",
        "Cache-Tag",
        "Content-Language",
        "Link",
        "Last-Modified",
        "Access-Control-Allow-Origin",
    ):
        assert page_file[header] == page_json[header]


def test_a_file_has_a_tag_of_its_own(client, addresses):
    for address in addresses:
        tags = {name: client.get(address, {"format": name})["ETag"] for name in ("json", *TYPES)}
        assert len(set(tags.values())) == 4
        for name, tag in tags.items():
            for other in tags:
                again = client.get(
                    address, {"format": other}, headers={"if-none-match": f'"x", W/{tag}'}
                )
                assert again.status_code == (304 if other == name else 200)
                assert ages(again)["public"] is None


def test_files_without_works_have_tags_of_their_own(client, cast):
    publish_page(make_page(by=cast.editor, slug="shame"), cast)
    answers = [client.get(SYMPTOM, {"format": name}) for name in TYPES]
    assert [answer.content for answer in answers] == [b"[]", b"", b""]
    assert len({answer["ETag"] for answer in answers}) == 3


def test_what_is_known_changes_the_file(client, page, works):
    before = client.get(SYMPTOM, {"format": "csl"})
    Reference.objects.filter(pk=works[0].pk).update(standing="retracted", standing_checked_at=NOW)
    make_all_anew(now=NOW)
    after = client.get(SYMPTOM, {"format": "csl"}, headers={"if-none-match": before["ETag"]})
    assert [item["custom"]["standing"] for item in before.json()] == ["unknown", "unknown"]
    assert [item["custom"]["standing"] for item in after.json()] == ["unknown", "retracted"]


@pytest.mark.parametrize("name", TYPES)
def test_the_number_of_queries(client, addresses, name):
    for address in addresses:
        counts = []
        etag = client.get(address, {"format": name})["ETag"]
        for headers in ({}, {"if-none-match": etag}):
            with CaptureQueriesContext(connection) as queries:
                client.get(address, {"format": name}, headers=headers)
            counts.append(len(queries))
        assert counts == ([2, 2] if address == WORKS else [1, 1])


def test_stored_bytes_that_are_not_true_are_not_exported(client, page, works):
    Reference.objects.filter(pk=works[0].pk).update(title="Another title")
    Publication.objects.update(presenter="another")
    assert titles(client.get(SYMPTOM, {"format": "ris"})) == ["A book", "Another title"]


def test_only_what_live_pages_cite(client, cast, page, works):
    draft = make_reference(title="Leaked")
    edit_page(page, by=cast.editor, citations=cites(*works, draft))
    make_page(by=cast.editor, slug="draft", citations=[CitationDraft(key=draft.key)])
    for address in (SYMPTOM, WORKS):
        assert "Leaked" not in client.get(address, {"format": "ris"}).content.decode()
    assert client.get(f"{WORKS}{draft.uuid}/", {"format": "ris"}).status_code == 404
    assert client.get("/api/v1/symptoms/draft/", {"format": "ris"}).status_code == 404


def test_a_page_that_moved_or_went(client, cast, page):
    edit_page(page, by=cast.editor, slug="shames")
    publish_page(page, cast)
    response = client.get(SYMPTOM, {"format": "ris"})
    assert response.status_code == 308
    assert response["Location"] == f"{BASE}/symptoms/shames/?format=ris"
    assert client.get(SYMPTOM, headers={"accept": TYPES["ris"]})["Location"] == (
        f"{BASE}/symptoms/shames/"
    )
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW.replace(day=3))
    for headers in ({}, {"accept": TYPES["ris"]}):
        gone = client.get("/api/v1/symptoms/shames/", headers=headers)
        assert (gone.status_code, gone.json()["code"]) == (410, "gone")
    assert client.get(WORK, {"format": "bibtex"}).status_code == 404


def test_as_of(client, cast, page, works):
    edit_page(page, by=cast.editor, citations=cites(*works, make_reference(title="Newer")))
    publish_page(page, cast, now=NOW.replace(day=5))
    now = client.get(SYMPTOM, {"format": "ris"})
    then = client.get(SYMPTOM, {"format": "ris", "as_of": "2026-11-03T00:00:00Z"})
    assert titles(now) == [*TITLES["ris"], "Newer"]
    assert titles(then) == TITLES["ris"]


def test_another_language_stands_in(client, page):
    response = client.get(SYMPTOM, {"format": "ris", "locale": "es"})
    assert (response.status_code, response["Content-Language"]) == (200, "en")
    assert response.content == client.get(SYMPTOM, {"format": "ris"}).content


def test_a_list_comes_in_slices(client, page):
    first = client.get(WORKS, {"format": "bibtex", "limit": 1})
    assert titles(first) == ["A book"]
    following = (
        first["Link"].partition(">")[0].removeprefix("<").removeprefix(f"{BASE}/references/")
    )
    assert "format=bibtex" in following
    assert titles(client.get(WORKS + following)) == [r"Shame \& the \emph{self}"]


@pytest.mark.parametrize("name", TYPES)
def test_head(client, addresses, name):
    for address in addresses:
        got, head = (ask(address, {"format": name}) for ask in (client.get, client.head))
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
        assert head["Content-Type"] == TYPES[name]


@pytest.mark.parametrize("query", ["fields=title", "rich=text", "fields=title&rich=text"])
def test_a_file_is_not_trimmed(client, addresses, query):
    for address in addresses:
        for answer in (
            client.get(f"{address}?{query}&format=ris"),
            client.get(f"{address}?{query}", headers={"accept": TYPES["ris"]}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")


def test_a_file_has_no_place_for_the_count(client, page):
    response = client.get(WORKS, {"format": "ris", "count": "exact"})
    assert response.status_code == 400
    assert response.json()["detail"] == (
        "count: only JSON knows it: leave count out, or ask for format=json."
    )


def test_unknown_formats(client, addresses):
    for address in addresses:
        response = client.get(address, {"format": "endnote"})
        assert response.status_code == 400
        assert response.json()["detail"] == "format: give json or csl or ris or bibtex."
        assert client.get(f"{address}?format=ris&format=ris").status_code == 400
        response = client.get(address, headers={"accept": "application/marc"})
        assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_what_has_no_works_has_no_files(client, cast, page):
    for path in ("people/", "symptoms/", "sections/", f"people/{cast.reviewer.person.slug}/"):
        response = client.get(f"/api/v1/{path}", {"format": "ris"})
        assert (response.status_code, response.json()["detail"]) == (400, "format: give json.")
        accepted = client.get(f"/api/v1/{path}", headers={"accept": TYPES["ris"]})
        assert accepted.status_code == 406
