"""Looking up what somebody pasted: a short list at once, a long one by the worker."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from werkzeug import Response

from references import lookups
from references.asking import Failure, SourceFailed
from references.looking_up import MAX_ATTEMPTS, RETRY_AFTER, answer_lookup
from references.lookups import MOST_LINES, look_up_pasted
from references.models import Lookup, LookupLine, Reference
from references.pacing import Means
from references.tasks import look_up, sweep
from tests.builders import NOW
from tests.references.library import DOI, OLD_DOI
from tests.references.ncbi import Clock

NO_PAGE = Response("<html>Log in</html>", content_type="text/html")


@pytest.fixture
def means():
    clock = Clock()
    return Means(clock=clock.read, sleep=clock.sleep, chance=lambda: 0.0)


def pasted(cast, text):
    return look_up_pasted(text=text, by=cast.editor, at=NOW)


def lines(lookup):
    return list(lookup.lines.values_list("typed", "state", "message"))


def titles(lookup):
    return [line.found.bibliography["title"] if line.record else "" for line in lookup.lines.all()]


def test_a_mixed_list(cast, pubmed):
    pubmed.add("30075356")
    pubmed.add("20206778", doi_of_it=DOI, title="Guilt &lt;55%")
    pubmed.add("9", doi_of_it=OLD_DOI, title="&amp;lt;i&amp;gt;Old&amp;lt;/i&amp;gt; shame")
    pubmed.add("29949144", pmcid="PMC6134338", title="Free")
    lookup = pasted(
        cast,
        f"30075356\nhttps://doi.org/{DOI}\n{OLD_DOI.upper()}\nPMC6134338.2\n37909814\n"
        "10.1000/unknown, PMC1\nno number",
    )
    assert (lookup.state, lookup.asked_by, lookup.asked_at) == ("ready", cast.editor, NOW)
    assert (lookup.failure, lookup.next_try_at) == ("", None)
    assert lines(lookup) == [
        ("30075356", "found", ""),
        (f"https://doi.org/{DOI}", "found", ""),
        (OLD_DOI.upper(), "found", ""),
        ("PMC6134338.2", "found", ""),
        ("37909814", "not_found", "PubMed has no record with the PMID 37909814."),
        (
            "10.1000/unknown",
            "not_found",
            "PubMed has no record with the DOI 10.1000/unknown. If it is right, add the work by "
            "hand.",
        ),
        ("PMC1", "not_found", "PubMed has no record of PMC1."),
        (
            "no number",
            "unreadable",
            "There is no PMID, DOI, PMCID or PubMed address in this line.",
        ),
    ]
    assert titles(lookup)[:4] == [
        "Shame in post-traumatic stress disorder",
        "Guilt <55%",
        "&lt;i&gt;Old&lt;/i&gt; shame",
        "Free",
    ]
    # One request of each sort for all of them, and nothing is added.
    assert sorted(pubmed.asked) == ["efetch.fcgi", "esearch.fcgi", "idconv"]
    assert not Reference.objects.exists()


def test_a_hit_of_a_search_is_no_proof(cast, pubmed):
    pubmed.add("1", doi_of_it="10.1000/182.1")
    pubmed.dois["10.1000/182"] = "1"
    assert [line[1] for line in lines(pasted(cast, "10.1000/182"))] == ["not_found"]


def test_a_number_that_leads_to_another(cast, pubmed):
    pubmed.add("2", title="Now")
    pubmed.add("3", title="Other")
    pubmed.leads["1"] = "2"
    lookup = pasted(cast, "1, 3, 4")
    assert lines(lookup) == [
        ("1", "found", "PubMed leads from PMID 1 to this record, PMID 2."),
        ("3", "found", ""),
        ("4", "not_found", "PubMed has no record with the PMID 4."),
    ]
    assert titles(lookup) == ["Now", "Other", ""]


def test_versions_and_faulty_records(cast, pubmed):
    pubmed.add("1", version="2")
    pubmed.add("2", version="x")
    assert lines(pasted(cast, "1.1, 2")) == [
        ("1.1", "found", "This is version 2 of the record, the newest."),
        ("2", "faulty", "The record is incomplete: invalid literal for int() with base 10: 'x'."),
    ]


def test_a_work_that_is_named_twice(cast, pubmed):
    pubmed.add("30075356", doi_of_it=DOI)
    assert lines(pasted(cast, f"30075356\n{DOI}\n30075356 López")) == [
        ("30075356", "repeated", "It is the same work as “30075356 López”."),
        (DOI, "repeated", "It is the same work as “30075356 López”."),
        ("30075356 López", "found", ""),
    ]


def test_what_is_no_list(cast, pubmed):
    for text, code in [(" ,\n", "nothing"), ("1\n" * (MOST_LINES + 1), "too_many")]:
        with pytest.raises(ValidationError) as caught:
            pasted(cast, text)
        assert caught.value.code == code
    assert not Lookup.objects.exists()


def test_who_may_not(cast, pubmed):
    with pytest.raises(PermissionDenied):
        look_up_pasted(text="1", by=cast.reviewer, at=NOW)
    assert (Lookup.objects.count(), pubmed.asked) == (0, [])


def test_nobody_asks_without_an_email(cast, pubmed):
    with override_settings(NCBI_EMAIL=""), pytest.raises(SourceFailed) as caught:
        pasted(cast, "1\n" * 30)
    assert caught.value.code == Failure.NOT_CONFIGURED
    assert not Lookup.objects.exists()


@pytest.mark.parametrize("service", ["efetch.fcgi", "esearch.fcgi"])
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Response("", 400), Failure.REFUSED),
        (Response("", 503), Failure.BUSY),
        (NO_PAGE, Failure.UNREADABLE),
        (Response("{}"), Failure.UNREADABLE),
        (Response('{"esearchresult": {"ERROR": "no"}}'), Failure.UNREADABLE),
    ],
)
def test_pubmed_gives_no_answer(cast, pubmed, service, answer, code, monkeypatch):
    monkeypatch.setattr(lookups, "PATIENCE", lookups.Limits(attempts=1))
    pubmed.add("1", doi_of_it=DOI)
    pubmed.broken[service] = answer
    with pytest.raises(SourceFailed) as caught:
        pasted(cast, f"1\n{DOI}")
    assert caught.value.code == code
    # It was not kept: the form has what was typed.
    assert not Lookup.objects.exists()


def test_the_converter_gives_no_answer(cast, pubmed):
    pubmed.add("1")
    pubmed.broken["idconv"] = Response("", 400)
    assert lines(pasted(cast, "1, PMC2")) == [
        ("1", "found", ""),
        (
            "PMC2",
            "unanswered",
            "PubMed gave no answer. The service refuses the question. It answers with status 400.",
        ),
    ]


class TestALongList:
    @pytest.fixture
    def lookup(self, cast, pubmed):
        for number in range(1, 121):
            pubmed.add(str(number), title=f"Work {number}")
        return pasted(cast, "\n".join(map(str, range(1, 122))))

    def states(self, lookup):
        lookup.refresh_from_db()
        counts = [lookup.lines.filter(state=state).count() for state in ("waiting", "found")]
        return lookup.state, *counts

    def test_the_worker_looks_it_up(self, lookup, pubmed):
        assert self.states(lookup) == ("waiting", 121, 0)
        assert pubmed.asked == []
        task = DBTaskResult.objects.get()
        assert (task.task_path, task.args_kwargs) == (
            "references.tasks.look_up",
            {"args": [str(lookup.uuid)], "kwargs": {}},
        )
        look_up.call(str(lookup.uuid))
        assert self.states(lookup) == ("ready", 0, 120)
        assert pubmed.asked == ["efetch.fcgi"] * 3
        # A task that comes twice has nothing to do.
        look_up.call(str(lookup.uuid))
        assert pubmed.asked == ["efetch.fcgi"] * 3

    def test_what_was_found_stays_when_the_worker_is_killed(self, lookup, pubmed, means):
        class Killed(BaseException):
            pass

        def sleep(seconds):
            if pubmed.asked:
                raise Killed

        with pytest.raises(Killed):
            answer_lookup(uuid=lookup.uuid, means=Means(clock=means.clock, sleep=sleep))
        assert self.states(lookup) == ("waiting", 71, 50)
        swept_at = lookup.next_try_at
        assert sweep(now=swept_at - timedelta(seconds=1)) == 0
        assert sweep(now=swept_at) == 1
        assert sweep(now=swept_at) == 0
        assert DBTaskResult.objects.count() == 2
        answer_lookup(uuid=lookup.uuid, means=means)
        assert self.states(lookup) == ("ready", 0, 120)
        assert LookupLine.objects.filter(lookup=lookup).count() == 121
        assert pubmed.asked == ["efetch.fcgi"] * 3

    def test_pubmed_gives_no_answer(self, lookup, pubmed, means):
        pubmed.broken["efetch.fcgi"] = Response("", 400)
        for _ in range(MAX_ATTEMPTS):
            look_up.call(str(lookup.uuid))
        lookup.refresh_from_db()
        said = "The service refuses the question. It answers with status 400."
        assert (lookup.state, lookup.attempts, lookup.failure) == ("waiting", MAX_ATTEMPTS, said)
        assert lookup.next_try_at - lookup.asked_at > RETRY_AFTER
        look_up.call(str(lookup.uuid))
        assert self.states(lookup) == ("ready", 0, 0)
        assert set(lookup.lines.values_list("state", "message")) == {
            ("unanswered", f"PubMed gave no answer. {said}")
        }
