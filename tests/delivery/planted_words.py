"""The texts of a page, each with a word that tells where it comes from."""

from dataclasses import replace
from datetime import date

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    SectionDraft,
)
from articles.models import Kind, Notice
from tests.builders import (
    bullets,
    cited,
    make_notice,
    make_person,
    make_reference,
    make_tag,
    make_treatment,
    text,
)

FIELDS = [
    "title",
    "alternate",
    "code",
    "summary",
    "funding",
    "point",
    "heading",
    "body",
    "question",
    "answer",
    "callheading",
    "calltext",
    "calllabel",
    "calltarget",
    "note",
    "work",
    "byline",
    "tag",
    "seotitle",
    "seodescription",
    "notice",
    "sectionnotice",
    "treatment",
    "othername",
    "disclosure",
    "risks",
    "alternatives",
]
# What a symptom's page says of a condition, on its own page and on the condition's.
ASSOCIATION_FIELDS = ["name", "explanation", "elsewhere", "elsewherework"]


def fields_of(kind):
    over = [] if kind == Kind.ARTICLE else ["overnotice"]
    return [*FIELDS, *over, *(ASSOCIATION_FIELDS if kind == Kind.SYMPTOM else [])]


def pinned(content, prefix, state, kind, *, by, locale):
    """The content with a notice at each place and a treatment, in words of their own."""
    mark = {field: f"{prefix}{state}{kind}{field}" for field in fields_of(kind)}
    treatment = make_treatment(
        by=by,
        locale=locale,
        title=mark["treatment"],
        alternate_names=[mark["othername"]],
        **{name: text(mark[name]) for name in ("disclosure", "risks", "alternatives")},
    )
    section = replace(
        content["sections"][0],
        notice=_notice(mark["sectionnotice"], by, locale),
        treatment=treatment,
    )
    over = {}
    if "overnotice" in mark:
        over["associations_notice"] = _notice(mark["overnotice"], by, locale)
    notices = [_notice(mark["notice"], by, locale)]
    return {**content, **over, "notices": notices, "sections": [section]}


def _notice(mark, by, locale):
    version = make_notice(by=by, locale=locale, heading=mark, text=text(mark))
    # By which editors know it, and nobody else.
    Notice.objects.filter(pk=version.notice_id).update(name=f"leak{mark}", slug=f"leak{mark}")
    return version


def words(prefix, state, kind, *, condition):
    mark = {field: f"{prefix}{state}{kind}{field}" for field in fields_of(kind)}
    work = _work(mark["work"])
    content = {
        "title": f"The {mark['title']}",
        "alternate_names": [AlternateNameDraft(name=mark["alternate"])],
        "codes": [CodeDraft(system="mesh", code=mark["code"], display=mark["code"])],
        "slug": f"{prefix}{state}{kind}",
        "summary": f"About {mark['summary']}.",
        "funding": f"Paid for by {mark['funding']}.",
        "key_points": bullets(mark["point"]),
        "sections": [
            SectionDraft(heading=f"What {mark['heading']} is", body=cited(mark["body"], work.key))
        ],
        "faqs": [FaqDraft(question=f"Is it {mark['question']}?", answer=text(mark["answer"]))],
        "calls_to_action": [
            CallToActionDraft(
                heading=mark["callheading"],
                text=text(mark["calltext"]),
                label=mark["calllabel"],
                target_kind="https",
                target=f"https://{mark['calltarget']}.example/",
            )
        ],
        "citations": [CitationDraft(key=work.key, note=mark["note"])],
        "byline": [_author(mark["byline"])],
        "tags": [make_tag(slug=mark["tag"], name=mark["tag"])],
        "related": [condition],
        "seo_title": mark["seotitle"],
        "seo_description": mark["seodescription"],
    }
    if kind == Kind.SYMPTOM:
        elsewhere = _work(mark["elsewherework"])
        content["citations"].append(CitationDraft(key=elsewhere.key))
        content["associations"] = [
            AssociationDraft(
                condition=condition,
                name=mark["name"],
                explanation=text(mark["explanation"]),
                explanation_on_condition=cited(mark["elsewhere"], elsewhere.key),
            )
        ]
    if kind == Kind.ARTICLE:
        content["about"] = [condition]
    return content


def _work(mark):
    return make_reference(
        doi=f"10.1000/{mark}",
        title=f"A study of {mark}",
        journal=f"Journal of {mark}",
        authors=[{"family": mark, "given": mark, "initials": mark}],
        publication_types=[mark],
    )


def _author(mark):
    return make_person(
        slug=mark,
        name=mark,
        suffixes=mark,
        degrees=[mark],
        biography=mark,
        interests=mark,
        interests_declared_on=date(2026, 1, 1),
        languages=[mark],
        profession="writer",
    )
