"""Words on suicide and self-harm, the flags that say so, and wording that hurts."""

import pytest
from django.test import override_settings

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    SectionDraft,
)
from articles.models import Kind
from review.readiness import readiness
from tests.builders import NOW, bullets, make_page, make_reference, make_topic, text
from tests.review.readiness.reporting import places, report_of

UNFLAGGED = "crisis_words_unflagged"
SPEAKS = "Some think of suicide."


@pytest.mark.parametrize("name", ["title", "summary", "funding", "seo_title", "seo_description"])
def test_a_field_of_the_page(cast, name):
    assert places(cast, UNFLAGGED, **{name: SPEAKS}) == [name]


def test_key_points(cast):
    assert places(cast, UNFLAGGED, key_points=bullets("One.", SPEAKS)) == ["key_points"]


def parts():
    speaking = make_topic(Kind.CONDITION)
    work = make_reference()
    target = {"label": "Go", "target_kind": "tel", "target": "911"}
    association = {"condition": speaking, "name": "PTSD", "explanation": text("It is.")}
    reason = {"standing": "retracted", "reason": SPEAKS}
    return {
        "sections": [
            ("heading", SectionDraft(heading=SPEAKS, body=text("Words."))),
            ("body", SectionDraft(heading="A", body=text(SPEAKS))),
        ],
        "faqs": [
            ("question", FaqDraft(question=SPEAKS, answer=text("Yes."))),
            ("answer", FaqDraft(question="Why?", answer=text(SPEAKS))),
        ],
        "associations": [
            ("name", AssociationDraft(**{**association, "name": SPEAKS})),
            ("explanation", AssociationDraft(**{**association, "explanation": text(SPEAKS)})),
            (
                "explanation_on_condition",
                AssociationDraft(**association, explanation_on_condition=text(SPEAKS)),
            ),
        ],
        "calls_to_action": [
            ("heading", CallToActionDraft(**target, heading=SPEAKS)),
            ("text", CallToActionDraft(**target, text=text(SPEAKS))),
            ("label", CallToActionDraft(**{**target, "label": SPEAKS})),
        ],
        "citations": [
            ("note", CitationDraft(key=work.key, note=SPEAKS)),
            ("acknowledged.reason", CitationDraft(key=work.key, acknowledged=reason)),
        ],
    }


@pytest.mark.parametrize(
    "part", ["sections", "faqs", "associations", "calls_to_action", "citations"]
)
def test_every_field_of_a_part(cast, part):
    for field, draft in parts()[part]:
        name = getattr(draft, "uuid", None) or draft.key
        assert places(cast, UNFLAGGED, **{part: [draft]}) == [f"{part}.{name}.{field}"], field


def test_names_and_codes(cast):
    names = [AlternateNameDraft(name="Low mood"), AlternateNameDraft(name="Suicidality")]
    assert places(cast, UNFLAGGED, alternate_names=names) == ["alternate_names.1.name"]
    codes = [CodeDraft(system="icd-10-cm", code="R45.851", display="Suicidal ideations")]
    assert places(cast, UNFLAGGED, codes=codes) == ["codes.0.display"]


def test_it_says_what_it_found(cast):
    page = make_page(by=cast.editor, summary="Suicide, SUICIDE, and hurting yourself.")
    (finding,) = [each for each in readiness(page, NOW) if each.code == UNFLAGGED]
    assert finding.text == (
        "The words \u201cSuicide\u201d, \u201churting yourself\u201d speak of suicide or "
        "self-harm, and the page is not flagged for it."
    )
    assert (finding.severity, finding.stops, finding.is_dismissible) == (
        "blocker",
        "publishing",
        True,
    )


@pytest.mark.parametrize("flag", ["suicide", "self_harm"])
def test_a_flag_is_enough(cast, flag):
    assert places(cast, UNFLAGGED, summary=SPEAKS, content_flags=[flag]) == []


def test_another_flag_is_not(cast):
    assert places(cast, UNFLAGGED, summary=SPEAKS, content_flags=["abuse"]) == ["summary"]


def test_words_that_only_look_like_it(cast):
    assert places(cast, UNFLAGGED, summary="Cutting yourself off from friends.") == []


@pytest.mark.parametrize(
    ("summary", "flags", "codes"),
    [
        ("On suicide.", ["suicide"], []),
        ("On suicide and self-harm.", ["suicide", "self_harm"], []),
        ("On suicide.", ["self_harm"], ["crisis_flag_incomplete", "crisis_flag_without_words"]),
        ("On suicide and self-harm.", ["suicide"], ["crisis_flag_incomplete"]),
        ("On shame.", ["suicide"], ["crisis_flag_without_words"]),
        ("On shame.", ["suicide", "self_harm"], ["crisis_flag_without_words"] * 2),
        ("On shame.", ["abuse"], []),
    ],
)
def test_flags_beside_words(cast, summary, flags, codes):
    page = make_page(by=cast.editor, summary=summary, content_flags=flags)
    wanted = ("crisis_flag_incomplete", "crisis_flag_without_words")
    assert report_of(page, *wanted) == [(code, "content_flags") for code in codes]


@pytest.mark.parametrize(("locale", "found"), [("es", ["summary"]), ("es-MX", ["summary"])])
def test_spanish(cast, settings, locale, found):
    settings.CONTENT_LOCALES = ["en", locale]
    assert places(cast, UNFLAGGED, locale=locale, summary="Quiere quitarse la vida.") == found
    assert places(cast, UNFLAGGED, locale=locale, summary="La verg\u00fcenza.") == []


def test_a_language_without_list_says_so(cast):
    with override_settings(CONTENT_LOCALES=["en", "fr"]):
        page = make_page(by=cast.editor, locale="fr", summary="Le suicide.")
    assert report_of(page, UNFLAGGED, "word_list_missing", "unsafe_wording") == [
        ("word_list_missing", "content_flags")
    ]


def test_unsafe_wording(cast):
    section = SectionDraft(
        heading="A", body=bullets("He committed suicide.", "They committed suicide.", "It passed.")
    )
    page = make_page(by=cast.editor, content_flags=["suicide"], sections=[section])
    (finding,) = [each for each in readiness(page, NOW) if each.code == "unsafe_wording"]
    assert (finding.place, finding.severity) == (f"sections.{section.uuid}.body", "warning")
    assert finding.text.startswith("\u201ccommitted suicide\u201d ")
    assert finding.do.startswith("Write \u201cdied by suicide\u201d")


def test_safe_wording(cast):
    assert places(cast, "unsafe_wording", summary="She died by suicide.") == []
