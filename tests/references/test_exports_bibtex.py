"""Works in BibTeX: what TeX would read is escaped, and each name stays one."""

import pytest
from bibtexparser.middlewares import NameParts

from tests.references.exporting import WHOLE, bibtex, bibtex_names


def test_bibtex():
    assert bibtex(**WHOLE) == {
        "type": "article",
        "key": "pmid:11556941",
        "author": "{WHO Study Group} and van der Berg, Jr, Jan and Adams, A B",
        "title": r"Effect of \emph{{N}}{-methyl-D-aspartate} on {H}\textsubscript{2}{O} \& the {PHQ-9}",
        "journal": "Lancet (London, England)",
        "shortjournal": "Lancet",
        "year": "2020",
        "month": "mar",
        "volume": "395",
        "number": "9",
        "pages": "606--613",
        "doi": "10.1016/s0140-6736(10)60175-4",
        "issn": "0140-6736",
        "pmid": "11556941",
        "pmcid": "PMC1495268",
        "note": "Retracted",
    }


def test_bibtex_escapes_what_tex_would_read():
    assert bibtex(journal="a & b % c $ d # e _ f { g } h ~ i ^ j \\ k")["journal"] == (
        r"a \& b \% c \$ d \# e \_ f {\textbraceleft} g {\textbraceright} h {\textasciitilde} i "
        r"{\textasciicircum} j {\textbackslash} k"
    )


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("The use of DSM-5 in adults", "The use of {DSM-5} in adults"),
        ("PHQ-9", "{PHQ-9}"),
        ("eLife of <i>E. coli</i>", r"{eLife} of \emph{{E.} coli}"),
        ("Treating PTSD: A trial", "Treating {PTSD:} {A} trial"),
        ("Why &A and {B", r"Why {{}\&A} and {{\textbraceleft}B}"),
        ("İs it", "İs it"),
    ],
)
def test_bibtex_protects_capitals(title, protected):
    assert bibtex(title=title)["title"] == protected


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        ([{"group": "Research and Development, Inc"}], "{Research and Development, Inc}"),
        ([{"family": "And"}], "{And}"),
        ([{"family": "others"}], "{others}"),
        ([{"family": "Doe, Sons"}], "{Doe, Sons}"),
        ([{"family": "Anderson", "given": "Sandy"}], "Anderson, Sandy"),
    ],
)
def test_bibtex_reads_each_name_as_one(authors, printed):
    assert bibtex(authors=authors)["author"] == printed


def test_bibtex_takes_names_apart():
    assert bibtex_names(**WHOLE) == [
        NameParts(last=["{WHO Study Group}"]),
        NameParts(first=["Jan"], von=["van", "der"], last=["Berg"], jr=["Jr"]),
        NameParts(first=["A", "B"], last=["Adams"]),
    ]
