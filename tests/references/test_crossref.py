"""Crossref asked over HTTP: what is asked, what is answered, and what is no answer."""

import time

import pytest
from werkzeug import Response

from references.asking import Failure, Limits, SourceFailed
from references.crossref import Found, asking_crossref
from references.models import RequestPace
from references.pacing import Means
from references.standing import Signal
from tests.references.crossref import NOTICE, found, update

pytestmark = pytest.mark.django_db

DOI = "10.1000/on.shame"


@pytest.fixture
def ask(crossref, clock):
    """Ask the server about DOIs, and return the answer to the last."""

    def ask(*dois, limits=Limits()):  # noqa: B008
        means = Means(clock=clock.read, sleep=clock.sleep, chance=lambda: 1.0)
        with asking_crossref(means=means, limits=limits) as asking:
            return [asking(doi) for doi in dois or [DOI]][-1]

    return ask


@pytest.fixture
def failure(ask):
    def failure(**options):
        with pytest.raises(SourceFailed) as caught:
            ask(**options)
        return caught.value.code, caught.value.detail

    return failure


def signal(standing, raw, **rest):
    return Signal(source="crossref", standing=standing, raw=raw, **rest)


def test_it_works(httpserver, crossref, ask):
    crossref.works[DOI] = {"updated-by": [update()]}
    assert ask() == Found(
        DOI,
        signals=[signal("retracted", "retraction (publisher)", notice={"doi": NOTICE})],
        further={"updated-by": [update()], "type": "journal-article"},
    )
    ((request, _),) = httpserver.log
    assert request.args.to_dict() == {"mailto": "library@example.org"}
    assert request.headers["User-Agent"] == "vouch"


def test_nobody_objects(crossref, ask):
    crossref.works[DOI] = {}
    assert ask() == Found(DOI, further={"type": "journal-article"})


def test_a_doi_that_it_does_not_know(ask):
    assert ask() == Found(DOI, is_known=False)


def test_who_asks_need_not_be_known(httpserver, settings, ask):
    settings.CROSSREF_MAILTO = ""
    ask()
    assert httpserver.log[0][0].args.to_dict() == {}


@pytest.mark.parametrize(
    "doi",
    [
        "10.1016/s0140-6736(10)60175-4",
        "10.1002/(sici)1<1::aid>3.0;2-n",
        "10.1000/a?b=c&d#e",
        "10.1000/50%25",
        "10.1000/../works",
        "10.1000/é",
    ],
)
def test_every_sign_of_a_doi(crossref, ask, doi):
    crossref.works[doi] = {}
    assert ask(doi).is_known
    assert crossref.asked == [doi]


def test_many_over_one_connection(crossref, clock, ask):
    crossref.works = {f"10.1000/{number}": {} for number in range(4)}
    ask(*crossref.works)
    assert [*crossref.works] == crossref.asked
    # Five a second, and a little less.
    assert [seconds for seconds in clock.slept if seconds] == [0.2, 0.2, 0.2]
    assert RequestPace.objects.get().service == "crossref"


# What is said


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("retraction", "retracted"),
        ("partial_retraction", "retracted"),
        ("removal", "retracted"),
        ("withdrawal", "withdrawn"),
        ("expression_of_concern", "concern"),
        ("correction", "corrected"),
        ("corrigendum", "corrected"),
        ("erratum", "corrected"),
        ("new_version", "superseded"),
        ("new_edition", "superseded"),
    ],
)
def test_updates(crossref, ask, kind, standing):
    crossref.works[DOI] = {"updated-by": [update(kind, source="retraction-watch")]}
    raw = f"{kind} (retraction-watch)"
    assert ask().signals == [signal(standing, raw, notice={"doi": NOTICE})]


@pytest.mark.parametrize(
    "updates",
    [
        [update("addendum")],
        [update("clarification")],
        [update("something_new")],
        [{"DOI": NOTICE}],
        [{"type": ["retraction"]}],
        ["retraction"],
        "retraction",
        None,
    ],
)
def test_updates_that_say_nothing_of_the_standing(crossref, ask, updates):
    crossref.works[DOI] = {"updated-by": updates, "update-to": updates}
    assert ask().signals == []


def test_a_notice(crossref, ask):
    crossref.works[DOI] = {"update-to": [update(doi="10.1000/fallen"), update("new_version")]}
    assert ask().signals == [signal("is_notice", "retraction (publisher)")]


def test_a_notice_under_the_doi_of_the_work(crossref, ask):
    crossref.works[DOI] = {"update-to": [update(doi=DOI.upper())]}
    assert ask().signals == [signal("retracted", "retraction (publisher)")]


def test_an_update_without_a_source_and_a_sound_doi(crossref, ask):
    crossref.works[DOI] = {"updated-by": [{"type": "retraction", "DOI": "unavailable"}]}
    assert ask().signals == [signal("retracted", "retraction")]


def test_a_preprint_and_a_title(crossref, ask):
    crossref.works[DOI] = {"subtype": "preprint", "title": ["WITHDRAWN: On shame"]}
    assert ask().signals == [
        signal("preprint", "preprint"),
        signal("withdrawn", "WITHDRAWN: On shame", needs_look=True),
    ]


@pytest.mark.parametrize("title", [None, [], [None], "Retracted: On shame"])
def test_odd_titles(crossref, ask, title):
    crossref.works[DOI] = {"title": title}
    assert ask().signals == []


# What passes, and what is no answer


def answers(crossref, *those):
    left = iter(those)
    crossref.works[DOI] = lambda _: next(left)


def test_too_many_requests(crossref, clock, ask):
    answers(crossref, Response("", 429, {"Retry-After": "7"}), found(DOI))
    assert ask().is_known
    assert clock.slept == [0.0, 7.0]


def test_an_error_and_then_an_answer(crossref, clock, ask):
    answers(crossref, Response("Oops", 500), Response("Oops", 503), found(DOI))
    assert ask().is_known
    assert [seconds for seconds in clock.slept if seconds] == [1.0, 2.0]


def test_errors_without_end(crossref, failure):
    crossref.works[DOI] = lambda _: Response("Oops", 500)
    assert failure() == (Failure.BUSY, "It answers with status 500.")
    assert len(crossref.asked) == 5


def test_what_it_refuses(crossref, failure):
    crossref.works[DOI] = lambda _: Response("", 403)
    assert failure() == (Failure.REFUSED, "It answers with status 403.")
    assert len(crossref.asked) == 1


def test_a_slow_answer(crossref, failure):
    def slowly(_):
        time.sleep(0.5)
        return found(DOI)

    crossref.works[DOI] = slowly
    limits = Limits(attempts=2, piece_seconds=0.1)
    assert failure(limits=limits) == (Failure.UNREACHABLE, "It took too long to answer.")


def test_a_truncated_answer(crossref, failure):
    whole = found(DOI).data
    crossref.works[DOI] = lambda _: Response(whole[: len(whole) // 2])
    assert failure() == (Failure.UNREADABLE, "It is no record of a work.")


def test_a_connection_that_breaks_off(crossref, failure):
    whole = found(DOI).data

    def broken(_):
        response = Response(whole[:-10])
        response.headers["Content-Length"] = str(len(whole))
        return response

    crossref.works[DOI] = broken
    assert failure(limits=Limits(attempts=2)) == (Failure.UNREACHABLE, "")


@pytest.mark.parametrize("status", [200, 404])
def test_the_page_of_a_proxy(crossref, failure, status):
    page = "\n<!DOCTYPE html><title>Please log in</title>"
    crossref.works[DOI] = lambda _: Response(page, status, content_type="text/html")
    said = "It is a web page: a proxy or a log-in may stand in between."
    assert failure() == (Failure.UNREADABLE, said)


def test_another_doi(crossref, failure):
    crossref.works[DOI] = lambda _: found("10.1000/on.guilt")
    assert failure() == (Failure.UNREADABLE, "It is about another DOI: 10.1000/on.guilt.")


@pytest.mark.parametrize("body", ["[]", "{}", '{"message": []}', '{"message": {}}', "", "null"])
def test_what_is_no_record(crossref, failure, body):
    crossref.works[DOI] = lambda _: Response(body, content_type="application/json")
    assert failure() == (Failure.UNREADABLE, "It is no record of a work.")


def test_an_answer_that_is_too_large(crossref, failure):
    crossref.works[DOI] = {"abstract": "x" * 2000}
    assert failure(limits=Limits(answer_bytes=1000))[0] == Failure.TOO_LARGE
