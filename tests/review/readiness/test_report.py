"""The report as a whole: its order, its severities, its cost, and that it never breaks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import AssociationDraft, CitationDraft, FaqDraft, SectionDraft
from articles.models import Kind
from delivery import readiness as public
from review.findings import ADVICE, BLOCKERS, DISMISSIBLE, Code, Finding, Severity, Stage, stopping
from review.readiness import readiness
from tests.builders import NOW, cited, make_page, make_reference, make_topic, text


def finding(code):
    return Finding(code=code, place="", text="", do="")


def test_every_code_is_a_blocker_a_warning_or_advice():
    assert set(BLOCKERS).isdisjoint(ADVICE)
    assert set(BLOCKERS) >= DISMISSIBLE
    severities = {code: finding(code).severity for code in Code}
    assert {code for code, severity in severities.items() if severity == "blocker"} == set(BLOCKERS)
    assert set(severities.values()) == set(Severity)


def test_what_stops_what():
    early, late, warning = (
        finding(code) for code in (Code.NO_WORDS, Code.UNSIGNED, Code.SUMMARY_MISSING)
    )
    findings = [early, late, warning]
    assert stopping(findings, Stage.SUBMITTING) == [early]
    assert stopping(findings, Stage.PUBLISHING) == [early, late]


def test_the_worst_comes_first(cast):
    page = make_page(by=cast.editor, title="x" * 61, summary="", sections=[])
    report = readiness(page, NOW, stage=Stage.SUBMITTING)
    assert [(item.severity, item.code) for item in report] == [
        ("blocker", "no_words"),
        ("warning", "summary_missing"),
        *[("warning", "section_missing")] * 4,
        ("warning", "citations_missing"),
        ("advice", "search_length"),
    ]


def test_every_finding_says_what_to_do(cast):
    page = make_page(by=cast.editor, title="x" * 61, summary="", sections=[])
    for item in readiness(page, NOW):
        assert item.text.endswith(".")
        assert item.do.endswith(".")


def test_the_stored_page_is_read(cast):
    page = make_page(by=cast.editor)
    page.summary = ""
    assert "summary_missing" not in [item.code for item in readiness(page, NOW)]


def many(cast, count):
    works = [make_reference() for _ in range(count)]
    body = cited("Words on suicide.", *(work.key for work in works))
    return make_page(
        by=cast.editor,
        sections=[SectionDraft(heading="A", body=body) for _ in range(count)],
        faqs=[FaqDraft(question="Why?", answer=text("Because.")) for _ in range(count)],
        associations=[
            AssociationDraft(
                condition=make_topic(Kind.CONDITION), name="PTSD", explanation=text("It is.")
            )
            for _ in range(count)
        ],
        citations=[CitationDraft(key=work.key) for work in works],
    )


@pytest.mark.parametrize("report", [readiness, public.readiness])
def test_it_asks_as_often_whatever_the_number_of_parts(cast, report):
    counts = []
    for count in (1, 12):
        page = many(cast, count)
        with CaptureQueriesContext(connection) as queries:
            assert len(report(page, NOW)) > count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 23
