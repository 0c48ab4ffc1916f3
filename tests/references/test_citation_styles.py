"""Citations as the style guides print them."""

from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from references.citation_styles import Style, format_citation
from references.models import Reference, WorkKind
from tests.builders import NOW
from tests.references.citation_cases import CASES, people, person
from tests.references.citation_oracle import OTHERWISE, PRINTED, WORKS

STYLES = ("ama", "nlm", "apa")


def html(style="ama", **fields):
    checked = NOW if "standing" in fields else None
    work = Reference(**{"title": "T", "standing_checked_at": checked, **fields})
    return format_citation(work, Style(style)).html


def text(style="ama", **fields):
    return format_citation(Reference(**{"title": "T", **fields}), Style(style)).text


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", WORKS)
def test_it_agrees_with_citeproc_but_where_we_say_why(style, name):
    expected = PRINTED[style][name]
    for _, _, theirs, ours in (each for each in OTHERWISE if each[:2] == (style, name)):
        assert theirs in expected
        expected = expected.replace(theirs, ours)
    assert html(style, **WORKS[name]) == expected


@pytest.mark.parametrize("name", CASES)
def test_it_prints_what_the_guides_print(name):
    fields, *expected = CASES[name]
    assert [html(style, **fields) for style in STYLES] == expected


def test_a_title_keeps_its_marks_and_nothing_else():
    title = (
        '<em>E. coli</em> in <B>H<sub>2</sub>O</B>, p < 0.05 & <script>alert("1")</script><u>x</u>'
    )
    assert html(title=title, year=2020) == (
        "<i>E. coli</i> in <b>H<sub>2</sub>O</b>, p &lt; 0.05 &amp; "
        '&lt;script&gt;alert("1")&lt;/script&gt;&lt;u&gt;x&lt;/u&gt;. 2020.'
    )
    assert text(title="<i>E. coli</i> in <b>H<sub>2</sub>O</b>", year=2020) == (
        "E. coli in H2O. 2020."
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a <i>b", "a <i>b</i>."),
        ("a</i> b", "a b."),
        ("<i>a<b>b</i>c</b>", "<i>a<b>b</b></i><b>c</b>."),
        ("<i></i>a", "a."),
        ('<i onclick="x">a</i>', '&lt;i onclick="x"&gt;a.'),
        ("<<i>a</i>>", "&lt;<i>a</i>&gt;."),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;."),
        ("Why?", "Why?"),
        ("Stop!", "Stop!"),
        ('"Why?"', '"Why?"'),
        ("In the U.S.", "In the U.S."),
        ("And so on...", "And so on..."),
        ("[Of the heart].", "[Of the heart]."),
        ("<i>Whole.</i>", "<i>Whole</i>."),
        ("Two\n lines\tof  it", "Two lines of it."),
        ("Parkinson's 5'-end", "Parkinson’s 5'-end."),
        ("", ""),
    ],
)
def test_titles(title, expected):
    assert html(title=title) == expected


def test_a_title_that_came_with_its_markup():
    """PubMed's titles are kept as words and, beside them, with their marks and escaped signs."""
    work = Reference(
        title="N-acetyl & <55%", title_markup="<i>N</i>-acetyl &amp; &lt;55%", year=2020
    )
    assert format_citation(work, Style.AMA).html == "<i>N</i>-acetyl &amp; &lt;55%. 2020."
    assert format_citation(work, Style.AMA).text == "N-acetyl & <55%. 2020."


def test_a_title_within_italics_is_set_off():
    fields = {"kind": "book", "title": "On <i>E. coli</i> and H<sub>2</sub>O"}
    assert html("apa", **fields) == ("<i>On </i>E. coli<i> and H<sub>2</sub>O</i>. (n.d.).")


@pytest.mark.parametrize("style", STYLES)
def test_a_work_that_was_not_checked_has_no_label(style):
    work = Reference(title="T", standing="retracted")
    assert "etracted" not in format_citation(work, Style(style)).html


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["book", "chapter", "report", "web_page", "preprint"])
def test_every_kind_of_work_is_labelled(style, kind):
    assert "[retracted]" in html(style, kind=kind, standing="retracted").lower()
    assert "[withdrawn]" in html(style, kind=kind, standing="withdrawn").lower()
    assert "[" not in html(style, kind=kind, standing="corrected", year=2020).replace(
        "[Preprint]", ""
    ).replace("[Internet]", "")


def test_a_doi_with_any_signs():
    doi = "10.1002/(sici)1<1::aid-a>3.0.co;2-n&x"
    assert html("ama", doi=doi).endswith("doi:10.1002/(sici)1&lt;1::aid-a&gt;3.0.co;2-n&amp;x")
    assert html("nlm", doi=doi).endswith("doi:10.1002/(sici)1&lt;1::aid-a&gt;3.0.co;2-n&amp;x")
    assert html("apa", doi=doi).endswith(
        "https://doi.org/10.1002/%28sici%291%3C1%3A%3Aaid-a%3E3.0.co%3B2-n%26x"
    )


def test_names_from_right_to_left_do_not_turn_the_rest_round():
    authors = [person("כהן", given="דוד"), person("Levi", "M")]
    assert text(authors=authors, year=2020) == "\u2068כהן ד\u2069, Levi M. T. 2020."
    assert text("apa", authors=authors, year=2020) == (
        "\u2068כהן\u2069, \u2068ד.\u2069, & Levi, M. (2020). T."
    )
    assert text(title="שלום?", year=2020) == "\u2068שלום?\u2069 2020."


@pytest.mark.parametrize(
    ("names", "short", "apa"),
    [
        ({"family": "Plato"}, "Plato", "Plato"),
        ({"family": "O'Neil", "given": "Mary Ann"}, "O’Neil MA", "O’Neil, M. A."),
        ({"family": "Sartre", "given": "Jean-Paul"}, "Sartre JP", "Sartre, J.-P."),
        ({"family": "Sartre", "given": "J.-P."}, "Sartre JP", "Sartre, J.-P."),
        ({"family": "Sartre", "given": "JP"}, "Sartre JP", "Sartre, J. P."),
        ({"family": "Sartre", "initials": "J-P"}, "Sartre JP", "Sartre, J.-P."),
        ({"family": "Doe", "given": "Jane", "initials": "JQ"}, "Doe JQ", "Doe, J."),
        ({"family": "Doe", "given": "ANNA"}, "Doe A", "Doe, A."),
        ({"family": "王", "given": "小明"}, "王 小", "王, 小."),
        ({"family": "de la Cruz", "given": "é"}, "de la Cruz É", "de la Cruz, É."),
        ({"family": "Doe", "given": " - . "}, "Doe", "Doe"),
        ({"family": "Doe", "given": None, "suffix": "MD"}, "Doe MD", "Doe, MD"),
    ],
)
def test_names(names, short, apa):
    assert text(authors=[names]) == f"{short}. T."
    assert text("apa", authors=[names]).startswith(
        f"{apa}{'' if apa.endswith('.') else '.'} (n.d.)"
    )


def test_more_than_twenty_authors():
    everybody = people(20)
    assert text("apa", authors=everybody).startswith("Ab, A. A., Ac, A. A.,")
    assert ", At, A. A., & Au, A. A. (n.d.)" in text("apa", authors=everybody)
    more = text("apa", authors=people(22))
    assert "At, A. A., . . . Aw, A. A. (n.d.)" in more
    assert "Au," not in more


@pytest.mark.parametrize(
    ("pages", "full", "short"),
    [
        ("132-42", "132-142", "132–42"),
        ("12-9", "12-19", "12–9"),
        ("606-613", "606-613", "606–13"),
        ("99-101", "99-101", "99–101"),
        ("S12-S19", "S12-S19", "S12–9"),
        ("e123-e130", "e123-e130", "e123–30"),
        ("12-9.e3", "12-19.e3", "12–9.e3"),
        ("5-6, 8", "5-6, 8", "5–6, 8"),
        ("i-iv", "i-iv", "i–iv"),
        ("A1-B2", "A1-B2", "A1–B2"),
        ("7", "7", "7"),
        ("10–19", "10-19", "10–9"),
        ("12-12", "12-12", "12–2"),
        ("3 p following 12", "3 p following 12", "3 p following 12"),
    ],
)
def test_pages(pages, full, short):
    assert text(year=2020, volume="1", pages=pages) == f"T. 2020;1:{full}."
    assert text("nlm", year=2020, volume="1", pages=pages) == f"T. 2020;1:{short}."


@pytest.mark.parametrize(
    ("journal", "printed"),
    [
        ("Lancet (London, England)", "Lancet"),
        ("Journal of the American Medical Association", None),
        ("BMJ open", "BMJ Open"),
        ("eLife", "eLife"),
        ("The lancet. Psychiatry", "The Lancet. Psychiatry"),
        ("Health psychology : the official journal", "Health Psychology: The Official Journal"),
        ("CMAJ : journal = journal de l'Association", "CMAJ: Journal"),
        ("Cognitive-behavioral therapy", "Cognitive-Behavioral Therapy"),
        ("Annals of the new york academy", "Annals of the New York Academy"),
        ("(Odd)", "(Odd)"),
    ],
)
def test_apa_gives_the_whole_name_of_a_journal(journal, printed):
    assert text("apa", journal=journal, year=2020) == f"T. (2020). {printed or journal}."


def test_a_sign_that_turns_the_writing_ends_with_its_title():
    assert text(title="Shame\u202e now", year=2020) == "\u2068Shame\u202e now\u2069. 2020."


class Elements(HTMLParser):
    """The elements of a piece of HTML, and its words; a fault in it is an error."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words = [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in ("i", "b", "sup", "sub")
        assert attrs == []
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


PIECES = st.sampled_from(
    [
        "<i>",
        "</i>",
        "<b>",
        "</em>",
        "<SUP>",
        "</sup>",
        "<sub>",
        "<",
        ">",
        "&",
        "&lt;",
        '"',
        "'",
        " ",
    ]
)
TITLES = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join)


@given(title=TITLES, style=st.sampled_from(Style), kind=st.sampled_from(WorkKind))
def test_whatever_the_title_the_html_is_sound_and_says_the_text(title, style, kind):
    work = Reference(title=title, kind=kind, publisher=title, authors=[{"group": title}])
    printed = format_citation(work, style)
    # What a parser makes of a null is not the sign itself.
    assume("\0" not in title)
    assert Elements(printed.html).words == printed.text


@pytest.mark.parametrize("style", Style)
def test_thousands_of_authors_are_not_printed(style):
    few = Reference(title="Many", authors=people(25), journal="J", year=2020)
    many = Reference(title="Many", authors=people(25) * 150, journal="J", year=2020)
    more = len(format_citation(many, style).text) - len(format_citation(few, style).text)
    assert more < 50
