import pytest
from django.core.exceptions import ValidationError

from articles.form_fields import AuthorLinesField, CommaListField, author_line

ANA = {"family": "López", "given": "Ana María", "initials": "AM", "suffix": "Jr"}
YI = {"family": "Xu", "initials": "Y"}
GROUP = {"group": "Shame Study Group, Florida"}
MONONYM = {"family": "Suharto"}
STORED = [ANA, YI, GROUP, MONONYM]
LINES = "López, Ana María, Jr\nXu, Y\nShame Study Group, Florida\nSuharto, "


def author_lines(stored=()):
    field = AuthorLinesField(required=False)
    field.stored = stored
    return field


def refused(field, typed):
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return [(error.code, error.messages) for error in caught.value.error_list]


# Lists with commas


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("MD", ["MD"]),
        ("MD, PhD", ["MD", "PhD"]),
        (" MD ,PhD,, ", ["MD", "PhD"]),
        ("Journal Article, Meta-Analysis", ["Journal Article", "Meta-Analysis"]),
        ("MD, MD", ["MD", "MD"]),
        ("", []),
        (" , ", []),
        (None, []),
    ],
)
def test_a_list_is_typed_with_commas(typed, items):
    assert CommaListField(required=False).clean(typed) == items


@pytest.mark.parametrize(
    ("value", "shown"),
    [(["MD", "PhD"], "MD, PhD"), ([], ""), ("what was, typed,", "what was, typed,"), (None, None)],
)
def test_a_list_is_shown_with_commas(value, shown):
    assert CommaListField().prepare_value(value) == shown


@pytest.mark.parametrize("typed", ["", " ", ",", None])
def test_an_empty_list_is_too_little_when_required(typed):
    assert refused(CommaListField(), typed) == [("required", ["This field is required."])]


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (["MD", "PhD"], "MD,PhD", False),
        ([], "", False),
        (None, " , ", False),
        (["MD", "PhD"], "PhD, MD", True),
        (["MD"], "", True),
        (None, "MD", True),
        (["MD"], "MD\x00", True),
    ],
)
def test_when_a_list_has_changed(initial, typed, changed):
    assert CommaListField(required=False).has_changed(initial, typed) is changed


# Lines of authors


def test_what_is_stored_comes_back_as_it_was():
    field = author_lines(STORED)
    assert field.prepare_value(STORED) == LINES
    assert field.clean(LINES) == STORED
    assert field.has_changed(STORED, LINES) is False


def test_a_browser_ends_lines_in_its_own_way():
    assert author_lines(STORED).clean(LINES.replace("\n", "\r\n")) == STORED


def test_authors_change_places_and_stay_who_they_are():
    field = author_lines([ANA, YI])
    assert field.clean("Xu, Y\nLópez, Ana María, Jr") == [YI, ANA]
    assert field.has_changed([ANA, YI], "Xu, Y\nLópez, Ana María, Jr") is True


def test_only_the_line_that_was_written_anew_is_read_anew():
    assert author_lines([ANA, YI]).clean("López, Ana, Jr\nXu, Y") == [
        {"family": "López", "given": "Ana", "initials": "A", "suffix": "Jr"},
        YI,
    ]


def test_two_authors_with_one_line_are_two_authors():
    other = {"family": "Xu", "given": "Y", "initials": "YZ"}
    field = author_lines([YI, other])
    assert field.clean("Xu, Y\nXu, Y") == [YI, other]
    assert field.clean("Xu, Y") == [YI]
    assert field.clean("Xu, Y\nXu, Y\nXu, Y") == [
        YI,
        other,
        {"family": "Xu", "given": "Y", "initials": "Y"},
    ]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Xu, Yi", {"family": "Xu", "given": "Yi", "initials": "Y"}),
        (" Xu ,  Yi ", {"family": "Xu", "given": "Yi", "initials": "Y"}),
        ("López, Ana María, Jr", ANA),
        ("Sartre, Jean-Paul", {"family": "Sartre", "given": "Jean-Paul", "initials": "JP"}),
        ("Sartre, J.-P.", {"family": "Sartre", "given": "J.-P.", "initials": "JP"}),
        ("hooks, bell", {"family": "hooks", "given": "bell", "initials": "B"}),
        ("Suharto,", {"family": "Suharto", "given": "", "initials": ""}),
        ("King, , Jr", {"family": "King", "given": "", "initials": "", "suffix": "Jr"}),
        ("The Shame Study Group", {"group": "The Shame Study Group"}),
    ],
)
def test_a_new_line(line, author):
    assert author_lines().clean(line) == [author]


@pytest.mark.parametrize("typed", ["", " \n\r\n ", None])
def test_lines_that_say_nothing_are_nobody(typed):
    assert author_lines().clean(typed) == []


@pytest.mark.parametrize("line", [", Ana", ",", "López, Ana, Jr, MD"])
def test_a_line_that_does_not_fit(line):
    assert refused(author_lines(), f"Xu, Yi\n{line}") == [
        (
            "bad_author_line",
            [
                "Write each author on a line: Family, Given names, Suffix. This line does not "
                f"fit: {line}"
            ],
        )
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [([], ""), ("Xu, Yi\n, what?", "Xu, Yi\n, what?"), (None, None)]
)
def test_what_was_typed_is_shown_as_it_was_typed(value, shown):
    assert author_lines().prepare_value(value) == shown


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [(None, "", False), ([], " \n", False), ([YI], "", True), (None, ", what?", True)],
)
def test_when_authors_have_changed(initial, typed, changed):
    assert author_lines().has_changed(initial, typed) is changed


@pytest.mark.parametrize(
    ("author", "line"),
    [
        (ANA, "López, Ana María, Jr"),
        (YI, "Xu, Y"),
        ({"family": "Xu", "given": "", "initials": "Y", "suffix": ""}, "Xu, Y"),
        (MONONYM, "Suharto, "),
        (GROUP, "Shame Study Group, Florida"),
    ],
)
def test_the_line_of_an_author(author, line):
    assert author_line(author) == line


# Characters


@pytest.mark.parametrize("field", [CommaListField(), author_lines()])
def test_nul_cannot_be_stored(field):
    assert refused(field, "MD\x00") == [
        ("null_characters_not_allowed", ["Null characters are not allowed."])
    ]
