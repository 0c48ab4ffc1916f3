"""A small library from which the examples of openapi.yaml are taken: few words, every kind of part.

Its slugs are those of the demo, so that the examples can be tried there.
"""

from datetime import date, timedelta

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    SectionDraft,
)
from articles.models import CrisisResource, Person
from delivery.publishing import withdraw
from tests.builders import (
    bullets,
    cited,
    make_crisis_resource,
    make_image,
    make_page,
    make_person,
    make_reference,
    make_site,
    make_tag,
    publish_page,
    text,
)
from tests.delivery.nodes import doc, mark, paragraph, words

SEE = "Talk to a professional when it lasts. In a crisis: "
WITHDRAWN = "We are revising this page."


def make_example_library(cast, *, now):
    """Return what a request may have to name by its id."""
    make_site(feedback_url="https://www.example.org/feedback/")
    line = make_crisis_resource(
        entered_by=cast.editor,
        verified_by=cast.administrator,
        name="988 Suicide & Crisis Lifeline",
        label="Call or text 988",
        sms="988",
    )
    # Not those that count how many the test run has made.
    CrisisResource.objects.filter(pk=line.pk).update(slug="us-988")
    Person.objects.filter(pk=cast.reviewer.person.pk).update(
        slug="ray-reviewer",
        interests="Paid by Example Clinic. No payments from makers of drugs or devices.",
        interests_declared_on=date(2026, 1, 15),
    )
    work = make_reference(
        pmid="30075356",
        doi="10.1016/j.janxdis.2018.07.005",
        title="Shame and anxiety.",
        authors=[{"family": "Cândea", "given": "Diana-Mirela", "initials": "DM"}],
        journal="Journal of anxiety disorders",
        journal_abbreviation="J Anxiety Disord",
        year=2018,
        month=8,
        volume="58",
        pages="78-106",
        publication_types=["Journal Article", "Meta-Analysis"],
    )
    condition = publish_page(_depression(cast, now), cast, now=now)
    symptom = publish_page(_shame(cast, now, line, work, condition.topic), cast, now=now)
    publish_page(_article(cast, now, symptom.topic), cast, now=now)
    old = publish_page(_guilt(cast, now), cast, now=now)
    withdraw(
        page=old.page,
        by=cast.publisher,
        reason="A number was wrong.",
        notice=WITHDRAWN,
        successor=symptom.topic,
        now=now + timedelta(minutes=1),
    )
    return {"page": symptom.page.uuid, "topic": symptom.topic.uuid, "reference": work.uuid}


def _depression(cast, now):
    return make_page(
        by=cast.editor,
        at=now,
        kind="condition",
        title="Depression",
        slug="depression",
        summary="A low mood that stays.",
        codes=[CodeDraft(system="icd-10-cm", code="F32.A", display="Depression, unspecified")],
        sections=[SectionDraft(aspect="Overview", heading="What it is", body=text("A low."))],
    )


def _shame(cast, now, line, work, depression):
    return make_page(
        by=cast.editor,
        at=now,
        title="Shame",
        slug="shame",
        summary="The feeling of being flawed.",
        alternate_names=[AlternateNameDraft(name="Self-disgust")],
        content_flags=["self_harm"],
        key_points=bullets("Shame hides.", "It can ease."),
        sections=[
            SectionDraft(
                aspect="Symptoms",
                heading="What it can look like",
                body=cited("You hide.", work.key),
            ),
            SectionDraft(
                aspect="SeeDoctor",
                urgency="urgent",
                heading="When to seek help",
                body=doc(paragraph(words(SEE), mark("crisisLine", resource=str(line.uuid)))),
            ),
        ],
        associations=[
            AssociationDraft(
                condition=depression,
                name="Depression",
                strength="core",
                explanation=text("Each feeds the other."),
            )
        ],
        faqs=[FaqDraft(question="Is it guilt?", answer=text("No."))],
        citations=[CitationDraft(key=work.key, note="Pools many studies.")],
        calls_to_action=[
            CallToActionDraft(
                text=text("A first talk."),
                label="Find a time",
                target_kind="https",
                target="https://www.example.org/visit/",
            )
        ],
        tags=[make_tag(slug="feelings", name="Feelings")],
    )


def _article(cast, now, shame):
    return make_page(
        by=cast.editor,
        at=now,
        kind="article",
        title="Living with shame",
        slug="living-with-shame",
        summary="How we talk about it.",
        article_type="blog_post",
        about=[shame],
        byline=[make_person(slug="wren-writer", name="Wren Writer", profession="writer")],
        hero_image=make_image(by=cast.editor, ready=True, alt_text="Two chairs.", credit="Ours"),
        sections=[SectionDraft(body=text("Nobody comes and says the word."))],
    )


def _guilt(cast, now):
    return make_page(by=cast.editor, at=now, title="Guilt", slug="guilt", summary="A deed.")
