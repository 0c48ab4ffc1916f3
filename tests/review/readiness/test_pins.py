"""Off-label treatments without their disclosure, and older versions of what is pinned."""

import pytest

from articles.drafts import SectionDraft
from articles.models import Image
from articles.notices import enter_version
from review.findings import Stage
from review.readiness import readiness
from tests.builders import (
    NOW,
    figure,
    make_image,
    make_notice,
    make_page,
    make_treatment,
    renew,
    text,
)
from tests.review.readiness.reporting import places, report_of


@pytest.fixture
def ketamine(cast):
    return make_treatment(
        by=cast.editor,
        title="Ketamine infusion",
        alternate_names=["Ketamine"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved for this."),
        risks=text("Sedation."),
        alternatives=text("Talk therapy."),
    )


UNDISCLOSED = "treatment_undisclosed"


@pytest.mark.parametrize(
    "words", ["We offer ketamine.", "KETAMINE helps some.", "A ketamine-assisted therapy."]
)
def test_an_off_label_treatment_is_named_without_its_disclosure(cast, ketamine, words):
    assert places(cast, UNDISCLOSED, summary=words) == ["summary"]


@pytest.mark.parametrize("words", ["Esketamine is a spray.", "Ketamines?", "Norketamine.", ""])
def test_another_word_is_not_the_treatment(cast, ketamine, words):
    assert places(cast, UNDISCLOSED, summary=words) == []


def test_the_disclosure_of_a_section_is_enough(cast, ketamine):
    section = SectionDraft(heading="Where ketamine fits", treatment=ketamine, body=text("Words."))
    assert places(cast, UNDISCLOSED, summary="We offer ketamine.", sections=[section]) == []


def test_an_older_version_without_a_disclosure_is_not_enough(cast):
    first = make_treatment(by=cast.editor, title="Ketamine")
    renew(
        first.treatment,
        by=cast.editor,
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved for this."),
        risks=text("Sedation."),
        alternatives=text("Talk therapy."),
    )
    section = SectionDraft(heading="Where it fits", treatment=first, body=text("Words."))
    assert places(cast, UNDISCLOSED, summary="Ketamine.", sections=[section]) == ["summary"]


def test_the_words_of_a_pinned_treatment_name_nothing(cast, ketamine):
    other = make_treatment(by=cast.editor, title="Talking", alternatives=text("Ketamine."))
    assert places(cast, UNDISCLOSED, sections=[SectionDraft(heading="A", treatment=other)]) == []


def test_a_treatment_that_is_approved_or_of_another_language_asks_nothing(cast):
    make_treatment(by=cast.editor, title="Esketamine", off_label=False)
    assert places(cast, UNDISCLOSED, summary="Esketamine is a spray.") == []


def test_it_stops_publishing_and_nobody_dismisses_it(cast, ketamine):
    page = make_page(by=cast.editor, summary="We offer ketamine.")
    (found,) = [item for item in readiness(page, NOW) if item.code == UNDISCLOSED]
    assert (found.stops, found.is_dismissible) == (Stage.PUBLISHING, False)


def test_an_older_version_is_pointed_out_once(cast):
    notice = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[notice], associations_notice=notice)
    assert report_of(page, "pin_outdated") == []
    enter_version(
        subject=notice.notice,
        content={"heading": "", "text": text("Other words.")},
        by=cast.editor,
        at=NOW,
        based_on=1,
    )
    assert report_of(page, "pin_outdated") == [("pin_outdated", "")]


def test_a_picture_that_is_no_longer_decorative(cast):
    image = make_image(by=cast.editor, decorative=True)
    section = SectionDraft(heading="A", body=figure(image, alt=""))
    page = make_page(by=cast.editor, sections=[section])
    assert report_of(page, "alt_text_missing") == []
    Image.objects.update(decorative=False, alt_text="A hand.")
    assert report_of(page, "alt_text_missing") == [
        ("alt_text_missing", f"sections.{section.uuid}.body")
    ]
