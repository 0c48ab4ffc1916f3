"""Works asked about again, and what is known of them afterwards."""

from datetime import timedelta

import pytest

from references.asking import Limits
from references.checking import Patience, due, hear, weigh
from references.evidence import Evidence, evidence_of
from references.models import Reference, SourceAnswer, StandingEvent
from references.pacing import Means
from tests.builders import NOW, make_reference
from tests.references.crossref import NOTICE, update
from tests.references.pubmed.files import article
from tests.references.sources import RETRACTED, refuse

pytestmark = pytest.mark.django_db

DOI = "10.1000/on.shame"
BEFORE = NOW - timedelta(days=30)


@pytest.fixture
def check(sources, clock):
    """Check every work; return how standings changed."""

    def check(*, patience=None, at=NOW):
        works = list(Reference.objects.order_by("pk"))
        means = Means(clock=clock.read, sleep=clock.sleep, chance=lambda: 1.0)
        limits = Limits(attempts=2, connect_seconds=1)
        heard = hear(works, patience=patience or Patience(), means=means, limits=limits)
        events = weigh(heard, works=[work.pk for work in works], at=at)
        return [(event.before, event.after, event.source, event.raw) for event in events]

    return check


def make_work(standing="current", **fields):
    work = make_reference(**{"pmid": "1", "doi": DOI, **fields})
    checked = None if standing == "unknown" else BEFORE
    Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=checked)
    return work


def known(work):
    work.refresh_from_db()
    return work.standing, work.standing_checked_at


def answers(work):
    return {
        answer.source: (answer.status, [signal["raw"] for signal in answer.signals])
        for answer in work.answers.all()
    }


def test_it_works(sources, check):
    work = make_work("unknown")
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {}
    assert check() == [("unknown", "current", "pubmed", "")]
    assert known(work) == ("current", NOW)
    assert answers(work) == {"pubmed": ("MEDLINE", []), "crossref": ("", [])}
    assert evidence_of(work) == Evidence(sources=["crossref", "pubmed"])
    assert StandingEvent.objects.count() == 1


def test_again(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = RETRACTED
    sources.crossref.works[DOI] = {"updated-by": [update()]}
    check()
    later = NOW + timedelta(days=7)
    assert check(at=later) == []
    assert known(work) == ("retracted", later)
    # When each thing was first said stays.
    seen = {signal["seen_at"] for answer in work.answers.all() for signal in answer.signals}
    assert seen == {NOW.isoformat()}
    assert {answer.answered_at for answer in work.answers.all()} == {later}


def test_pubmed_objects(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = RETRACTED
    sources.crossref.works[DOI] = {}
    assert check() == [("current", "retracted", "pubmed", "RetractionIn")]
    assert known(work) == ("retracted", NOW)


def test_crossref_alone_objects(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {"updated-by": [update()]}
    assert check() == [("current", "retracted", "crossref", "retraction (publisher)")]
    assert known(work) == ("retracted", NOW)
    assert evidence_of(work) == Evidence(sources=["crossref"], notice={"doi": NOTICE})


def test_nobody_objects_any_longer(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {"updated-by": [update("expression_of_concern")]}
    check()
    sources.crossref.works[DOI] = {}
    assert check() == [("concern", "current", "pubmed", "")]
    assert answers(work)["crossref"] == ("", [])


# Who knows a work


def test_a_doi_that_crossref_does_not_know(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = ""
    assert check() == []
    assert known(work) == ("current", NOW)
    assert answers(work)["crossref"] == (SourceAnswer.NOT_KNOWN, [])
    assert evidence_of(work) == Evidence(sources=["pubmed"])


def test_a_work_without_a_pmid(sources, check):
    work = make_work("unknown", pmid="")
    sources.crossref.works[DOI] = {}
    assert check() == [("unknown", "current", "crossref", "")]
    assert known(work) == ("current", NOW)
    assert sources.asked == (0, 1)


def test_a_work_that_nobody_knows(sources, check):
    work = make_work(pmid="")
    assert check() == [("current", "unknown", "crossref", "")]
    assert known(work) == ("unknown", BEFORE)


def test_a_work_that_nobody_can_be_asked_about(sources, check):
    work = make_work("unknown", pmid="", doi="")
    assert check() == []
    assert (known(work), sources.asked) == (("unknown", None), (0, 0))


def test_a_pmid_that_pubmed_no_longer_knows(sources, check):
    work = make_work()
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {}
    check()
    del sources.pubmed.works["1"]
    assert check() == [("current", "unknown", "pubmed", "")]
    assert answers(work)["pubmed"] == (SourceAnswer.NOT_KNOWN, [])
    # What it said when it had the record.
    assert work.answers.get(source="pubmed").bibliography["title"] == "Shame"
    sources.pubmed.works["1"] = ""
    assert check() == [("unknown", "current", "pubmed", "")]
    assert answers(work)["pubmed"] == ("MEDLINE", [])


# Sources that could not be asked


@pytest.mark.parametrize("standing", ["current", "unknown"])
def test_silence_is_not_clean(sources, check, standing):
    work = make_work(standing)
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = refuse
    check()
    # When it was really checked is not said anew.
    assert known(work) == ("unknown", None if standing == "unknown" else BEFORE)
    assert evidence_of(work) == Evidence()


@pytest.mark.parametrize(
    "standing", ["retracted", "withdrawn", "concern", "is_notice", "superseded", "corrected"]
)
@pytest.mark.parametrize("silent", ["pubmed", "crossref", "both"])
def test_silence_clears_nobody(sources, check, standing, silent):
    work = make_work(standing)
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {} if silent == "pubmed" else refuse
    sources.pubmed.fails = None if silent == "crossref" else 400
    assert check() == []
    assert known(work) == (standing, BEFORE)


def test_one_objects_while_the_other_is_silent(sources, check):
    work = make_work("unknown")
    sources.pubmed.fails = 400
    sources.crossref.works[DOI] = {"updated-by": [update()]}
    assert check() == [("unknown", "retracted", "crossref", "retraction (publisher)")]
    assert known(work) == ("retracted", NOW)


def test_a_record_that_cannot_be_read(sources, check):
    work = make_work(doi="")
    sources.pubmed.works["1"] = article("1", version="x")
    assert check() == [("current", "unknown", "pubmed", "")]
    assert known(work) == ("unknown", BEFORE)


def test_a_source_that_is_down_is_left_alone(sources, check):
    for number in range(4):
        make_work(pmid=str(number + 1), doi=f"{DOI}.{number}")
        sources.pubmed.works[str(number + 1)] = ""
    sources.crossref.works = {f"{DOI}.{number}": refuse for number in range(4)}
    patience = Patience()
    check(patience=patience)
    assert sources.asked == (1, 3)
    said = "The service refuses the question. It answers with status 403."
    assert (patience.given_up, patience.silent) == (["crossref"], {"crossref": said})
    check(patience=patience)
    assert sources.asked == (2, 3)
    assert set(Reference.objects.values_list("standing", flat=True)) == {"unknown"}


def test_one_failure_among_answers(sources, check):
    for number in range(5):
        make_work(pmid="", doi=f"{DOI}.{number}")
        sources.crossref.works[f"{DOI}.{number}"] = {}
    sources.crossref.works |= {f"{DOI}.1": refuse, f"{DOI}.3": refuse}
    patience = Patience()
    check(patience=patience)
    assert (patience.given_up, [*patience.silent]) == ([], ["crossref"])
    assert [*Reference.objects.order_by("doi").values_list("standing", flat=True)] == [
        "current",
        "unknown",
        "current",
        "unknown",
        "current",
    ]


def test_pubmed_is_not_asked_without_an_email(sources, settings, check):
    settings.NCBI_EMAIL = ""
    make_work(doi="")
    patience = Patience()
    check(patience=patience)
    assert patience.given_up == ["pubmed"]
    assert patience.silent == {"pubmed": "NCBI wants to know who asks: set NCBI_EMAIL."}


# The library went on meanwhile


def test_a_work_that_was_deleted_meanwhile(sources):
    work = make_work(doi="")
    sources.pubmed.works["1"] = RETRACTED
    heard = hear([work], patience=Patience())
    pk = work.pk
    work.delete()
    assert weigh(heard, works=[pk], at=NOW) == []
    assert Reference.objects.count() == 0


def test_a_work_that_got_another_doi_meanwhile(sources):
    work = make_work()
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {}
    heard = hear([work], patience=Patience())
    Reference.objects.update(doi=f"{DOI}.other")
    weigh(heard, works=[work.pk], at=NOW)
    assert known(work)[0] == "unknown"


# What is due


def test_what_is_due():
    now = NOW
    works = {
        "never": ("unknown", None, {}),
        "long ago": ("current", now - timedelta(days=8), {}),
        "lately": ("current", now - timedelta(days=6), {}),
        "lately, unknown": ("unknown", now - timedelta(days=1), {}),
        "just now, unknown": ("unknown", now - timedelta(hours=1), {}),
        "not asked at Crossref": ("current", now - timedelta(days=6), {"doi": "10.1000/1"}),
        "asked at Crossref": ("current", now - timedelta(days=6), {"doi": "10.1000/2"}),
        "nobody to ask": ("unknown", None, {"pmid": ""}),
    }
    for title, (standing, checked, fields) in works.items():
        work = make_reference(title=title, **fields)
        Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=checked)
    asked = Reference.objects.get(title="asked at Crossref")
    SourceAnswer.objects.create(reference=asked, source="crossref", answered_at=now)
    found = due(checked_before=now - timedelta(days=7), now=now)
    assert [work.title for work in found] == [
        "never",
        "long ago",
        "lately, unknown",
        "not asked at Crossref",
    ]
