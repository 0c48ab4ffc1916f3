import pytest

from tests.references.pubmed.files import SMALLEST, article, bibliography, read_one

MML = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


def titled(words):
    return bibliography(title=f"<ArticleTitle>{words}</ArticleTitle>")


def title_columns(words):
    columns = titled(words)
    return columns["title"], columns.get("title_markup", "")


@pytest.mark.parametrize(
    ("words", "title", "markup"),
    [
        ("Shame.", "Shame", ""),
        ("Is shame a disorder?", "Is shame a disorder?", ""),
        ("And so on...", "And so on...", ""),
        ("[The pineal body].", "[The pineal body]", ""),
        ("[Shame (author's transl)].", "[Shame (author's transl)]", ""),
        ("FRONTIERS IN SHAME.", "FRONTIERS IN SHAME", ""),
        ("Ki-67 &lt;55% &amp; more.", "Ki-67 <55% & more", ""),
        # The words before, inside and after a tag, and of tags within tags.
        (
            "Early <i>Drosophila</i> embryo.",
            "Early Drosophila embryo",
            "Early <i>Drosophila</i> embryo",
        ),
        ("<b>A<sub>1</sub></b> &lt; B", "A1 < B", "<b>A<sub>1</sub></b> &lt; B"),
        ("In <u>E. coli</u>.", "In E. coli", "In <i>E. coli</i>"),
        ("10<sup>6</sup> cells.", "10⁶ cells", "10<sup>6</sup> cells"),
        ("10<sup>-6</sup> M.", "10⁻⁶ M", "10<sup>-6</sup> M"),
        ("<sup>1</sup>H-MRS.", "1H-MRS", "<sup>1</sup>H-MRS"),
        ("2<sup>nd</sup> wave", "2nd wave", "2<sup>nd</sup> wave"),
        ("Nothing<i> </i>here <b/>", "Nothing here", ""),
        (" On\n  two   lines. ", "On two lines", ""),
        # NFC: e and a combining acute accent.
        ("Cafe\u0301.", "Café", ""),
        ("A<!-- no word -->B.", "AB", ""),
    ],
)
def test_titles(words, title, markup):
    assert title_columns(words) == (title, markup)


@pytest.mark.parametrize(
    ("formula", "title", "markup"),
    [
        (
            "<mml:msup><mml:mi>x</mml:mi> <mml:mn>2</mml:mn></mml:msup>",
            "Of x2",
            "Of x<sup>2</sup>",
        ),
        (
            "<mml:msubsup><mml:mi>a</mml:mi><mml:mi>i</mml:mi><mml:mn>2</mml:mn></mml:msubsup>",
            "Of ai2",
            "Of a<sub>i</sub><sup>2</sup>",
        ),
        (
            "<mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi>"
            "</mml:mrow><mml:mn>2</mml:mn></mml:mfrac>",
            "Of (a+b)/2",
            "",
        ),
        ("<mml:msqrt><mml:mn>2</mml:mn></mml:msqrt>", "Of √2", ""),
        (
            "<mml:semantics><mml:mi>p</mml:mi><mml:annotation>\\p</mml:annotation></mml:semantics>",
            "Of p",
            "",
        ),
        ("<mml:mi>p</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>1</mml:mn>", "Of p<1", ""),
        ("<mml:mn>2</mml:mn><mml:mo>\N{INVISIBLE TIMES}</mml:mo><mml:mi>k</mml:mi>", "Of 2k", ""),
    ],
)
def test_formulas_in_titles(formula, title, markup):
    assert title_columns(f"Of <mml:math {MML}>{formula}</mml:math>.") == (title, markup)


def test_a_formula_on_a_line_of_its_own():
    formula = f"<DispFormula><mml:math {MML}><mml:mi>y</mml:mi></mml:math></DispFormula>"
    record = read_one(
        article(parts=f"<Abstract><AbstractText>So {formula}.</AbstractText></Abstract>")
    )
    assert record.abstracts == [{"parts": [{"text": "So y."}]}]


@pytest.mark.parametrize(
    ("parts", "citation", "columns"),
    [
        (
            "<VernacularTitle>Briefsammlung.</VernacularTitle>",
            "",
            {"title": "Briefsammlung", "vernacular_title": "Briefsammlung"},
        ),
        (
            "",
            '<CommentsCorrectionsList><CommentsCorrections RefType="CommentOn">'
            "<RefSource>Lancet. 2001;1:1</RefSource></CommentsCorrections>"
            "</CommentsCorrectionsList>",
            {"title": "Lancet. 2001;1:1"},
        ),
        ("", "", {"title": "Journal of anxiety disorders"}),
    ],
)
def test_an_empty_title_has_a_stand_in(parts, citation, columns):
    found = bibliography(title="<ArticleTitle/>", parts=parts, citation=citation)
    assert found == SMALLEST | columns
