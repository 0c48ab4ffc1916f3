"""A page on which every move of the working copy can be tried."""

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Aspect, ContentFlag, RiskClass, Urgency
from tests.builders import bullets, cited, make_page, make_person, make_reference, text


@pytest.fixture
def page(cast):
    """A symptom page with parts of every kind, two of each."""
    first = make_reference(pmid="30075356", doi="10.1016/j.janxdis.2018.07.005")
    second = make_reference(pmid="28700459")
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        summary="What shame is.",
        key_points=bullets("Shame hides.", "It can be treated."),
        content_flags=[ContentFlag.SUICIDE],
        risk_class=RiskClass.HIGH,
        sections=[
            SectionDraft(
                aspect=Aspect.SYMPTOMS, heading="What it can look like", body=text("Withdrawing.")
            ),
            SectionDraft(
                aspect=Aspect.SEE_DOCTOR,
                urgency=Urgency.URGENT,
                heading="When to seek help",
                body=cited("When it lasts.", first.key),
            ),
        ],
        faqs=[
            FaqDraft(question="Is shame a disorder?", answer=text("No.")),
            FaqDraft(question="Does it pass?", answer=text("Often.")),
        ],
        citations=[
            CitationDraft(key=first.key, note="Prevalence."),
            CitationDraft(key=second.key, note="Treatment."),
        ],
        byline=[make_person(name="Wilma Writer"), make_person(name="Walter Writer")],
    )
