"""A work by itself: there exactly while a live page cites it."""

import pytest

from articles.drafts import CitationDraft, SectionDraft
from delivery.publishing import withdraw
from references.models import Reference
from review.records import instant
from tests.builders import NOW, cited, make_page, make_reference, publish_page
from tests.delivery.anew import make_all_anew
from tests.delivery.documents import NO_DETAILS
from tests.delivery.problems import problem


@pytest.fixture
def work(db):
    return make_reference(
        pmid="30075356",
        doi="10.1000/shame",
        title="Shame and depression.",
        journal="Journal of Shame",
        year=2018,
    )


@pytest.fixture
def page(cast, work):
    page = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(body=cited("See", work.key))],
        citations=[CitationDraft(key=work.key, note="On depression.")],
    )
    return publish_page(page, cast).page


PATH = "/api/v1/references/30075356/"
UNKNOWN = "7e6e3f0c-3c40-4f0e-9d6c-0d4a6a4b2f11"


def test_it_works(client, page, work):
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.json() == {
        "key": "pmid:30075356",
        "id": str(work.uuid),
        "pmid": "30075356",
        "doi": "10.1000/shame",
        "pmcid": None,
        "title": "Shame and depression.",
        "authors": [],
        "journal": "Journal of Shame",
        "year": 2018,
        **NO_DETAILS,
        "publication_types": [],
        "standing": {"status": "unknown", "checked_at": None, "sources": [], "notice": None},
        "formatted": {
            "ama": "Shame and depression. <i>Journal of Shame</i>. 2018. doi:10.1000/shame",
            "nlm": "Shame and depression. Journal of Shame. 2018. doi:10.1000/shame "
            "PubMed PMID: 30075356.",
            "apa": "Shame and depression. (2018). <i>Journal of Shame</i>. "
            "https://doi.org/10.1000/shame",
        },
        "links": {
            "pubmed": "https://pubmed.ncbi.nlm.nih.gov/30075356/",
            "pmc": None,
            "doi": "https://doi.org/10.1000/shame",
        },
        "api_url": "https://api.example.org/api/v1/references/30075356/",
        "cited_by": [
            {
                "id": str(page.uuid),
                "topic": str(page.topic.uuid),
                "kind": "symptom",
                "locale": "en",
                "slug": "shame",
                "path": "/symptoms/shame/",
                "web_url": "https://www.example.org/symptoms/shame/",
                "api_url": "https://api.example.org/api/v1/symptoms/shame/",
                "title": "Shame",
                "note": "On depression.",
                "fingerprint": page.fingerprint,
            }
        ],
    }
    assert response["Surrogate-Key"] == f"reference-{work.uuid}"
    assert response["Last-Modified"] == "Sun, 01 Nov 2026 12:00:00 GMT"
    assert client.get(f"/api/v1/references/{work.uuid}/").content == response.content


def test_conditional_requests(client, page, work):
    etag = client.get(PATH)["ETag"]
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 304
    Reference.objects.update(title="Retracted: shame and depression.")
    make_all_anew(now=NOW)
    assert client.get(PATH, headers={"if-none-match": etag}).status_code == 200


def test_fields(client, page):
    response = client.get(PATH, {"fields": "title,cited_by.slug", "format": "json"})
    assert response.json() == {
        "title": "Shame and depression.",
        "cited_by": [{"slug": "shame"}],
    }


def test_it_goes_with_the_last_page(client, cast, page, work):
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW.replace(day=3))
    response = client.get(PATH)
    assert response.status_code == 404
    assert response.json() == problem(
        response,
        title="Not Found",
        status=404,
        code="not_found",
        detail="There is nothing at this address.",
    )
    then = client.get(PATH, {"as_of": instant(NOW.replace(day=2))})
    assert [each["slug"] for each in then.json()["cited_by"]] == ["shame"]
    before = client.get(PATH, {"as_of": instant(NOW.replace(year=2020))})
    assert before.status_code == 404


def test_a_work_that_only_drafts_cite(client, cast, work):
    make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    assert client.get(PATH).status_code == 404


@pytest.mark.parametrize(
    "identifier",
    [
        "1",
        "030075356",
        "30075356x",
        "99999999999",
        "10.1000",
        "pmid:30075356",
        "%00",
        "x" * 9_999,
        UNKNOWN,
        UNKNOWN.replace("-", ""),
        "{" + UNKNOWN + "}",
    ],
)
def test_what_names_no_work(client, page, identifier):
    response = client.get(f"/api/v1/references/{identifier}/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("query", ["locale=en", "as_of=2999-01-01T00:00:00Z", "fields=slug"])
def test_parameters_that_are_refused(client, page, query):
    assert client.get(f"{PATH}?{query}").status_code == 400
