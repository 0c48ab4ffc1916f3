"""Pictures in texts: their words are signed with the text, their sizes are those of today."""

import pytest

from articles.drafts import AssociationDraft, FaqDraft, SectionDraft
from articles.models import FigureEntry, Page
from articles.richtext import (
    Profile,
    Resolved,
    figure_images,
    figures,
    normalise,
    plain_text,
    render_blocks,
    render_html,
    words,
)
from articles.snapshots import freeze, images_of
from tests.articles.refused_saves import ABSENT, new_refused, refused, section
from tests.articles.richtext_refusals import refused as refused_text
from tests.articles.richtext_strategies import doc, figure, node, paragraph
from tests.articles.test_richtext_html import PICTURE
from tests.builders import edit_page, make_image, make_page, make_topic, text
from tests.builders import figure as figure_of

HAND = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
CURVE = "11111111-2222-4333-8444-555555555555"
RESOLVED = Resolved(pictures={HAND: PICTURE})


# The one form


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"image": HAND.upper()}, {"image": HAND}),
        ({"image": HAND, "alt": "", "caption": ""}, {"image": HAND}),
        ({"image": HAND, "alt": " A\nhand. "}, {"image": HAND, "alt": "A hand."}),
        ({"image": HAND, "caption": "Cafe\u0301"}, {"image": HAND, "caption": "Café"}),
        ({"image": HAND, "alt": "x" * 300}, {"image": HAND, "alt": "x" * 300}),
        ({"image": HAND, "caption": "x" * 600}, {"image": HAND, "caption": "x" * 600}),
    ],
)
def test_the_one_form(given, stored):
    assert normalise(doc(node("figure", **given))) == doc(node("figure", **stored))


def test_a_picture_alone_is_not_empty():
    assert normalise(doc(figure(HAND), paragraph())) == doc(figure(HAND))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Block 1: the picture needs its attribute image."),
        ({"image": None}, "Block 1: the picture needs its attribute image."),
        ({"image": "hand.jpg"}, "Block 1: the picture does not exist. Remove it and choose again."),
        ({"image": HAND, "alt": 7}, "Block 1: an attribute that must be text is not. Remove it."),
        (
            {"image": HAND, "alt": "x" * 301},
            "Block 1: an attribute has more than 300 characters.",
        ),
        (
            {"image": HAND, "caption": "x" * 601},
            "Block 1: an attribute has more than 600 characters.",
        ),
    ],
)
def test_a_bad_attribute(given, sentence):
    assert refused_text(doc({"type": "figure", "attrs": given})) == (
        "rich_text_bad_attribute",
        sentence,
    )


@pytest.mark.parametrize("name", ["src", "width", "title", "onerror"])
def test_no_other_attribute(name):
    document = doc(node("figure", image=HAND, **{name: "x"}))
    assert refused_text(document)[0] == "rich_text_unknown_attribute"


def test_nothing_stands_in_it():
    assert refused_text(doc(node("figure", paragraph("x"), image=HAND)))[0] == (
        "rich_text_bad_structure"
    )


def test_it_stands_among_blocks():
    assert refused_text(doc(node("paragraph", figure(HAND))))[0] == "rich_text_bad_structure"


@pytest.mark.parametrize(
    ("profile", "document"),
    [
        (Profile.ANSWER, doc(figure(HAND))),
        (Profile.ANSWER, doc(node("blockquote", figure(HAND)))),
        (
            Profile.KEY_POINTS,
            doc(node("bulletList", node("listItem", paragraph("One"), figure(HAND)))),
        ),
    ],
)
def test_only_in_the_text_of_a_section(profile, document):
    assert refused_text(document, profile) == (
        "rich_text_bad_structure",
        "The text: pictures stand in the text of a section. Put this one into a section.",
    )


# Reading


DOCUMENT = normalise(
    doc(
        paragraph("Before."),
        figure(HAND, alt="A hand.", caption="Held & kept."),
        node("blockquote", figure(CURVE)),
        figure(HAND, alt="The same hand."),
    )
)


def test_what_stands_in_a_text():
    assert figures(DOCUMENT) == [
        {"image": HAND, "alt": "A hand.", "caption": "Held & kept."},
        {"image": CURVE, "alt": "", "caption": ""},
        {"image": HAND, "alt": "The same hand.", "caption": ""},
    ]
    assert figure_images(DOCUMENT) == [HAND, CURVE]


def test_a_caption_is_words():
    assert plain_text(DOCUMENT) == "Before.\nHeld & kept."
    assert words(DOCUMENT) == 4
    assert plain_text({"content": render_blocks(DOCUMENT, RESOLVED)}) == plain_text(DOCUMENT)


def test_blocks():
    _, first, quotation, last = render_blocks(DOCUMENT, RESOLVED)
    renditions = [
        {
            "url": "https://media.example.org/1/480.avif",
            "width": 480,
            "height": 320,
            "format": "avif",
        },
        {
            "url": "https://media.example.org/1/960.avif",
            "width": 960,
            "height": 640,
            "format": "avif",
        },
        {
            "url": "https://media.example.org/1/960.jpg",
            "width": 960,
            "height": 640,
            "format": "jpeg",
        },
    ]
    assert first == {
        "type": "figure",
        "image": HAND,
        "alt": "A hand.",
        "caption": "Held & kept.",
        "url": "https://media.example.org/1/960.jpg",
        "width": 1200,
        "height": 800,
        "thumbhash": "1oYCjKJ",
        "renditions": renditions,
    }
    assert quotation == {"type": "blockquote", "content": []}
    assert (last["alt"], last["caption"]) == ("The same hand.", None)


def test_html():
    document = normalise(doc(figure(HAND, alt='A "hand" & <more>', caption="Held & <kept>.")))
    assert render_html(document, RESOLVED) == (
        "<figure><picture>"
        '<source type="image/avif" srcset="https://media.example.org/1/480.avif 480w, '
        'https://media.example.org/1/960.avif 960w" sizes="(min-width: 50rem) 50rem, 100vw">'
        '<source type="image/jpeg" srcset="https://media.example.org/1/960.jpg 960w" '
        'sizes="(min-width: 50rem) 50rem, 100vw">'
        '<img src="https://media.example.org/1/960.jpg" '
        'alt="A &quot;hand&quot; &amp; &lt;more&gt;" loading="lazy" width="1200" height="800">'
        "</picture><figcaption>Held &amp; &lt;kept&gt;.</figcaption></figure>"
    )


def test_html_without_words():
    rendered = render_html(normalise(doc(figure(HAND))), RESOLVED)
    assert ' alt="" ' in rendered
    assert rendered.endswith("</picture></figure>")


# Saving


def test_a_page_keeps_its_pictures(cast):
    hand, curve = make_image(by=cast.editor), make_image(by=cast.editor, decorative=True)
    body = doc(
        figure(str(hand.uuid), alt="A hand."), figure(str(curve.uuid)), figure(str(curve.uuid))
    )
    page = make_page(by=cast.editor, sections=[SectionDraft(body=body)])
    assert set(FigureEntry.objects.values_list("page", "image")) == {
        (page.pk, hand.pk),
        (page.pk, curve.pk),
    }
    assert images_of(freeze(page)) == {str(hand.uuid), str(curve.uuid)}
    edit_page(page, by=cast.editor, sections=[SectionDraft(body=figure_of(hand))], outline=[])
    assert list(FigureEntry.objects.values_list("image", flat=True)) == [hand.pk]


def test_a_changed_alt_text_is_another_page(cast):
    """It is signed with the text; that of the picture itself is not."""
    hand = make_image(by=cast.editor, alt_text="One hand.")
    page = make_page(by=cast.editor, sections=[SectionDraft(body=figure_of(hand))])
    hand.alt_text = "Two hands."
    hand.save()
    assert freeze(Page.objects.get()).fingerprint == page.fingerprint
    sections = [SectionDraft(uuid=page.sections.get().uuid, body=figure_of(hand, alt="Two hands."))]
    assert edit_page(page, by=cast.editor, sections=sections).fingerprint != page.fingerprint


def test_an_unknown_picture(cast):
    page = make_page(by=cast.editor)
    body = doc(paragraph("Words."), figure(ABSENT, alt="A hand."))
    assert refused(page, cast.editor, **section(body=body)) == {
        "sections.0.body": ["unknown_image"]
    }


def test_an_alt_text_is_missing(cast):
    hand = make_image(by=cast.editor)
    sections = [SectionDraft(body=text("Words.")), SectionDraft(body=figure_of(hand, alt=" "))]
    assert new_refused(cast.editor, sections=sections) == {
        "sections.1.body": ["figure_without_alt_text"]
    }


def test_pictures_elsewhere(cast):
    hand = figure_of(make_image(by=cast.editor))
    assert new_refused(
        cast.editor,
        key_points=hand,
        faqs=[FaqDraft(question="Why?", answer=hand)],
        associations=[
            AssociationDraft(condition=make_topic("condition"), name="PTSD", explanation=hand)
        ],
    ) == {
        "key_points": ["rich_text_bad_structure"],
        "faqs.0.answer": ["rich_text_bad_structure"],
        "associations.0.explanation": ["rich_text_bad_structure"],
    }


# At the top of a page


def test_the_picture_at_the_top_is_the_publishers(cast):
    hand, curve = make_image(by=cast.editor), make_image(by=cast.editor)
    page = make_page(by=cast.editor, hero_image=hand, hero_caption=" A hand, held. ")
    first = freeze(page)
    assert first.clinical["hero_caption"] == "A hand, held."
    assert first.presentation["hero_image"] == str(hand.uuid)
    swapped = freeze(edit_page(page, by=cast.editor, hero_image=curve))
    assert swapped.fingerprint == first.fingerprint
    assert swapped.presentation["hero_image"] == str(curve.uuid)
    captioned = freeze(edit_page(page, by=cast.editor, hero_caption="A curve."))
    assert captioned.fingerprint != first.fingerprint


def test_without_one_nothing_is_frozen(cast):
    snapshot = freeze(make_page(by=cast.editor))
    assert "hero_caption" not in snapshot.clinical
    assert "hero_image" not in snapshot.presentation
    assert images_of(snapshot) == set()


def test_a_caption_that_is_too_long(cast):
    assert new_refused(cast.editor, hero_caption="x" * 601) == {"hero_caption": ["max_length"]}
