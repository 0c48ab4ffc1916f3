"""Eight works as citeproc-js 2.4.63 prints them, and where we print them otherwise.

The styles were american-medical-association, nlm-citation-sequence and apa, in their state of 2026.
"""

from datetime import date


def person(family, given, **names):
    return {"family": family, "given": given, **names}


def people(letters):
    return [person(letter, letter) for letter in letters]


WORKS = {
    "phq9": {
        "title": "The PHQ-9: validity of a brief depression severity measure",
        "authors": [person("Kroenke", "K"), person("Spitzer", "R L"), person("Williams", "J B")],
        "journal": "Journal of general internal medicine",
        "journal_abbreviation": "J Gen Intern Med",
        "volume": "16",
        "issue": "9",
        "pages": "606-613",
        "year": 2001,
        "month": 9,
        "doi": "10.1046/j.1525-1497.2001.016009606.x",
        "pmid": "11556941",
        "pmcid": "PMC1495268",
    },
    "many": {
        "title": "Effect of <i>N</i>-methyl-D-aspartate on H<sub>2</sub>O",
        "authors": [
            {"group": "WHO Study Group"},
            person("Berg", "Jan", particle="van der", suffix="Jr"),
            person("Adams", "A B"),
            person("Brown", "C"),
            person("Clark", "D"),
            person("Davis", "E"),
            person("Evans", "F"),
            person("Fox", "G"),
        ],
        "journal": "Lancet (London, England)",
        "journal_abbreviation": "Lancet",
        "volume": "395",
        "pages": "e123",
        "year": 2020,
        "month": 3,
        "day": 14,
        "doi": "10.1000/x",
    },
    "noauth": {
        "title": "No authors here",
        "journal": "BMJ (Clinical research ed.)",
        "journal_abbreviation": "BMJ",
        "volume": "1",
        "issue": "2",
        "pages": "1-9",
        "year": 1998,
    },
    "medlinedate": {
        "title": "A winter issue",
        "authors": [person("Doe", "Jane")],
        "journal": "J Test",
        "volume": "5",
        "issue": "1",
        "pages": "12-9",
        "year": 1998,
        "month": 12,
        "end_year": 1999,
        "end_month": 1,
    },
    "seven": {
        "title": "Seven authors",
        "authors": people("ABCDEFG"),
        "journal": "J Test",
        "volume": "5",
        "article_number": "e77",
        "year": 2021,
        "doi": "10.2196/1",
    },
    "six": {
        "title": "Six authors",
        "authors": people("ABCDEF"),
        "journal": "J Test",
        "volume": "5",
        "pages": "1-2",
        "year": 2021,
        "month": 5,
        "day": 6,
    },
    "epub": {
        "title": "Ahead of print",
        "authors": [person("O'Neil", "Mary Ann")],
        "journal": "J Test",
        "published_online": date(2024, 5, 6),
        "doi": "10.1000/abc",
    },
    "retracted": {
        "title": "RETRACTED: A bad study",
        "authors": [person("Doe", "J")],
        "journal": "J Test",
        "volume": "2",
        "pages": "3",
        "year": 2010,
        "doi": "10.1000/r",
    },
}

PRINTED = {
    "ama": {
        "phq9": "Kroenke K, Spitzer RL, Williams JB. The PHQ-9: validity of a brief depression severity "
        "measure. <i>J Gen Intern Med</i>. 2001;16(9):606-613. doi:10.1046/j.1525-1497.2001.016009606.x",
        "many": "WHO Study Group, van der Berg J Jr, Adams AB, et al. Effect of "
        "<i>N</i>-methyl-D-aspartate on H<sub>2</sub>O. <i>Lancet</i>. 2020;395:e123. doi:10.1000/x",
        "noauth": "No authors here. <i>BMJ</i>. 1998;1(2):1-9.",
        "medlinedate": "Doe J. A winter issue. <i>J Test</i>. 1998–1999;5(1):12-19.",
        "seven": "A A, B B, C C, et al. Seven authors. <i>J Test</i>. 2021;5:e77. doi:10.2196/1",
        "six": "A A, B B, C C, D D, E E, F F. Six authors. <i>J Test</i>. 2021;5:1-2.",
        "epub": "O’Neil MA. Ahead of print. <i>J Test</i>. Published online May 6, 2024. "
        "doi:10.1000/abc",
        "retracted": "Doe J. RETRACTED: A bad study. <i>J Test</i>. 2010;2:3. doi:10.1000/r",
    },
    "nlm": {
        "phq9": "Kroenke K, Spitzer RL, Williams JB. The PHQ-9: validity of a brief depression severity "
        "measure. J Gen Intern Med. 2001 Sep;16(9):606–13. doi:10.1046/j.1525-1497.2001.016009606.x "
        "PubMed PMID: 11556941; PubMed Central PMCID: PMC1495268.",
        "many": "WHO Study Group, van der Berg J Jr, Adams AB, Brown C, Clark D, Davis E, et al. Effect "
        "of <i>N</i>-methyl-D-aspartate on H<sub>2</sub>O. Lancet. 2020 Mar 14;395:e123. doi:10.1000/x",
        "noauth": "No authors here. BMJ. 1998;1(2):1–9.",
        "medlinedate": "Doe J. A winter issue. J Test. 1998 Dec–1999Jan;5(1):12–9.",
        "seven": "A A, B B, C C, D D, E E, F F, et al. Seven authors. J Test. 2021;5:e77. doi:10.2196/1",
        "six": "A A, B B, C C, D D, E E, F F. Six authors. J Test. 2021 May 6;5:1–2.",
        "epub": "O’Neil MA. Ahead of print. J Test. 2024 May 6. doi:10.1000/abc",
        "retracted": "Doe J. RETRACTED: A bad study. J Test. 2010;2:3. doi:10.1000/r",
    },
    "apa": {
        "phq9": "Kroenke, K., Spitzer, R. L., &#38; Williams, J. B. (2001). The PHQ-9: validity of a "
        "brief depression severity measure. <i>Journal of General Internal Medicine</i>, <i>16</i>(9), "
        "606–613. https://doi.org/10.1046/j.1525-1497.2001.016009606.x",
        "many": "WHO Study Group, van der Berg, J., Jr, Adams, A. B., Brown, C., Clark, D., Davis, E., "
        "Evans, F., &#38; Fox, G. (2020). Effect of <i>N</i>-methyl-D-aspartate on H<sub>2</sub>O. "
        "<i>Lancet (London, England)</i>, <i>395</i>, e123. https://doi.org/10.1000/x",
        "noauth": "No authors here. (1998). <i>BMJ (Clinical Research Ed.)</i>, <i>1</i>(2), 1–9.",
        "medlinedate": "Doe, J. (1998–1999). A winter issue. <i>J Test</i>, <i>5</i>(1), 12–19.",
        "seven": "A, A., B, B., C, C., D, D., E, E., F, F., &#38; G, G. (2021). Seven authors. "
        "<i>J Test</i>, <i>5</i>, Article e77. https://doi.org/10.2196/1",
        "six": "A, A., B, B., C, C., D, D., E, E., &#38; F, F. (2021). Six authors. <i>J Test</i>, "
        "<i>5</i>, 1–2.",
        "epub": "O’Neil, M. A. (2024). Ahead of print. <i>J Test</i>. https://doi.org/10.1000/abc",
        "retracted": "Doe, J. (2010). RETRACTED: A bad study. <i>J Test</i>, <i>2</i>, 3. "
        "https://doi.org/10.1000/r",
    },
}

# (style, work, printed by citeproc-js, printed by us), each with its reason.
OTHERWISE = [
    # A character reference by another name.
    *(("apa", name, "&#38;", "&amp;") for name in ("phq9", "many", "seven", "six")),
    # A space was lost between year and month of the end.
    ("nlm", "medlinedate", "1999Jan", "1999 Jan"),
    # APA 7, 9.8: Jr. with a period, which MEDLINE leaves out.
    ("apa", "many", "Jr,", "Jr.,"),
    # NLM adds the place to tell journals apart; it is not part of the name (APA 7, 9.25).
    ("apa", "many", "Lancet (London, England)", "Lancet"),
    ("apa", "noauth", "BMJ (Clinical Research Ed.)", "BMJ"),
    # APA 7, 9.27: the number of an article has the word before it. PubMed gives it as pages.
    ("apa", "many", "e123", "Article e123"),
    # APA 7, 10.1, example 7.
    ("apa", "epub", "<i>J Test</i>.", "<i>J Test</i>. Advance online publication."),
]
