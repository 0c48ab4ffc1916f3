"""How hard a page is to read."""

import pytest

from articles.drafts import CitationDraft, SectionDraft
from articles.models import Kind
from tests.builders import bullets, make_reference, text
from tests.review.readiness.reporting import places

EASY = "You feel low. You sleep a lot. You may eat less. It can pass. " * 10
HARD = (
    "Persistent affective dysregulation characteristically necessitates multidisciplinary "
    "evaluation, notwithstanding considerable heterogeneity of presentation. "
) * 10


def found(cast, *bodies, **fields):
    sections = [SectionDraft(heading="A", body=text(body)) for body in bodies]
    marks = places(cast, "reading_grade", sections=sections, **fields)
    return [f"sections.{section.uuid}.body" for section in sections], marks


@pytest.mark.parametrize("kind", [Kind.SYMPTOM, Kind.CONDITION])
def test_a_hard_page_names_its_hardest_text(cast, kind):
    (_, hard), marks = found(cast, EASY, HARD, kind=kind)
    assert marks == [hard]


def test_an_easy_page(cast):
    assert found(cast, EASY)[1] == []


def test_an_article_may_be_hard(cast):
    assert found(cast, HARD, kind=Kind.ARTICLE)[1] == []


def test_another_language_is_not_measured(cast, settings):
    settings.CONTENT_LOCALES = ["en", "en-GB", "es"]
    assert found(cast, HARD, locale="es")[1] == []
    assert len(found(cast, HARD, locale="en-GB")[1]) == 1


def test_few_words_are_not_measured(cast):
    assert found(cast, "Considerable heterogeneity characteristically necessitates.")[1] == []


def test_notes_on_sources_are_no_prose(cast):
    work = make_reference()
    note = CitationDraft(key=work.key, note=HARD[:590])
    assert found(cast, EASY, citations=[note])[1] == []


def test_many_short_texts_are_measured_together(cast):
    points = bullets(*[sentence for sentence in HARD.split(". ") if sentence][:4])
    hard = HARD[: len(HARD) // 2]
    (body,), marks = found(cast, hard, key_points=points, summary="Short.")
    assert marks in (["key_points"], [body])


def test_the_name_of_the_condition_does_not_count(cast):
    word = "heterogeneity"
    body = f"It is {word}. You have {word}. We see {word}. " * 15
    assert len(found(cast, body)[1]) == 1
    assert found(cast, body, title=word.title())[1] == []
