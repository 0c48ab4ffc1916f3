"""The pages of the library, before anybody has signed them."""

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    SectionDraft,
)
from tests.builders import (
    bullets,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_tag,
    make_treatment,
    text,
)
from tests.delivery.nodes import citation, doc, every_block, mark, paragraph, words

# A work that fell is cited on purpose, or not at all.
ACKNOWLEDGED = {"retracted": {"standing": "retracted", "reason": "It is cited as an example."}}


def ptsd(cast):
    """Its picture has no renditions yet."""
    hero = make_image(by=cast.editor, decorative=True)
    return make_page(
        by=cast.editor,
        kind="condition",
        title="PTSD",
        slug="ptsd",
        summary="",
        associations_notice=make_notice(by=cast.editor, text=text("Shame is no proof of PTSD.")),
        hero_image=hero,
    )


def plain(cast):
    return make_page(by=cast.editor, title="Plain", slug="plain", summary="Words.", sections=[])


def article(cast, about):
    return make_page(
        by=cast.editor,
        kind="article",
        title="Living with shame",
        slug="living-with-shame",
        article_type="guide",
        about=about,
        sections=[SectionDraft(body=text("A blog post is one section."))],
    )


def spanish(cast, source, fingerprint):
    """A translation of words that have changed since."""
    return make_page(
        by=cast.editor,
        topic=source.topic,
        locale="es",
        title="Vergüenza",
        slug="verguenza",
        summary="Qué es.",
        key_points=bullets("La vergüenza se esconde."),
        sections=[SectionDraft(heading="¿Qué es?", body=text("Se esconde."))],
        translated_from=source,
        translated_fingerprint=fingerprint,
    )


def shame(cast, lines, works, topics):
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        alternate_names=[AlternateNameDraft(name="Self-blame"), AlternateNameDraft(name="Scham")],
        codes=[
            CodeDraft(
                system="icd-10-cm",
                code="R45.89",
                display="Other symptoms of emotional state",
                version="2027",
                match="broader",
            ),
            CodeDraft(system="mesh", code="D012753"),
        ],
        summary="What <shame> is.",
        purpose="promotional",
        funding="Paid for by the clinic.",
        hero_image=make_image(
            by=cast.editor, ready=True, alt_text="Hands & “faces”.", credit="Pia Picture"
        ),
        hero_caption="Hidden <faces>.",
        content_flags=["suicide", "abuse"],
        key_points=bullets("Shame hides.", "It can be treated."),
        notices=[_notice(cast, lines, topics), make_notice(by=cast.editor, heading="")],
        sections=_sections(cast, lines, works, topics),
        associations=_associations(lines, works, topics),
        associations_notice=make_notice(by=cast.editor, heading="Described & not diagnosed"),
        faqs=[
            FaqDraft(
                question="Is it a disorder?",
                answer=doc(paragraph(words("No."), citation(works["bare"]))),
            )
        ],
        calls_to_action=_calls_to_action(lines, topics),
        citations=[
            CitationDraft(key=works[name].key, note=note, acknowledged=ACKNOWLEDGED.get(name))
            for name, note in {
                "unmarked": "For those who want more.",
                "full": "On depression.",
                "retracted": "",
                "bare": "A book.",
                "vanished": "On what is lost.",
            }.items()
        ],
        byline=[_author()],
        tags=[
            make_tag(slug="feelings", name="Feelings & moods"),
            make_tag(slug="self-help", name="Self-help"),
        ],
        related=[topics["live"], topics["gone"]],
        seo_title="What is shame?",
        seo_description="Shame, and what helps against it.",
    )


def _author():
    return make_person(
        slug="wren-writer",
        name="Wren Writer",
        suffixes="III",
        degrees=["PhD"],
        profession="writer",
        orcid="0000-0002-1825-0097",
    )


def _notice(cast, lines, topics):
    """One that links to a live page and to one that is gone, and names a crisis line."""
    return make_notice(
        by=cast.editor,
        heading="Next to care",
        text=doc(
            paragraph(
                words("No <substitute>. See "),
                words("PTSD", mark("pageLink", topic=str(topics["live"].uuid))),
                words(" or "),
                words("guilt", mark("pageLink", topic=str(topics["gone"].uuid))),
                words(", or call "),
                mark("crisisLine", resource=str(lines["us"].uuid)),
            )
        ),
    )


def _treatment(cast):
    return make_treatment(
        by=cast.editor,
        title="Ketamine & depression",
        alternate_names=["IV ketamine"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved for <depression>."),
        risks=bullets("Sedation", "Raised blood pressure"),
        alternatives=text("Talk therapy."),
    )


def _sections(cast, lines, works, topics):
    return [
        SectionDraft(
            aspect="Overview",
            heading="What it is",
            body=every_block(lines, works, topics["live"], topics["gone"]),
        ),
        SectionDraft(
            aspect="SeeDoctor",
            urgency="emergency",
            heading="What it is",
            body=doc(
                paragraph(
                    words("Call ", mark("bold")),
                    mark("crisisLine", resource=str(lines["gb"].uuid)),
                    words(" or "),
                    mark("crisisLine", resource=str(lines["ca"].uuid)),
                )
            ),
        ),
        SectionDraft(
            body=text("A section without heading or aspect."),
            notice=make_notice(by=cast.editor, heading="Before you read on"),
            treatment=_treatment(cast),
        ),
        SectionDraft(heading="Pictures", body=_figures(cast)),
    ]


def _figures(cast):
    """With and without words, with and without renditions."""
    ready = make_image(by=cast.editor, ready=True, credit="Nobody reads this")
    waiting = make_image(by=cast.editor, decorative=True)
    return doc(
        mark("figure", image=str(ready.uuid), alt="A curve & a <line>.", caption="Shame & time."),
        mark("figure", image=str(waiting.uuid)),
    )


def _associations(lines, works, topics):
    """One with a live condition, which shows other words, and one with a condition by name only."""
    return [
        AssociationDraft(
            condition=topics["live"],
            name="PTSD and complex PTSD",
            strength="core",
            explanation=_explanation("After a trauma ", lines["us"], works["full"], topics),
            explanation_on_condition=_explanation(
                "Many who have PTSD feel shame ", lines["gb"], works["vanished"], topics
            ),
        ),
        AssociationDraft(
            condition=topics["name"],
            name="Prolonged grief",
            strength="possible",
            explanation=doc(paragraph(words("A loss."), citation(works["bare"]))),
        ),
    ]


def _explanation(content, line, work, topics):
    return doc(
        paragraph(
            words(content),
            words("and avoid", mark("pageLink", topic=str(topics["live"].uuid))),
            words(" or feel "),
            words("guilt", mark("pageLink", topic=str(topics["gone"].uuid))),
            words(": call "),
            mark("crisisLine", resource=str(line.uuid)),
            citation(work),
        )
    )


def _calls_to_action(lines, topics):
    """One with each kind of target, and one to a page that is not live."""
    invitation = doc(
        paragraph(words("Or call "), mark("crisisLine", resource=str(lines["us"].uuid)))
    )
    return [
        CallToActionDraft(
            heading="Where to begin",
            text=invitation,
            label="Read on PTSD",
            target_kind="page",
            target=str(topics["live"].uuid),
        ),
        CallToActionDraft(
            label="Read on guilt", target_kind="page", target=str(topics["gone"].uuid)
        ),
        CallToActionDraft(
            label="Book a visit", target_kind="https", target="https://booking.example/?a=1&b=2"
        ),
        CallToActionDraft(label="Call us", target_kind="tel", target="+1-800-555-0100"),
        CallToActionDraft(label="Write to us", target_kind="mail", target="hello@example.org"),
    ]
