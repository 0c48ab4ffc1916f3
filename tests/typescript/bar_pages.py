"""The two pages that set the bar (DESIGN 1), in words of our own."""

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    SectionDraft,
)
from review.models import CredentialKind
from tests.builders import (
    bullets,
    make_credential,
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_reference,
    make_site,
    make_tag,
    make_topic,
    make_treatment,
    publish_page,
    text,
)
from tests.delivery.nodes import citation, doc, item, mark, paragraph, words

ALT = "Two chairs by a lamp, one of them empty, with a cup of tea on the sill."
PARAGRAPHS = [
    "Hardly anybody calls us and says the word shame. They say tired, or stuck, or fine.",
    "We hear it later, in what somebody leaves out, or in an excuse for taking up our time.",
    "Shame is quick. It has told its story before the first question has been put.",
    "Its story is short as well: that there is something wrong with you, and that others can tell.",
    "Most of us learn to live around it. We work, we joke, and we keep the lights low.",
    "What keeps it alive is that nobody looks. What nobody looks at cannot turn out to be ordinary.",
    "That is why we begin with company, and not with a cure.",
    "Ketamine-assisted psychotherapy is talk therapy that has a medicine in the middle of it.",
    "You meet your therapist before, you have somebody beside you during, and you meet again after.",
    "The medicine does not argue with shame. Some people tell us that it turned the volume down.",
    "What they did with the quiet was theirs, and it took longer than an afternoon.",
    "It does not suit everybody. We ask about your heart, your history and your hopes first.",
    "If it is not for you we say so, and we help you to find what is.",
    "You do not need the right word to write to us. Fine will do, and so will stuck.",
]
DISCLOSURE = "Ketamine is approved as an anaesthetic. Giving it for depression is off-label use."


def publish_shame(cast):
    """The symptom page, whose parts stand in the order that DESIGN names."""
    make_site(
        countries=["US"],
        feedback_url="https://www.example.org/feedback/",
        labels={"en": {"key_points": "TL;DR", "associations": "Commonly associated with"}},
    )
    line = make_crisis_resource(
        entered_by=cast.editor,
        verified_by=cast.administrator,
        name="988 Suicide & Crisis Lifeline",
        label="Call or text 988",
        sms="988",
    )
    works = [
        make_reference(
            pmid="30075356",
            title="Shame and anxiety.",
            authors=[{"family": "Author", "given": "Ann", "initials": "A"}],
            journal="J Anx",
            year=2018,
            publication_types=["Meta-Analysis"],
        ),
        make_reference(
            pmid="23982301",
            title="Ketamine in depression.",
            authors=[{"group": "Trial Group"}],
            journal="AJP",
            year=2013,
        ),
    ]
    _credentials(cast)
    depression = publish_page(_depression(cast), cast)
    invitation = _invitation()
    page = make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        summary="Feeling that the fault is you, and not what happened.",
        alternate_names=[AlternateNameDraft(name="Self-disgust")],
        codes=[CodeDraft(system="icd-10-cm", code="R45.89", match="broader")],
        content_flags=["suicide"],
        key_points=bullets(
            "Shame is about who you think you are.", "Hiding feeds it.", "It can ease with help."
        ),
        notices=[make_notice(by=cast.editor, heading="For information only")],
        sections=_sections(cast, line, works),
        associations=_associations(depression.topic),
        associations_notice=make_notice(
            by=cast.editor,
            heading="Descriptive, not diagnostic",
            text=text("To know shame is not to have one of these conditions."),
        ),
        faqs=[
            FaqDraft(
                question="Is guilt another word for it?", answer=text("No: guilt has a deed.")
            ),
            FaqDraft(question="Does it go away?", answer=text("For many it grows small.")),
        ],
        citations=[
            CitationDraft(key=works[0].key, note="It pools studies on shame and worry."),
            CitationDraft(key=works[1].key, note="A trial in depression that stayed."),
        ],
        calls_to_action=[invitation],
        # The invitation stands last.
        outline=[
            {"part": "references"},
            {"part": "call_to_action", "id": str(invitation.uuid)},
        ],
        tags=[make_tag(slug="feelings", name="Feelings")],
        related=[depression.topic],
        seo_title="Shame, and what helps",
        seo_description="What shame looks like and who can help.",
    )
    return publish_page(page, cast)


def publish_post(cast):
    """The blog post: a picture, fourteen paragraphs, an invitation."""
    page = make_page(
        by=cast.editor,
        kind="article",
        title="What shame does not want you to do",
        slug="what-shame-does-not-want",
        summary="How we talk about it, and where a medicine may come in.",
        article_type="blog_post",
        purpose="promotional",
        hero_image=make_image(by=cast.editor, ready=True, alt_text=ALT, credit="Drawn by us"),
        hero_caption="Our second room.",
        sections=[
            SectionDraft(
                body=doc(*(paragraph(words(each)) for each in PARAGRAPHS)),
                treatment=_ketamine(cast),
            )
        ],
        calls_to_action=[
            CallToActionDraft(
                heading="Come as you are",
                text=text("A first talk costs nothing."),
                label="Write to us",
                target_kind="mail",
                target="hello@example.org",
            )
        ],
    )
    return publish_page(page, cast)


def _credentials(cast):
    make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="American Board of Psychiatry and Neurology",
        specialty="psychiatry",
        jurisdiction="",
    )
    make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        authority="New Jersey Board of Medical Examiners",
        jurisdiction="NJ",
    )


def _invitation():
    return CallToActionDraft(
        heading="Would you like to measure it?",
        text=text("Five minutes, scored on your own screen. We keep nothing."),
        label="Begin the screening",
        target_kind="https",
        target="https://www.example.org/screening/",
    )


def _depression(cast):
    return make_page(
        by=cast.editor, kind="condition", title="Depression", slug="depression", summary="A low."
    )


def _sections(cast, line, works):
    complement = make_notice(
        by=cast.editor, heading="Beside treatment, not in its place", text=text("Not a substitute.")
    )
    urgent = paragraph(
        words("You think of ending your life: "), mark("crisisLine", resource=str(line.uuid))
    )
    return [
        SectionDraft(
            aspect="Symptoms",
            heading="What it can look like",
            body=bullets("You look away when praised.", "You rehearse old scenes at night."),
        ),
        SectionDraft(
            aspect="SelfCare",
            heading="Self-help patterns",
            body=bullets("Give it its name.", "Tell one person whom you trust."),
            notice=complement,
        ),
        SectionDraft(
            aspect="SeeDoctor",
            urgency="urgent",
            heading="When to seek professional help",
            body=doc(
                {
                    "type": "bulletList",
                    "content": [item(paragraph(words("It has lasted for months."))), item(urgent)],
                }
            ),
        ),
        SectionDraft(
            aspect="Treatments",
            heading="Treatment options",
            body=doc(paragraph(words("Therapies that train kindness help"), citation(works[0]))),
        ),
        SectionDraft(
            heading="Where ketamine fits",
            body=doc(paragraph(words("It treats no shame by itself"), citation(works[1]))),
            treatment=_ketamine(cast),
        ),
    ]


def _ketamine(cast):
    return make_treatment(
        by=cast.editor,
        title="Ketamine",
        alternate_names=["Ketamine infusion"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text(DISCLOSURE),
        risks=bullets("Raised blood pressure", "Feeling detached"),
        alternatives=text("Talk therapy, and medicines approved for depression."),
    )


def _associations(depression):
    said = {
        "Depression": "Feeling worthless and feeling ashamed keep each other going.",
        "PTSD": "After harm by others many people blame themselves.",
        "Social anxiety": "Fear of being seen is close to shame.",
        "Complex PTSD": "Years of harm can make shame a habit.",
    }
    topics = {"Depression": depression}
    return [
        AssociationDraft(
            condition=topics.get(name) or make_topic(kind="condition"),
            name=name,
            strength="core" if name in topics else "common",
            explanation=text(explanation),
        )
        for name, explanation in said.items()
    ]
