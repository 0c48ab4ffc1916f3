"""Hypothesis strategies of whole pages, over rows that there are."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from hypothesis import strategies as st

from articles.canonical import canonical_value
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
    ArticleType,
    Aspect,
    CodeMatch,
    CodeSystem,
    ContentFlag,
    Image,
    Kind,
    NoticeVersion,
    OverduePolicy,
    Page,
    Person,
    Purpose,
    RiskClass,
    Strength,
    Tag,
    Topic,
    TreatmentVersion,
    Urgency,
)
from tests.articles.richtext_strategies import (
    TEXT,
    bullets,
    citation,
    crisis_line,
    doc,
    mark,
    node,
    paragraph,
    text,
)


@dataclass(frozen=True)
class World:
    """The rows that a page may name; ``sources`` are, by topic, the pages to translate."""

    topics: dict[str, Topic]
    conditions: list[Topic]
    others: list[Topic]
    sources: dict[str, Page]
    people: list[Person]
    tags: list[Tag]
    keys: list[str]
    lines: list[str]
    notices: list[NoticeVersion]
    treatments: list[TreatmentVersion]
    images: list[Image]


def some(values, *, most=2):
    return st.lists(st.sampled_from(values), unique=True, max_size=most)


def one_or_none(values):
    return st.one_of(st.none(), st.sampled_from(values))


def notices(world):
    """In any order and of any version, but each notice once."""
    drawn = st.sampled_from(world.notices)
    return st.lists(drawn, unique_by=lambda version: version.notice_id, max_size=3)


def part_ids(part):
    """A few uuids for each part, so that two pages often have a part of the same name."""
    return st.lists(
        st.sampled_from([uuid5(NAMESPACE_URL, f"{part}/{number}") for number in range(4)]),
        unique=True,
        max_size=3,
    )


WORDS = TEXT.filter(lambda words: canonical_value(words).strip())


def documents(world, *, blank=True):
    inline = st.one_of(
        st.builds(text, TEXT),
        st.sampled_from(world.keys).map(citation),
        st.sampled_from(world.lines).map(crisis_line),
        st.builds(
            lambda words, topic: text(words, mark("pageLink", topic=str(topic.uuid))),
            WORDS,
            st.sampled_from(world.others),
        ),
    )
    filled = st.builds(
        lambda words, rest: doc(paragraph(words, *rest)), WORDS, st.lists(inline, max_size=3)
    )
    return st.one_of(st.just({}), filled) if blank else filled


def bodies(world):
    """Texts of sections, where pictures may stand."""
    figures = st.builds(
        lambda image, alt, caption: node("figure", image=str(image.uuid), alt=alt, caption=caption),
        st.sampled_from(world.images),
        WORDS,
        TEXT,
    )
    with_figures = st.builds(
        lambda words, figures: doc(paragraph(words), *figures),
        TEXT,
        st.lists(figures, min_size=1, max_size=2),
    )
    return st.one_of(documents(world), with_figures)


@st.composite
def pages(draw, world, kind):
    """A draft of a page about the one topic of its kind."""
    values = {
        "topic": world.topics[kind],
        "locale": "en",
        "slug": draw(st.sampled_from(["one", "two"])),
        "title": draw(WORDS),
        "summary": draw(TEXT),
        "key_points": draw(st.one_of(st.just({}), WORDS.map(lambda words: doc(bullets(words))))),
        "content_flags": draw(some(ContentFlag.values)),
        "risk_class": draw(st.sampled_from(RiskClass.values)),
        "overdue_policy": draw(st.sampled_from(OverduePolicy.values)),
        "purpose": draw(st.sampled_from(Purpose.values)),
        "funding": draw(TEXT),
        "hero_image": draw(st.sampled_from([None, *world.images])),
        "hero_caption": draw(TEXT),
        "seo_title": draw(TEXT),
        "seo_description": draw(TEXT),
        "byline": draw(some(world.people)),
        "related": draw(some(world.others)),
        "tags": draw(some(world.tags)),
        "alternate_names": [AlternateNameDraft(name=n) for n in draw(some(["a", "b", "\u00fc"]))],
        "codes": draw(codes()),
        "notices": draw(notices(world)),
        "citations": draw(citations(world)),
        "calls_to_action": draw(calls_to_action(world)),
        "sections": [
            SectionDraft(
                uuid=id,
                aspect=Aspect.SEE_DOCTOR,
                urgency=draw(st.sampled_from(["", *Urgency.values])),
                heading=draw(TEXT),
                body=draw(bodies(world)),
                notice=draw(one_or_none(world.notices)),
                treatment=draw(one_or_none(world.treatments)),
            )
            for id in draw(part_ids("section"))
        ],
        "faqs": [
            FaqDraft(uuid=id, question=draw(WORDS), answer=draw(documents(world, blank=False)))
            for id in draw(part_ids("faq"))
        ],
    }
    if kind != Kind.ARTICLE:
        values["associations_notice"] = draw(one_or_none(world.notices))
    if kind == Kind.SYMPTOM:
        values["associations"] = draw(associations(world))
    if kind == Kind.ARTICLE:
        values["article_type"] = draw(st.sampled_from(ArticleType.values))
        values["about"] = draw(some(world.others))
    if draw(st.booleans()):
        values["translated_from"] = world.sources[kind]
        values["translated_fingerprint"] = draw(st.sampled_from(["0" * 64, "f" * 64]))
    draft = PageDraft(**values)
    places = draft.usual_outline
    if kind == Kind.CONDITION:
        places = [*places, {"part": "associations"}]
    chosen = draw(st.permutations(places)) if draw(st.booleans()) else []
    return PageDraft(**{**values, "outline": list(chosen)})


def codes():
    code = st.builds(
        CodeDraft,
        system=st.sampled_from(CodeSystem.values),
        code=st.just("F43.1"),
        display=TEXT,
        version=TEXT,
        match=st.sampled_from(CodeMatch.values),
    )
    return st.lists(code, unique_by=lambda each: each.system, max_size=2)


@st.composite
def citations(draw, world):
    """Every key, since any text may cite any of them; in any order."""
    acknowledged = st.sampled_from([None, {"standing": "retracted", "reason": "An example."}])
    return [
        CitationDraft(key=key, note=draw(TEXT), acknowledged=draw(acknowledged))
        for key in draw(st.permutations(world.keys))
    ]


@st.composite
def associations(draw, world):
    """At most one for each condition, by one of two names: an association keeps its condition."""
    return [
        AssociationDraft(
            uuid=uuid5(condition.uuid, draw(st.sampled_from(["first", "second"]))),
            condition=condition,
            name=draw(WORDS),
            strength=draw(st.sampled_from(Strength.values)),
            explanation=draw(documents(world, blank=False)),
            explanation_on_condition=draw(documents(world)),
        )
        for condition in draw(some(world.conditions))
    ]


@st.composite
def calls_to_action(draw, world):
    topics = [("page", str(topic.uuid)) for topic in world.others]
    targets = [
        *topics,
        ("https", "booking.example/a"),
        ("tel", "+1-800-555-0100"),
        ("tel", "911"),
        ("mail", "hello@example.org"),
    ]
    ids: list[UUID] = draw(part_ids("call"))
    chosen = [draw(st.sampled_from(targets)) for _ in ids]
    return [
        CallToActionDraft(
            uuid=id,
            heading=draw(TEXT),
            text=draw(documents(world)),
            label=draw(WORDS),
            target_kind=kind,
            target=target,
        )
        for id, (kind, target) in zip(ids, chosen, strict=True)
    ]
