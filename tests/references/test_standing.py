import pytest

from references.models import Standing
from references.records import WorkRecord
from references.standing import PRECEDENCE, Signal, is_graver, needs_look, signals_of, standing_of

ARTICLE = {"ui": "D016428", "name": "Journal Article"}


def make_record(title="Shame", *, types=(ARTICLE,), corrections=(), history=()):
    return WorkRecord(
        bibliography={"pmid": "30075356", "title": title},
        publication_types=list(types),
        corrections=list(corrections),
        history=list(history),
    )


def correction(kind, **others):
    return {"type": kind, **others}


def said(record):
    return signals_of(record, source="pubmed")


def make_signal(standing, *, look=False):
    return Signal(source="pubmed", standing=standing, raw="x", needs_look=look)


def test_a_record_without_signals_is_current():
    record = make_record(corrections=[correction("CommentIn", pmid="1")])
    assert said(record) == []
    assert standing_of([]) == Standing.CURRENT


def test_no_answer_is_unknown():
    """Unknown is not clean (DESIGN 4.10)."""
    assert standing_of(None) == Standing.UNKNOWN


def test_all_signals_of_a_record():
    record = make_record(
        "RETRACTED: Shame",
        types=[ARTICLE, {"ui": "D016441", "name": "Retracted Publication"}],
        corrections=[
            correction("ErratumIn", pmid="31", source="Lancet. 2001;1:2"),
            correction(
                "RetractionIn",
                pmid="32",
                source="Lancet. 2002;1:2. doi: 10.1016/S0140-6736(10)60175-4.",
                note="On request.",
            ),
        ],
        history=[
            {"event": "received", "at": "2000-01-01"},
            {"event": "retracted", "at": "2002-02-03"},
        ],
    )
    signals = said(record)
    assert signals == [
        Signal(source="pubmed", standing=Standing.RETRACTED, raw="D016441 Retracted Publication"),
        Signal(
            source="pubmed",
            standing=Standing.CORRECTED,
            raw="ErratumIn",
            notice={"pmid": "31", "citation": "Lancet. 2001;1:2"},
        ),
        Signal(
            source="pubmed",
            standing=Standing.RETRACTED,
            raw="RetractionIn",
            notice={
                "pmid": "32",
                "doi": "10.1016/s0140-6736(10)60175-4",
                "citation": "Lancet. 2002;1:2. doi: 10.1016/S0140-6736(10)60175-4.",
                "note": "On request.",
            },
        ),
        Signal(
            source="pubmed",
            standing=Standing.RETRACTED,
            raw="retracted 2002-02-03",
            needs_look=True,
        ),
        Signal(
            source="pubmed", standing=Standing.RETRACTED, raw="RETRACTED: Shame", needs_look=True
        ),
    ]
    assert (standing_of(signals), needs_look(signals)) == (Standing.RETRACTED, False)


@pytest.mark.parametrize(
    ("ui", "name", "standing"),
    [
        ("D016441", "Retracted Publication", Standing.RETRACTED),
        ("D016440", "Retraction of Publication", Standing.IS_NOTICE),
        ("D016440", "Retraction Notice", Standing.IS_NOTICE),
        ("D016425", "Published Erratum", Standing.IS_NOTICE),
        ("D000075742", "Expression of Concern", Standing.IS_NOTICE),
        ("D000076942", "Preprint", Standing.PREPRINT),
        ("", "Retracted Publication", Standing.RETRACTED),
        ("", "published erratum", Standing.IS_NOTICE),
        ("D017418", "Meta-Analysis", Standing.CURRENT),
    ],
)
def test_publication_types(ui, name, standing):
    assert standing_of(said(make_record(types=[{"ui": ui, "name": name}]))) == standing


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("RetractionIn", Standing.RETRACTED),
        ("RetractedandRepublishedIn", Standing.RETRACTED),
        ("PartialRetractionIn", Standing.RETRACTED),
        ("ExpressionOfConcernIn", Standing.CONCERN),
        ("ErratumIn", Standing.CORRECTED),
        ("CorrectedandRepublishedIn", Standing.CORRECTED),
        ("UpdateIn", Standing.SUPERSEDED),
        ("RetractionOf", Standing.IS_NOTICE),
        ("PartialRetractionOf", Standing.IS_NOTICE),
        ("ErratumFor", Standing.IS_NOTICE),
        ("ExpressionOfConcernFor", Standing.IS_NOTICE),
        *[
            (kind, Standing.CURRENT)
            for kind in (
                "AssociatedDataset",
                "AssociatedPublication",
                "Cites",
                "CommentIn",
                "CommentOn",
                "CorrectedandRepublishedFrom",
                "OriginalReportIn",
                "ReprintIn",
                "ReprintOf",
                "RepublishedFrom",
                "RepublishedIn",
                "RetractedandRepublishedFrom",
                "SummaryForPatientsIn",
                "UpdateOf",
            )
        ],
    ],
)
def test_ref_types(kind, standing):
    signals = said(make_record(corrections=[correction(kind)]))
    assert (standing_of(signals), needs_look(signals)) == (standing, False)


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        # PMID 15320745 and PMID 33759656 say it nowhere else.
        ("Retracted: Effects of Vitamin K2 on Osteoporosis", Standing.RETRACTED),
        ("WITHDRAWN: Ketamine for depression", Standing.WITHDRAWN),
        ("[RETRACTED] Shame", Standing.RETRACTED),
        ("Retraction: Shame", Standing.CURRENT),
        ("Why papers are retracted", Standing.CURRENT),
        ("Retractedly ashamed", Standing.CURRENT),
    ],
)
def test_a_title_alone_asks_for_a_look(title, standing):
    signals = said(make_record(title))
    assert (standing_of(signals), needs_look(signals)) == (standing, bool(signals))


def test_a_notice_with_the_title_of_the_retracted_work_is_a_notice():
    notice = {"ui": "D016440", "name": "Retraction of Publication"}
    signals = said(make_record("Retracted: Shame", types=[notice]))
    assert (standing_of(signals), needs_look(signals)) == (Standing.IS_NOTICE, False)


def test_a_notice_without_a_link_and_one_of_two_types():
    """PMID 34092123 and PMID 34082697."""
    erratum = {"ui": "D016425", "name": "Published Erratum"}
    retraction = {"ui": "D016440", "name": "Retraction of Publication"}
    assert standing_of(said(make_record(types=[retraction]))) == Standing.IS_NOTICE
    assert standing_of(said(make_record(types=[erratum, retraction]))) == Standing.IS_NOTICE


def test_a_preprint_that_was_published():
    record = make_record(
        types=[{"ui": "D000076942", "name": "Preprint"}], corrections=[correction("UpdateIn")]
    )
    assert standing_of(said(record)) == Standing.SUPERSEDED


@pytest.mark.parametrize("place", range(len(PRECEDENCE)))
def test_the_gravest_counts(place):
    signals = [make_signal(standing) for standing in reversed(PRECEDENCE[place:])]
    assert standing_of(signals) == PRECEDENCE[place]


def test_every_standing_has_its_place():
    assert {*PRECEDENCE, Standing.CURRENT, Standing.UNKNOWN} == set(Standing)


def test_a_title_beside_a_lesser_fault():
    signals = [make_signal(Standing.CORRECTED), make_signal(Standing.RETRACTED, look=True)]
    assert (standing_of(signals), needs_look(signals)) == (Standing.RETRACTED, True)


@pytest.mark.parametrize(
    ("standing", "than", "graver"),
    [
        ("retracted", "concern", True),
        ("concern", "retracted", False),
        ("retracted", "retracted", False),
        ("preprint", "unknown", True),
        ("preprint", "current", True),
        ("current", "unknown", False),
        ("unknown", "current", False),
    ],
)
def test_which_weighs_more(standing, than, graver):
    assert is_graver(standing, than) is graver
