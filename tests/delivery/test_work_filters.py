"""Each filter of the list of works: what it finds, alone, with others and with several values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import AssociationDraft, CitationDraft
from delivery.models import Document, Link, LinkRole
from delivery.publishing import withdraw
from delivery.sorting import sort_key
from references.citation_styles import known_standing
from references.models import Reference, Standing
from tests.builders import NOW, make_page, make_reference, publish_page, sign_page, text
from tests.delivery.anew import finish
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.lists import slices
from tests.delivery.rows import make_row
from tests.sizes import size

PATH = "/api/v1/references/"
ADDRESS = f"https://api.example.org{PATH}"


def titles(response):
    assert response.status_code == 200, response.json()
    return [work["title"] for work in response.json()["results"]]


def found(client, **parameters):
    return titles(client.get(PATH, parameters))


def cite(cast, *works, **fields):
    citations = [CitationDraft(key=work.key) for work in works]
    return publish_page(make_page(by=cast.editor, citations=citations, **fields), cast)


@pytest.fixture
def works(cast):
    """Four works that a page cites, and one like them that nobody cites."""
    fields = {
        "trial": {
            "year": 2015,
            "publication_types": ["Clinical Trial, Phase I", "Journal Article"],
            "journal": "Lancet (London, England)",
            "journal_abbreviation": "Lancet",
            "issn": "0140-6736",
        },
        "review": {"year": 2018, "publication_types": ["Review"], "journal": "Emotion"},
        "old": {"year": 1979, "publication_types": ["Journal Article"], "journal": "Ärzteblatt"},
        "bare": {},
    }
    made = {title: make_reference(title=title, **given) for title, given in fields.items()}
    cite(cast, *made.values(), slug="shame")
    make_reference(title="nobody's", year=2018, publication_types=["Review"], journal="Emotion")
    return made


class TestWhatIsKnown:
    def test_standing(self, client, cast):
        works = [make_reference(title=f"{each} {place}") for each in Standing for place in "12"]
        cite(cast, *works)
        for work in works:
            work.standing, place = work.title.split()
            work.standing_checked_at = NOW if place == "1" else None
        Reference.objects.bulk_update(works, ["standing", "standing_checked_at"])
        for standing in Standing:
            expected = [work.title for work in works if known_standing(work) == standing]
            assert found(client, standing=standing, limit=100) == sorted(expected)
        both = found(client, standing="retracted,current")
        assert both == ["current 1", "retracted 1"]

    def test_publication_type(self, client, works):
        assert found(client, publication_type="Review") == ["review"]
        assert found(client, publication_type="Journal Article") == ["old", "trial"]
        assert found(client, publication_type="Review,Journal Article") == [
            "old",
            "review",
            "trial",
        ]
        # The commas of a name.
        assert found(client, publication_type="Clinical Trial, Phase I") == ["trial"]
        assert found(client, publication_type="Review,Clinical Trial, Phase I") == [
            "review",
            "trial",
        ]
        for word in (
            "Clinical Trial",
            "review",
            "Rev",
            "%",
            "Rev_ew",
            '"Review"',
            "[]",
            "é\U0001f986",
        ):
            assert found(client, publication_type=word) == []

    def test_year(self, client, works):
        assert found(client, year="2018") == ["review"]
        assert found(client, year="2018,1979") == ["old", "review"]
        assert found(client, year="0000") == found(client, year="9999") == []

    def test_years_from_and_to(self, client, works):
        assert found(client, year_from="2015") == ["review", "trial"]
        assert found(client, year_to="2015") == ["old", "trial"]
        assert found(client, year_from="1980", year_to="2017") == ["trial"]
        assert found(client, year_from="2018", year_to="1979") == []

    def test_journal(self, client, works):
        for words in ("Lancet (London, England)", "Lancet", "0140-6736"):
            assert found(client, journal=words) == ["trial"]
        assert found(client, journal="Emotion,Lancet (London, England)") == ["review", "trial"]
        assert found(client, journal="Ärzteblatt") == ["old"]
        assert found(client, journal="emotion") == found(client, journal="Lancet%") == []

    def test_several_at_once(self, client, works):
        assert found(client, publication_type="Journal Article", year_from="2000") == ["trial"]
        assert found(client, standing="unknown", journal="Emotion", year="2018") == ["review"]
        assert found(client, standing="current", journal="Emotion") == []

    def test_as_files(self, client, works):
        answer = client.get(PATH, {"year": "2018", "format": "ris"}).content.decode()
        assert answer.count("TY  - ") == 1


class TestCitedBy:
    def test_it_works(self, client, cast):
        works = {name: make_reference(title=name) for name in ("a", "b", "both")}
        first = cite(cast, works["a"], works["both"], slug="shame")
        cite(cast, works["b"], works["both"], slug="guilt", kind="article", article_type="guide")
        assert found(client, cited_by="symptom|shame") == ["a", "both"]
        assert found(client, cited_by="article|guilt") == ["b", "both"]
        assert found(client, cited_by="symptom|shame,article|guilt") == ["a", "b", "both"]
        assert found(client, cited_by=str(first.page_uuid)) == ["a", "both"]
        assert found(client, cited_by=f"{first.page_uuid},article|guilt") == ["a", "b", "both"]
        for nothing in (
            "symptom|guilt",
            "symptom|nothing",
            "condition|shame",
            str(works["a"].uuid),
        ):
            assert found(client, cited_by=nothing) == []

    def test_it_is_what_the_document_says(self, client, library):
        for work in client.get(PATH, {"limit": 100}).json()["results"]:
            document = client.get(work["api_url"].removeprefix("https://api.example.org")).json()
            assert document["cited_by"]
            for page in document["cited_by"]:
                named = f"{page['kind']}|{page['slug']}"
                assert work["title"] in found(client, cited_by=named, limit=100)
                assert work["title"] in found(client, cited_by=page["id"], limit=100)

    def test_a_slug_names_the_topic_in_every_language(self, client, cast):
        works = {name: make_reference(title=name) for name in ("en", "es")}
        row = cite(cast, works["en"], slug="shame")
        spanish = cite(cast, works["es"], slug="verguenza", locale="es", topic=row.topic)
        assert found(client, cited_by="symptom|shame") == ["en", "es"]
        assert found(client, cited_by="symptom|verguenza") == ["en", "es"]
        assert found(client, cited_by=str(spanish.page_uuid)) == ["es"]

    def test_only_live_pages_and_those_of_then(self, client, cast):
        work = make_reference(title="a")
        row = cite(cast, work, slug="shame")
        cite(cast, work, slug="guilt")
        withdraw(page=row.page, by=cast.publisher, reason="Old.", now=NOW + timedelta(days=1))
        then = (NOW + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
        for page in ("symptom|shame", str(row.page_uuid)):
            assert found(client, cited_by=page) == []
            assert found(client, cited_by=page, as_of=then) == ["a"]

    def test_what_a_condition_shows_of_others_is_not_its_own(self, client, cast):
        ptsd = publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
        association = AssociationDraft(
            condition=ptsd.topic, name="PTSD", explanation=text("Often.")
        )
        cite(cast, make_reference(title="a"), slug="shame", associations=[association])
        assert found(client, cited_by="condition|ptsd") == []
        assert found(client, cited_by="symptom|shame") == ["a"]


class TestCursors:
    def test_they_belong_to_the_filters(self, client, works):
        parameters = "limit=1&publication_type=Journal%20Article"
        shown = [titles(each) for each in slices(client, f"{ADDRESS}?{parameters}", "next")]
        assert shown == [["old"], ["trial"]]
        cursor = client.get(f"{PATH}?{parameters}").json()["next"].partition("cursor=")[2]
        for other in (
            "",
            "publication_type=Review",
            "publication_type=Journal%20Article&year=1979",
        ):
            response = client.get(f"{PATH}?limit=1&{other}&cursor={cursor}".replace("&&", "&"))
            assert response.status_code == 400
            assert response.json()["detail"].startswith("cursor: it belongs to another list")

    def test_both_ways(self, client, works):
        last = client.get(f"{PATH}?limit=1&ordering=-title&year_to=2015").json()["next"]
        (back,) = slices(client, last, "next")
        assert titles(back) == ["old"]
        assert [titles(each) for each in slices(client, back.json()["previous"], "previous")] == [
            ["trial"]
        ]


class TestCaching:
    def test_a_page_that_bears_the_slug_comes_soon(self, client, cast):
        """A page in another language, without sources, brings those of its topic under its slug."""
        row = cite(cast, make_reference(title="a"), slug="shame")
        finish()
        named = {"cited_by": "symptom|pena"}
        assert (found(client, **named), kept_at_most(client.get(PATH, named))) == ([], 1020)
        soon = make_page(by=cast.editor, slug="pena", locale="es", topic=row.topic)
        make_row(sign_page(soon, cast), live_from=ahead(seconds=90))
        assert 60 <= kept_at_most(client.get(PATH, named)) <= 90

    def test_the_page_that_cites_goes_soon(self, client, cast):
        work = make_reference(title="a")
        page = make_page(by=cast.editor, slug="shame", citations=[CitationDraft(key=work.key)])
        make_row(sign_page(page, cast), live_from=NOW, live_until=ahead(seconds=90))
        finish()
        assert 60 <= kept_at_most(client.get(PATH, {"cited_by": "symptom|shame"})) <= 90


ASKED = [
    {"standing": "unknown,retracted"},
    {"publication_type": "Review,Clinical Trial, Phase I"},
    {"year": "2018,2019"},
    {"year_from": "2000", "year_to": "2020"},
    {"journal": "Emotion,Lancet (London, England)"},
    {"cited_by": "symptom|shame,symptom|nothing"},
    {"standing": "unknown", "publication_type": "Review", "year": "2018", "journal": "Emotion"},
]


@pytest.mark.sized
@pytest.mark.parametrize("works_in_all", [10, size(100, soak=1000)])
def test_the_query_counts_are_fixed(client, cast, works_in_all):
    """The rows, and when the list becomes another."""
    row = publish_page(make_page(by=cast.editor, slug="shame"), cast)
    fields = {"year": 2018, "journal": "Emotion", "publication_types": ["Review"]}
    works = Reference.objects.bulk_create(
        Reference(title=f"Work {number}", **fields) for number in range(works_in_all)
    )
    Link.objects.bulk_create(
        Link(publication=row, role=LinkRole.CITATION, reference=work) for work in works
    )
    Document.objects.bulk_create(
        Document(reference=work, uuid=work.uuid, sort_key=sort_key(work.title)) for work in works
    )
    finish()
    for parameters in ASKED:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(PATH, {**parameters, "limit": 100})
        assert len(titles(response)) == min(works_in_all, 100), parameters
        assert len(queries) == 2, parameters
        with CaptureQueriesContext(connection) as queries:
            counted = client.get(PATH, {**parameters, "count": "exact"})
        assert (counted.json()["count"], len(queries)) == (works_in_all, 3), parameters
