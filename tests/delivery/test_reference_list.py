"""Works that live pages cite."""

from articles.drafts import CitationDraft
from delivery.models import Document
from delivery.publishing import withdraw
from references.facts import work_changed
from references.models import Reference
from review.ledger import ledger_turn
from tests.builders import NOW, make_page, make_reference, publish_page, sign_page
from tests.delivery.anew import finish
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.documents import NO_DETAILS
from tests.delivery.lists import slices
from tests.delivery.rows import make_row

PATH = "/api/v1/references/"


def titles(response):
    return [work["title"] for work in response.json()["results"]]


def cite(cast, *works, **fields):
    citations = [CitationDraft(key=work.key) for work in works]
    return make_page(by=cast.editor, citations=citations, **fields)


def test_it_works(client, cast):
    work = make_reference(
        pmid="30075356",
        doi="10.1000/shame",
        title="Shame & depression.",
        authors=[{"family": "Author", "initials": "A"}],
        journal="Journal of Shame",
        year=2018,
        publication_types=["Review"],
    )
    publish_page(cite(cast, work), cast)
    assert client.get(PATH).json() == {
        "results": [
            {
                "key": "pmid:30075356",
                "id": str(work.uuid),
                "pmid": "30075356",
                "doi": "10.1000/shame",
                "pmcid": None,
                "title": "Shame & depression.",
                "authors": [
                    {
                        "family": "Author",
                        "given": None,
                        "initials": "A",
                        "particle": None,
                        "suffix": None,
                        "group": None,
                    }
                ],
                "journal": "Journal of Shame",
                "year": 2018,
                **NO_DETAILS,
                "publication_types": ["Review"],
                "standing": {
                    "status": "unknown",
                    "checked_at": None,
                    "sources": [],
                    "notice": None,
                },
                "formatted": {
                    "ama": "Author A. Shame &amp; depression. <i>Journal of Shame</i>. 2018. "
                    "doi:10.1000/shame",
                    "nlm": "Author A. Shame &amp; depression. Journal of Shame. 2018. doi:10.1000/shame "
                    "PubMed PMID: 30075356.",
                    "apa": "Author, A. (2018). Shame &amp; depression. <i>Journal of Shame</i>. "
                    "https://doi.org/10.1000/shame",
                },
                "links": {
                    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/30075356/",
                    "pmc": None,
                    "doi": "https://doi.org/10.1000/shame",
                },
                "api_url": "https://api.example.org/api/v1/references/30075356/",
            }
        ],
        "next": None,
        "previous": None,
    }


def test_only_what_live_pages_cite_in_whatever_language(client, cast):
    works = {name: make_reference(title=name) for name in ("live", "es", "gone", "draft", "none")}
    publish_page(cite(cast, works["live"]), cast)
    publish_page(cite(cast, works["es"], locale="es"), cast)
    gone = publish_page(cite(cast, works["gone"], works["live"]), cast)
    withdraw(page=gone.page, by=cast.publisher, reason="Old.", now=NOW)
    cite(cast, works["draft"])
    assert Reference.objects.count() == 5
    assert titles(client.get(PATH)) == ["es", "live"]
    then = {"as_of": "2026-11-02T12:00:00Z"}
    assert titles(client.get(PATH, then)) == ["es", "live"]


def test_by_title(client, cast):
    for title in ("b", "Ä", "a", "C", "Č"):
        publish_page(cite(cast, make_reference(title=title)), cast)
    shown = titles(client.get(PATH))
    assert [title.upper() for title in shown[2]] == ["B"]
    assert ({*shown[:2]}, {*shown[3:]}) == ({"Ä", "a"}, {"C", "Č"})
    assert titles(client.get(PATH, {"ordering": "-title"})) == shown[::-1]
    start = f"https://api.example.org{PATH}?limit=2"
    assert [title for part in slices(client, start, "next") for title in titles(part)] == shown


def test_a_title_that_changed_while_nobody_cited_the_work(client, cast):
    """A page that begins to cite it finds it in its place, before anybody has made its bytes."""
    work = make_reference(title="Zebra")
    gone = publish_page(cite(cast, work), cast)
    withdraw(page=gone.page, by=cast.publisher, reason="Old.", now=NOW)
    Reference.objects.filter(pk=work.pk).update(title="Aardvark")
    with ledger_turn(now=NOW) as turn:
        work_changed(work=work, at=turn.at, turn=turn)
    row = Document.objects.get(reference=work)
    assert (bytes(row.sort_key), row.etag) == (b"aardvark", "")


def test_what_is_refused(client, db):
    response = client.get(PATH, {"ordering": "name"})
    assert response.json()["detail"] == "ordering: give title or -title."
    assert client.get(PATH, {"locale": "en"}).json()["detail"] == (
        "The parameters here are standing, publication_type, year, year_from, year_to, journal, "
        "cited_by, ordering, limit, cursor, count, fields, rich, as_of, format."
    )


class TestCaching:
    def test_a_page_that_comes_soon_cites_another(self, client, cast):
        publish_page(cite(cast, make_reference()), cast)
        finish()
        assert kept_at_most(client.get(PATH)) == 1020
        make_row(sign_page(cite(cast), cast), live_from=ahead(seconds=90))
        assert kept_at_most(client.get(PATH)) == 1020
        make_row(sign_page(cite(cast, make_reference()), cast), live_from=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH)) <= 90

    def test_the_only_page_that_cites_it_goes_soon(self, client, cast):
        make_row(
            sign_page(cite(cast, make_reference(title="A")), cast),
            live_from=NOW,
            live_until=ahead(seconds=90),
        )
        publish_page(cite(cast, make_reference(title="B")), cast)
        finish()
        assert 60 <= kept_at_most(client.get(PATH)) <= 90
        backwards = {"ordering": "-title", "limit": 1}
        # Because of the row behind, which is why there is a next slice.
        assert 60 <= kept_at_most(client.get(PATH, backwards)) <= 90
