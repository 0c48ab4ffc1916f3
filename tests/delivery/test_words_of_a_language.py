"""The words that the code adds to a document are of the document's language."""

import re
from dataclasses import astuple

import pytest

from articles import richtext
from articles.drafts import AssociationDraft, CitationDraft, FaqDraft, SectionDraft
from articles.models.site import PART_LABELS
from articles.richtext.markdown import TONE_WORDS
from delivery.presenting import present
from delivery.presenting.facts import Subject, gather
from delivery.presenting.surroundings import When
from review.models import CredentialKind
from review.reviewer_line import WORDS
from tests.builders import (
    NOW,
    bullets,
    cited,
    make_credential,
    make_page,
    make_reference,
    make_topic,
    publish_page,
    text,
)
from tests.delivery.accounting import strings
from tests.delivery.associating import publish_symptom
from tests.delivery.nodes import doc, paragraph, words

# One that stands without explanation, and whose name has none of the English words of the code.
BOARD = "American Board of Pediatrics"


@pytest.fixture
def publish_in(cast):
    """Publish a symptom page with every part that has a label, and a callout, in a language."""
    make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority=BOARD,
        specialty="pediatría",
        jurisdiction="",
    )
    make_credential(cast.reviewer.person, verified_by=cast.administrator, jurisdiction="NJ")

    def publish(locale, **fields):
        work = make_reference(title="Vergüenza.")
        callout = {
            "type": "callout",
            "attrs": {"tone": "urgent"},
            "content": [paragraph(words("Llame."))],
        }
        page = make_page(
            by=cast.editor,
            locale=locale,
            title="Vergüenza",
            slug="verguenza",
            summary="Qué es.",
            key_points=bullets("Se esconde."),
            sections=[SectionDraft(heading="Qué es", body=doc(callout))],
            associations=[
                AssociationDraft(
                    condition=make_topic(kind="condition"), name="TEPT", explanation=text("Va.")
                )
            ],
            faqs=[FaqDraft(question="¿Pasa?", answer=cited("Sí.", work.key))],
            citations=[CitationDraft(key=work.key)],
            **fields,
        )
        return publish_page(page, cast)

    return publish


@pytest.fixture
def attest(cast):
    """Say that the reviewer reviews in a language, beside English and Spanish."""

    def attest(locale):
        make_credential(
            cast.reviewer.person,
            verified_by=cast.administrator,
            kind=CredentialKind.LANGUAGE,
            authority="Example Clinic",
            specialty=locale,
            jurisdiction="",
        )

    return attest


def document_of(publication):
    return present(publication.revision.snapshot, publication=publication, at=NOW).document


def added(publication):
    """The words of ours that a reader of the page meets, the tone as Markdown prints it."""
    document = document_of(publication)
    snapshot = publication.revision.snapshot
    resolved = gather([Subject(snapshot, publication)], when=When(NOW))[0].resolved
    (section,) = snapshot.clinical["sections"]
    return [
        *(entry["heading"] for entry in document["outline"] if entry["part"] != "section"),
        document["associations"]["heading"],
        richtext.render_markdown(section["body"], resolved).split("\n")[0],
        document["review"]["line"]["short"],
        document["review"]["line"]["full"],
    ]


SPANISH = [
    "Puntos clave",
    "Se asocia frecuentemente con",
    "Preguntas y respuestas",
    "Referencias",
    "Se asocia frecuentemente con",
    "> **Urgente:**",
    "Revisado por un médico con certificación de especialidad · FL y NJ",
    f"Revisado por Ray Reviewer, MD, con certificación de especialidad en pediatría ({BOARD}); "
    "con licencia de médico en FL y NJ",
]
ENGLISH = [
    "Key points",
    "Commonly associated with",
    "Questions and answers",
    "References",
    "Commonly associated with",
    "> **Urgent:**",
    "Reviewed by a board-certified physician · FL & NJ",
    f"Reviewed by Ray Reviewer, MD, board-certified in pediatría ({BOARD}); "
    "physician licensed in FL and NJ",
]


def english_words():
    line = [part for part in astuple(WORDS["en"]) if isinstance(part, str)]
    wording = [*PART_LABELS["en"].values(), *TONE_WORDS["en"].values(), *line, "&"]
    pieces = {piece.strip(" ()") for words in wording for piece in re.split(r"\{\w+\}", words)}
    return sorted(pieces - {""})


def test_a_spanish_page(publish_in):
    publication = publish_in("es")
    assert added(publication) == SPANISH
    printed = "\n".join([*(value for _, value in strings(document_of(publication))), *SPANISH])
    found = [
        piece
        for piece in english_words()
        if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", printed)
    ]
    assert found == []


def test_an_english_page(publish_in):
    assert added(publish_in("en")) == ENGLISH


def test_a_region_speaks_its_language(settings, publish_in):
    settings.CONTENT_LOCALES = ("en", "es-MX")
    assert added(publish_in("es-MX")) == SPANISH


def test_a_language_without_words_speaks_english(settings, publish_in, attest):
    settings.CONTENT_LOCALES = ("en", "es", "fr")
    attest("fr")
    assert added(publish_in("fr")) == ENGLISH


def test_a_language_without_words_speaks_its_fallback(settings, publish_in, attest):
    settings.CONTENT_LOCALES = ("en", "es", "ca")
    settings.LOCALE_FALLBACKS = {"ca": "es"}
    attest("ca")
    assert added(publish_in("ca")) == SPANISH


def test_the_symptoms_on_a_spanish_condition(cast):
    page = make_page(by=cast.editor, kind="condition", locale="es", title="TEPT", slug="tept")
    publication = publish_page(page, cast)
    publish_symptom(cast, page.topic, title="Miedo", locale="es")
    assert document_of(publication)["associations"]["heading"] == (
        "Síntomas frecuentemente asociados"
    )


def test_the_tables_have_the_same_words():
    assert set(PART_LABELS) == set(TONE_WORDS) == set(WORDS) == {"en", "es"}
    for tables in (PART_LABELS, TONE_WORDS):
        assert list(tables["es"]) == list(tables["en"])
