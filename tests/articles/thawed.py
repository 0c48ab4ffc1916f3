"""A page with everything, the rows that it names, and the same page changed in everything."""

from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import transaction

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    PageDraft,
    SectionDraft,
)
from articles.models import (
    CrisisResource,
    Image,
    Kind,
    NoticeVersion,
    Page,
    Person,
    Tag,
    Topic,
    TreatmentVersion,
)
from references.models import Reference
from tests.articles.richtext_strategies import crisis_line, doc, mark, node, paragraph
from tests.articles.richtext_strategies import text as run
from tests.builders import (
    bullets,
    draft_of,
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_tag,
    make_topic,
    make_treatment,
    renew,
    text,
)


@contextmanager
def undone():
    """What is written within was never there afterwards: history itself cannot be deleted."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Named:
    """What the page names. Each of these alone may be gone one day."""

    topic: Topic
    condition: Topic
    linked: Topic
    target: Topic
    related: Topic
    person: Person
    source: Page
    line: CrisisResource
    work: Reference
    tag: Tag
    notice: NoticeVersion
    over: NoticeVersion
    treatment: TreatmentVersion
    hero: Image
    pictured: Image


def make_named(by):
    topic = make_topic()
    return Named(
        topic=topic,
        condition=make_topic(Kind.CONDITION),
        linked=make_topic(),
        target=make_topic(),
        related=make_topic(),
        person=make_person(),
        source=make_page(by=by, topic=topic, locale="es"),
        line=make_crisis_resource(entered_by=by),
        work=make_reference(pmid="30075356"),
        tag=make_tag(slug="feelings"),
        notice=make_notice(by=by, heading="Not a diagnosis"),
        over=make_notice(by=by),
        treatment=make_treatment(by=by, title="Talking"),
        hero=make_image(by=by),
        pictured=make_image(by=by),
    )


def whole_draft(named):
    picture = node("figure", image=str(named.pictured.uuid), alt="A hand.", caption="Held.")
    linked = mark("pageLink", topic=str(named.linked.uuid))
    return PageDraft(
        topic=named.topic,
        locale="en",
        title="Shame",
        slug="shame",
        summary="What shame is.",
        key_points=bullets("Shame hides."),
        content_flags=["suicide"],
        risk_class="6",
        overdue_policy="withhold",
        purpose="promotional",
        funding="Paid for by the clinic.",
        hero_image=named.hero,
        hero_caption="Early in the day.",
        seo_title="Shame",
        seo_description="What shame is.",
        translated_from=named.source,
        translated_fingerprint="0" * 64,
        alternate_names=[AlternateNameDraft(name="One"), AlternateNameDraft(name="Two")],
        codes=[CodeDraft(system="mesh", code="D012753", match="broader")],
        sections=[
            SectionDraft(aspect="SeeDoctor", urgency="urgent", body=text("When it lasts.")),
            SectionDraft(
                heading="More",
                body=doc(paragraph(run("Guilt.", linked)), picture),
                notice=named.notice,
                treatment=named.treatment,
            ),
        ],
        associations=[
            AssociationDraft(
                condition=named.condition,
                name="PTSD",
                strength="core",
                explanation=text("After a trauma."),
                explanation_on_condition=doc(paragraph("Call ", crisis_line(str(named.line.uuid)))),
            )
        ],
        associations_notice=named.over,
        notices=[named.notice, named.over],
        faqs=[FaqDraft(question="Does it pass?", answer=text("Often."))],
        calls_to_action=[
            CallToActionDraft(label="Read on", target_kind="page", target=str(named.target.uuid)),
            CallToActionDraft(label="Call us", target_kind="tel", target="911"),
        ],
        citations=[CitationDraft(key=named.work.key, note="How common it is.")],
        byline=[named.person],
        related=[named.related],
        tags=[named.tag],
    )


def everything_else(page):
    """The draft that changes every word and keeps every part that there is."""
    draft = draft_of(page)
    call, telephone = draft.calls_to_action
    return replace(
        draft,
        title="Guilt",
        slug="guilt",
        summary="",
        key_points=bullets("Guilt speaks."),
        content_flags=["abuse", "suicide"],
        risk_class="12",
        overdue_policy="serve",
        purpose="information",
        funding="",
        hero_image=None,
        hero_caption="",
        seo_title="Guilt",
        seo_description="",
        translated_fingerprint="f" * 64,
        alternate_names=draft.alternate_names[::-1],
        codes=[replace(draft.codes[0], match="exact", display="Guilt")],
        sections=[replace(each, heading="Guilt", body={}) for each in draft.sections],
        associations=[
            replace(each, name="Grief", strength="possible", explanation_on_condition={})
            for each in draft.associations
        ],
        associations_notice=None,
        notices=[_next(each, page.changed_by) for each in draft.notices[::-1]],
        faqs=[replace(each, question="Guilt?") for each in draft.faqs],
        calls_to_action=[
            replace(telephone, target="988"),
            replace(call, target_kind="mail", target="hello@example.org"),
        ],
        citations=[replace(each, note="") for each in draft.citations],
        byline=[make_person(), *draft.byline],
        related=[make_topic(), *draft.related],
        tags=[make_tag(), *draft.tags],
        outline=[],
    )


def _next(version, by):
    return renew(version.subject, by=by, text=text("Guilt is no diagnosis."))


def children(page):
    """The primary keys of the page's rows, by relation, in their order."""
    relations = (
        "alternate_names",
        "codes",
        "sections",
        "associations",
        "faqs",
        "calls_to_action",
        "citations",
        "byline_entries",
        "related_entries",
    )
    return {name: [row.pk for row in getattr(page, name).all()] for name in relations}
