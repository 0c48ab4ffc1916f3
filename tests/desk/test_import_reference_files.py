"""The command that brings works in from files of reference managers: RIS, .nbib and CSL-JSON."""

import json

import pytest
from django.db import models

from references.exports import ExportFormat, export
from references.models import Reference, SourceAnswer
from tests.builders import NOW, make_reference
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, make_neighbourhood, makes_anew
from tests.delivery.reading import shown
from tests.desk.test_import_references import run, summary
from tests.references.citation_cases import CASES
from tests.references.imports.reading import lines
from tests.references.imports.test_medline import ARTICLE as NBIB
from tests.references.imports.test_ris import ARTICLE as RIS
from tests.references.pubmed.files import article, pubmed_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path):
    def write(content, name="works.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def ris(*given, kind="JOUR"):
    return lines(f"TY  - {kind}", *given, "ER  - ")


def everything():
    """What is known of all works, instants and ids included."""
    return list(Reference.objects.order_by("pk").values())


def test_each_format_by_its_content(write):
    csl = json.dumps([{"type": "book", "title": "Grief", "ISBN": "0-306-40615-2"}])
    files = [
        write(RIS.replace("30075356", "1").replace("DO  -", "XX  -"), "a.nbib"),
        write(NBIB, "b.ris"),
        write(csl, "c.xml"),
        write(pubmed_set(article("4")), "d.json"),
    ]
    assert run(*files) == ([summary(file, added=1) for file in files], [], "")
    assert set(Reference.objects.values_list("pmid", "kind", "standing")) == {
        ("1", "journal_article", "unknown"),
        ("30075356", "journal_article", "retracted"),
        ("", "book", "unknown"),
        ("4", "journal_article", "unknown"),
    }
    # Only PubMed's own file is an answer of PubMed.
    assert SourceAnswer.objects.get().reference.pmid == "4"
    again = run(*files)[0]
    assert again == [summary(file, unchanged=1) for file in files]


def test_what_an_editor_typed_stays(write):
    typed = make_reference(pmid="30075356", title="Own words", year=2017, volume="9", kind="report")
    file = write(RIS)
    kept = "pmid:30075356: typed words were kept in title, year."
    assert run(file) == ([kept, summary(file, refreshed=1)], [], "")
    typed.refresh_from_db()
    assert (typed.title, typed.year, typed.month, typed.volume) == ("Own words", 2017, None, "9")
    assert (typed.kind, typed.journal) == ("report", "Journal of anxiety disorders")
    assert (typed.doi, typed.pmcid) == ("10.1016/s0140-6736(10)60175-4", "PMC6134338")
    assert run(file) == ([kept, summary(file, unchanged=1)], [], "")


def test_faulty_records_are_named_and_the_others_brought_in(write):
    broken = lines("TY  - JOUR", "TI  - Half of a")
    file = write(ris("TI  - A") + ris("AU  - Nobody, N") + broken + ris("TI  - D"))
    assert run(file) == (
        [summary(file, added=2, faulty=2)],
        [
            "Record 2: The record has no title.",
            "Record 3, “Half of a”: The record does not end: there is no ER.",
        ],
        "Records that were not brought in: 2.",
    )
    assert set(Reference.objects.values_list("title", flat=True)) == {"A", "D"}


def test_latin_1(write):
    file = write(ris("TI  - Beschämung").encode("latin-1"))
    words = (
        "Record 1, “Beschämung”: This is not UTF-8. It was read as Latin-1: look at the accents."
    )
    assert run(file) == ([summary(file, added=1)], [f"{file}: {words}"], "")
    assert Reference.objects.get().title == "Beschämung"


def test_what_is_broken(write):
    half = write('[{"title": "A"}')
    out, _, failure = run(half)
    assert out == [summary(half)]
    assert failure.startswith(f"{half}: This is no complete JSON: ")
    assert not Reference.objects.exists()


def test_bibtex(write):
    file = write("@article{a, title={On shame}, author={Nock, M.}, year={2008}, pmid={123}}")
    assert run(file)[0] == [summary(file, added=1)]
    assert Reference.objects.get().pmid == "123"


def test_a_retraction_shows_on_public_pages(cast, write):
    neighbourhood = make_neighbourhood(cast, now=AT)
    pmid = neighbourhood.work.pmid
    file = write(lines(f"PMID- {pmid}", f"TI  - {WORK}", "PT  - Retracted Publication"))
    with makes_anew(SHAME, PTSD, WORK):
        run(file)
    (reference,) = shown(SHAME)["references"]
    assert reference["standing"]["status"] == "retracted"
    with makes_anew():
        run(file)


def test_a_file_cannot_tell_that_a_work_stands(write):
    work = make_reference(standing="retracted", standing_checked_at=NOW, pmid="1")
    run(write(json.dumps([{"title": work.title, "PMID": "1", "custom": {"standing": "current"}}])))
    work.refresh_from_db()
    assert (work.standing, work.standing_checked_at) == ("retracted", NOW)


class TestMatching:
    """Nothing is doubled, and nothing is taken for another work."""

    @pytest.mark.parametrize(
        ("known", "line", "kind"),
        [
            ({"pmid": "1"}, "N1  - PMID: 1", "JOUR"),
            ({"pmid": "", "doi": "10.1002/(sici)1<1::aid>3.0;2-n"},
             "DO  - 10.1002/(SICI)1<1::AID>3.0;2-N", "JOUR"),
            ({"pmid": "", "pmcid": "PMC1"}, "C2  - PMC1", "JOUR"),
            ({"pmid": "", "kind": "book", "isbn": "978-0-306-40615-7"}, "SN  - 0306406152", "BOOK"),
            ({"pmid": "", "kind": "web_page", "url": "https://example.org/a"},
             "UR  - https://example.org/a", "ELEC"),
            ({"pmid": "", "title": "SHAME.", "year": 2018, "authors": [{"family": "Ames"}]},
             "N1  - None", "JOUR"),
        ],
        ids=["pmid", "doi", "pmcid", "isbn", "url", "title"],
    )  # fmt: skip
    def test_by(self, write, known, line, kind):
        work = make_reference(**{"title": "Known", **known})
        file = write(ris("TI  - Shame", "AU  - Ames, A", "PY  - 2018", line, "VL  - 7", kind=kind))
        if work.title == "SHAME.":
            Reference.objects.update(title="Shame.")
        run(file)
        work.refresh_from_db()
        assert (Reference.objects.count(), work.volume) == (1, "7")

    @pytest.mark.parametrize(
        ("known", "line", "kind"),
        [
            ({"pmid": "2", "doi": "10.1000/a"}, ("N1  - PMID: 1", "DO  - 10.1000/a"), "JOUR"),
            ({"pmid": "2", "pmcid": "PMC1"}, ("N1  - PMID: 1", "C2  - PMC1"), "JOUR"),
            ({"kind": "book", "isbn": "0306406152"}, ("SN  - 0306406152",), "CHAP"),
            ({"kind": "chapter", "isbn": "0306406152"}, ("SN  - 0306406152",), "CHAP"),
            ({"kind": "chapter", "url": "https://a.org/"}, ("UR  - https://a.org/",), "CHAP"),
            ({"pmid": "2", "title": "Shame"}, ("N1  - PMID: 1",), "JOUR"),
            ({"title": "Shame", "year": 2017}, ("PY  - 2018",), "JOUR"),
            ({"title": "Shame", "authors": [{"family": "A"}]}, ("AU  - B, C",), "JOUR"),
        ],
    )
    def test_not_by(self, write, known, line, kind):
        work = make_reference(**{"title": "Known", "pmid": "", **known})
        before = Reference.objects.values().get()
        run(write(ris("TI  - Shame", *line, kind=kind)))
        assert Reference.objects.count() == 2
        assert Reference.objects.filter(pk=work.pk).values().get() == before

    def test_within_one_file(self, write):
        book = ris("TI  - Grief", "SN  - 0306406152", kind="BOOK")
        plain = ris("TI  - Shame", "AU  - Ames, A")
        file = write(book + plain + book.replace("0306406152", "978-0-306-40615-7") + plain)
        assert run(file)[0] == [summary(file, added=2, unchanged=2)]

    def test_a_work_without_a_number_by_the_key_of_vouch(self, write):
        work = make_reference(pmid="", title="Known")
        run(write(ris("TI  - Other words", f"ID  - uuid:{work.uuid}", "VL  - 7")))
        assert Reference.objects.get().volume == "7"


def _library():
    """Works of every kind, checked and not, some typed half."""
    for number, (fields, *_) in enumerate(CASES.values()):
        # Without a number of its own a work is known by its title.
        Reference(**{**fields, "title": f"{fields['title']} {number}"}).save()
    make_reference(title="Ends with a stop.", pmid="101", published_online=NOW.date())
    make_reference(title="p &lt; <b", pmid="102", pages="606-13", article_number="e77")
    make_reference(title="Report", pmid="", report_number="5", doi="10.1002/1<1::aid>3;2-n")
    make_reference(title="RETRACTED: A", pmid="103", standing="retracted", standing_checked_at=NOW)
    make_reference(title="B", pmid="104", standing="withdrawn", standing_checked_at=NOW)
    make_reference(title="C", pmid="105", standing="concern", standing_checked_at=NOW)
    make_reference(title="D", pmid="", season="Spring", year=2000, end_year=2001)
    make_reference(title="E", pmid="", kind="chapter", isbn="0306406152", container_title="Book")
    make_reference(title="F", pmid="", kind="book", isbn="0306406152", editors=[{"family": "G"}])
    make_reference(title="H", pmid="", kind="preprint", container_title="PsyArXiv", month=None)
    make_reference(
        title="I", pmid="106", authors=[{"family": "Plato"}, {"family": "J", "given": "A"}]
    )


# An entity that is meant as such, the number of an article as its pages, and of an article as of a
# report: what comes in has them in their usual form.
TYPED_OTHERWISE = {"pmid:102", "doi:10.1371/journal.pone.0246", "doi:10.1002/1<1::aid>3;2-n"}


@pytest.mark.parametrize("name", ["csl", "ris"])
class TestRoundTrip:
    def test_into_the_same_library(self, write, name):
        _library()
        before = everything()
        assert len(before) > 20
        works = {work.key: work for work in Reference.objects.all()}
        file = write(export(works, ExportFormat(name)))
        out, err, failure = run(file)
        assert (out[-1], err, failure) == (summary(file, unchanged=len(before)), [], "")
        assert everything() == before

    def test_into_an_empty_one(self, write, name):
        """What comes out of it is what came in, also when it comes twice."""
        _library()
        works = {work.key: work for work in Reference.objects.all()}
        content = export(works, ExportFormat(name))
        Reference.objects.all().delete()
        file = write(content)
        assert run(file)[0] == [summary(file, added=len(works))]
        assert run(file)[0][-1] == summary(file, unchanged=len(works))
        unlike = {
            key
            for key, work in Reference.objects.by_keys(works).items()
            if export({key: work}, ExportFormat(name))
            != export({key: works[key]}, ExportFormat(name))
        }
        assert unlike <= TYPED_OTHERWISE


def test_many_records_in_few_queries(write, django_assert_max_num_queries):
    content = "".join(ris(f"TI  - Work {number}") for number in range(200))
    file = write(content)
    run(file)
    with django_assert_max_num_queries(30):
        assert run(file)[0] == [summary(file, unchanged=200)]
    assert Reference.objects.aggregate(models.Count("pk"))["pk__count"] == 200
