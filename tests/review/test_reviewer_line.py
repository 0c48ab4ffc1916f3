from datetime import date

import pytest

from review.boards import is_recognised
from review.models import Credential, CredentialKind
from review.reviewer_line import (
    ReviewerLine,
    credential_line,
    in_words,
    jurisdictions,
    licence_line,
    reviewer_line,
)

ABPN = "American Board of Psychiatry and Neurology"
AVERY = "Avery Example, MD, PhD"


def licence(jurisdiction):
    return Credential(
        kind=CredentialKind.LICENCE,
        jurisdiction=jurisdiction,
        authority=f"{jurisdiction} Board of Medicine",
        number="ME 12345",
        issued=date(2020, 1, 1),
        expires=date(2030, 1, 1),
    )


def certification(specialty, authority=ABPN):
    return Credential(
        kind=CredentialKind.BOARD_CERTIFICATION, specialty=specialty, authority=authority
    )


def degree(**fields):
    return Credential(kind=CredentialKind.DEGREE, **fields)


def line_of(credentials, *, in_byline=False, locale="en"):
    return reviewer_line(
        printed_name=AVERY, credentials=credentials, in_byline=in_byline, locale=locale
    )


def test_it_works():
    credentials = [certification("psychiatry"), licence("FL"), licence("NJ")]
    assert line_of(credentials) == ReviewerLine(
        short="Reviewed by a board-certified physician · FL & NJ",
        full=(
            "Reviewed by Avery Example, MD, PhD, board-certified in psychiatry "
            "(American Board of Psychiatry and Neurology); physician licensed in FL and NJ"
        ),
    )


def test_without_board_certification():
    assert line_of([licence("FL")]) == ReviewerLine(
        short="Reviewed by a physician · FL",
        full="Reviewed by Avery Example, MD, PhD; physician licensed in FL",
    )


def test_two_certifications_and_three_states():
    credentials = [
        licence("NY"),
        certification("addiction medicine", "American Board of Preventive Medicine"),
        certification("psychiatry"),
        degree(specialty="Doctor of Medicine"),
        licence("NJ"),
        licence("FL"),
    ]
    assert line_of(credentials) == ReviewerLine(
        short="Reviewed by a board-certified physician · FL & NJ & NY",
        full=(
            "Reviewed by Avery Example, MD, PhD, board-certified in addiction medicine "
            "(American Board of Preventive Medicine), board-certified in psychiatry "
            "(American Board of Psychiatry and Neurology); physician licensed in FL, NJ and NY"
        ),
    )


def test_who_stands_in_the_byline_wrote_it():
    credentials = [certification("psychiatry"), licence("FL")]
    assert line_of(credentials, in_byline=True) == ReviewerLine(
        short="Written by a board-certified physician · FL",
        full=(
            "Written by Avery Example, MD, PhD, board-certified in psychiatry "
            "(American Board of Psychiatry and Neurology); physician licensed in FL"
        ),
    )


def test_in_spanish():
    credentials = [certification("psychiatry"), licence("FL"), licence("NJ")]
    assert line_of(credentials, locale="es") == ReviewerLine(
        short="Revisado por un médico con certificación de especialidad · FL y NJ",
        full=(
            "Revisado por Avery Example, MD, PhD, con certificación de especialidad en psychiatry "
            "(American Board of Psychiatry and Neurology); con licencia de médico en FL y NJ"
        ),
    )
    assert line_of([licence("FL")], in_byline=True, locale="es") == ReviewerLine(
        short="Escrito por un médico · FL",
        full="Escrito por Avery Example, MD, PhD; con licencia de médico en FL",
    )
    states = [licence("FL"), licence("NJ"), licence("NY")]
    assert line_of(states, locale="es").short == "Revisado por un médico · FL, NJ y NY"


def test_what_stands_in_the_fields_is_no_pattern():
    credentials = [certification("{board}", authority="{specialty} {"), licence("{places}")]
    assert line_of(credentials).full == (
        "Reviewed by Avery Example, MD, PhD, board-certified in {board} ({specialty} {); "
        "physician licensed in {places}"
    )


@pytest.mark.parametrize("locale", ["fr", "en-GB", "zh-Hant-TW", "esp"])
def test_languages_that_have_no_words_of_their_own(locale):
    assert line_of([licence("FL")], locale=locale) == line_of([licence("FL")])


def test_a_region_speaks_its_language():
    credentials = [licence("FL")]
    assert line_of(credentials, locale="es-MX") == line_of(credentials, locale="es")


@pytest.mark.parametrize("in_byline", [False, True])
@pytest.mark.parametrize("credentials", [[], [certification("psychiatry")]])
def test_no_line_without_a_licence(credentials, in_byline):
    assert line_of(credentials, in_byline=in_byline) is None


def test_jurisdictions_are_sorted_and_named_once():
    credentials = [licence("NJ"), licence("FL"), certification("psychiatry"), licence("NJ")]
    assert jurisdictions(credentials) == ["FL", "NJ"]


@pytest.mark.parametrize(
    ("credential", "line"),
    [
        (licence("FL"), "Licensed in FL (FL Board of Medicine)"),
        (certification("psychiatry"), f"Board-certified in psychiatry ({ABPN})"),
        (
            degree(specialty="Doctor of Medicine", authority="University of Miami"),
            "Degree: Doctor of Medicine",
        ),
        (degree(authority="University of Miami"), "Degree: University of Miami"),
    ],
)
def test_credential_line(credential, line):
    assert credential_line(credential) == line


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (["FL"], "FL"),
        (["FL", "NJ"], "FL and NJ"),
        (["FL", "NJ", "NY"], "FL, NJ and NY"),
        (["FL", "GA", "NJ", "NY"], "FL, GA, NJ and NY"),
    ],
)
def test_in_words(items, words):
    assert in_words(items, locale="en") == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (["FL", "NJ"], "FL y NJ"),
        (["FL", "IL"], "FL e IL"),
        (["FL", "GA", "Indiana"], "FL, GA e Indiana"),
        (["IL", "NJ"], "IL y NJ"),
        (["FL", "IA"], "FL y IA"),
        (["FL", "HI"], "FL y HI"),
        (["Florida", "Hidalgo"], "Florida e Hidalgo"),
    ],
)
def test_in_spanish_words(items, words):
    assert in_words(items, locale="es") == words


class TestABoardThatFloridaDoesNotKnow:
    BOARD = "Academy of Ketamine Practice"

    def test_comes_with_the_statement_of_the_rule(self):
        line = line_of([certification("ketamine", self.BOARD), licence("FL"), licence("NJ")])
        assert line == ReviewerLine(
            short="Reviewed by a physician · FL & NJ",
            full=(
                "Reviewed by Avery Example, MD, PhD, board-certified in ketamine (Academy of "
                "Ketamine Practice); physician licensed in FL and NJ. The specialty recognition "
                "identified herein has been received from a private organization not affiliated "
                "with or recognized by the Florida Board of Medicine."
            ),
        )

    def test_comes_without_it_elsewhere(self):
        line = line_of([certification("ketamine", self.BOARD), licence("NJ")])
        assert line.full.endswith("; physician licensed in NJ")
        assert line.short == "Reviewed by a physician · NJ"

    def test_beside_one_that_it_knows(self):
        credentials = [certification("ketamine", self.BOARD), certification("psychiatry")]
        line = line_of([*credentials, licence("FL")])
        assert line.short == "Reviewed by a board-certified physician · FL"
        assert line.full.endswith("recognized by the Florida Board of Medicine.")


@pytest.mark.parametrize(
    ("authority", "recognised"),
    [
        (ABPN, True),
        ("american board of  psychiatry and neurology", True),
        ("American Board of Otolaryngology–Head and Neck Surgery", True),
        ("American Osteopathic Board of Neurology and Psychiatry", True),
        ("American Board of Psychiatry", False),
        ("ABPN", False),
        ("American Board of Ketamine Physicians", False),
    ],
)
def test_boards_whose_certificate_stands_alone(authority, recognised):
    assert is_recognised(authority) is recognised


@pytest.mark.parametrize(
    ("profession", "locale", "line"),
    [
        ("physician", "en", "Physician licensed in FL and NJ"),
        ("psychologist", "en", "Psychologist licensed in FL and NJ"),
        ("nurse_practitioner", "es", "Con licencia de enfermería de práctica avanzada en FL y NJ"),
        ("writer", "en", None),
    ],
)
def test_the_licence_beside_one_name(profession, locale, line):
    credentials = [licence("FL"), licence("NJ")]
    assert licence_line(profession, credentials, locale=locale) == line
    assert licence_line(profession, [], locale=locale) is None
