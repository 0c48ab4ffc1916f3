"""Works with their citations, written by hand from the examples of the style guides.

AMA: Manual of Style, 11th edition, 3.7 to 3.15. NLM: Citing Medicine, and the sample references of the
ICMJE. APA: Publication Manual, 7th edition, chapters 9 and 10. As HTML, without the number.
"""

from datetime import date

from references.models import WorkKind


def person(family, initials="", **names):
    return {"family": family, "initials": initials, **names}


def people(number):
    """Ab AA, Ac AA, ..."""
    return [person(f"A{chr(ord('b') + place)}", "AA") for place in range(number)]


CASES = {
    "printed article": (
        {
            "title": "Solid-organ transplantation in HIV-infected patients.",
            "authors": [person("Halpern", "SD"), person("Ubel", "PA"), person("Caplan", "AL")],
            "journal": "The New England journal of medicine",
            "journal_abbreviation": "N Engl J Med",
            "year": 2002,
            "month": 7,
            "day": 25,
            "volume": "347",
            "issue": "4",
            "pages": "284-7",
            "pmid": "12140307",
        },
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "<i>N Engl J Med</i>. 2002;347(4):284-287.",
        "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. "
        "N Engl J Med. 2002 Jul 25;347(4):284–7. PubMed PMID: 12140307.",
        "Halpern, S. D., Ubel, P. A., &amp; Caplan, A. L. (2002). Solid-organ transplantation in "
        "HIV-infected patients. <i>The New England Journal of Medicine</i>, <i>347</i>(4), 284–287.",
    ),
    "supplement": (
        {
            "title": "Tolerability of frovatriptan",
            "authors": [person("Geraud", "G")],
            "journal": "Headache",
            "year": 2002,
            "volume": "42",
            "issue": "Suppl 2",
            "pages": "S93-9",
        },
        "Geraud G. Tolerability of frovatriptan. <i>Headache</i>. 2002;42(suppl 2):S93-S99.",
        "Geraud G. Tolerability of frovatriptan. Headache. 2002;42 Suppl 2:S93–9.",
        "Geraud, G. (2002). Tolerability of frovatriptan. <i>Headache</i>, <i>42</i>(Suppl. 2), "
        "S93–S99.",
    ),
    "supplement of an issue": (
        {
            "title": "Glauser TA",
            "journal": "Neurology",
            "year": 2002,
            "volume": "58",
            "issue": "12 Suppl 7",
            "pages": "S6-12",
        },
        "Glauser TA. <i>Neurology</i>. 2002;58(12)(suppl 7):S6-S12.",
        "Glauser TA. Neurology. 2002;58(12 Suppl 7):S6–12.",
        "Glauser TA. (2002). <i>Neurology</i>, <i>58</i>(12)(Suppl. 7), S6–S12.",
    ),
    "issue of two months": (
        {
            "title": "Two months?",
            "journal": "J Test",
            "year": 2018,
            "month": 7,
            "end_month": 8,
            "volume": "3",
            "issue": "4",
            "pages": "i-iv",
        },
        "Two months? <i>J Test</i>. 2018;3(4):i-iv.",
        "Two months? J Test. 2018 Jul–Aug;3(4):i–iv.",
        "Two months? (2018). <i>J Test</i>, <i>3</i>(4), i–iv.",
    ),
    "issue of a season": (
        {
            "title": "A season",
            "journal": "J Test",
            "year": 2000,
            "season": "Spring",
            "volume": "3",
            "pages": "5-6, 8",
        },
        "A season. <i>J Test</i>. 2000;3:5-6, 8.",
        "A season. J Test. 2000 Spring;3:5–6, 8.",
        "A season. (2000). <i>J Test</i>, <i>3</i>, 5–6, 8.",
    ),
    "neither volume nor issue": (
        {
            "title": "A newsletter",
            "journal": "Harvard mental health letter",
            "year": 1965,
            "month": 3,
            "pages": "26-31",
        },
        "A newsletter. <i>Harvard mental health letter</i>. March 1965:26-31.",
        "A newsletter. Harvard mental health letter. 1965 Mar:26–31.",
        "A newsletter. (1965). <i>Harvard Mental Health Letter</i>, 26–31.",
    ),
    "electronic article, its number given as pages": (
        {
            "title": "Cochrane",
            "authors": [person("Cândea", given="Diana-Mirela")],
            "journal": "PloS one",
            "journal_abbreviation": "PLoS One",
            "year": 2021,
            "month": 2,
            "volume": "16",
            "issue": "2",
            "pages": "e0246",
            "doi": "10.1371/journal.pone.0246",
        },
        "Cândea DM. Cochrane. <i>PLoS One</i>. 2021;16(2):e0246. doi:10.1371/journal.pone.0246",
        "Cândea DM. Cochrane. PLoS One. 2021 Feb;16(2):e0246. doi:10.1371/journal.pone.0246",
        "Cândea, D.-M. (2021). Cochrane. <i>PloS One</i>, <i>16</i>(2), Article e0246. "
        "https://doi.org/10.1371/journal.pone.0246",
    ),
    "article without DOI, read on the web": (
        {
            "title": "Read on the web",
            "journal": "J Test",
            "year": 2021,
            "volume": "5",
            "article_number": "e77",
            "url": "https://example.org/?a=1&b=2",
            "accessed_on": date(2024, 5, 6),
        },
        "Read on the web. <i>J Test</i>. 2021;5:e77. Accessed May 6, 2024. "
        "https://example.org/?a=1&amp;b=2",
        "Read on the web. J Test [Internet]. 2021 [cited 2024 May 6];5:e77. Available from: "
        "https://example.org/?a=1&amp;b=2",
        "Read on the web. (2021). <i>J Test</i>, <i>5</i>, Article e77. "
        "https://example.org/?a=1&amp;b=2",
    ),
    "ahead of print": (
        {
            "title": "Ahead of print",
            "authors": [person("Doe", "J")],
            "journal": "J Test",
            "year": 2023,
            "published_online": date(2024, 5, 6),
            "pmid": "1",
        },
        "Doe J. Ahead of print. <i>J Test</i>. Published online May 6, 2024.",
        "Doe J. Ahead of print. J Test. 2024 May 6. PubMed PMID: 1.",
        "Doe, J. (2024). Ahead of print. <i>J Test</i>. Advance online publication.",
    ),
    "online first, in an issue by now": (
        {
            "title": "In an issue",
            "journal": "J Test",
            "year": 2024,
            "month": 7,
            "volume": "9",
            "published_online": date(2023, 12, 31),
        },
        "In an issue. <i>J Test</i>. 2024;9.",
        "In an issue. J Test. 2024 Jul;9.",
        "In an issue. (2024). <i>J Test</i>, <i>9</i>.",
    ),
    "hardly anything known": (
        {"title": "A title"},
        "A title.",
        "A title. [date unknown].",
        "A title. (n.d.).",
    ),
    "six authors": (
        {"title": "Six", "authors": people(6), "journal": "J", "year": 2020},
        "Ab AA, Ac AA, Ad AA, Ae AA, Af AA, Ag AA. Six. <i>J</i>. 2020.",
        "Ab AA, Ac AA, Ad AA, Ae AA, Af AA, Ag AA. Six. J. 2020.",
        "Ab, A. A., Ac, A. A., Ad, A. A., Ae, A. A., Af, A. A., &amp; Ag, A. A. (2020). Six. "
        "<i>J</i>.",
    ),
    "seven authors": (
        {"title": "Seven", "authors": people(7), "journal": "J", "year": 2020},
        "Ab AA, Ac AA, Ad AA, et al. Seven. <i>J</i>. 2020.",
        "Ab AA, Ac AA, Ad AA, Ae AA, Af AA, Ag AA, et al. Seven. J. 2020.",
        "Ab, A. A., Ac, A. A., Ad, A. A., Ae, A. A., Af, A. A., Ag, A. A., &amp; Ah, A. A. (2020). "
        "Seven. <i>J</i>.",
    ),
    "a group after persons": (
        {
            "title": "Impotence",
            "authors": [
                person("Vallancien", "G"),
                person("Moorselaar", "RJ", particle="van"),
                {"group": "Alf-One Study Group"},
            ],
            "journal": "The Journal of urology",
            "journal_abbreviation": "J Urol",
            "year": 2003,
            "volume": "169",
            "issue": "6",
            "pages": "2257-61",
        },
        "Vallancien G, van Moorselaar RJ; Alf-One Study Group. Impotence. <i>J Urol</i>. "
        "2003;169(6):2257-2261.",
        "Vallancien G, van Moorselaar RJ; Alf-One Study Group. Impotence. J Urol. "
        "2003;169(6):2257–61.",
        "Vallancien, G., van Moorselaar, R. J., &amp; Alf-One Study Group. (2003). Impotence. "
        "<i>The Journal of Urology</i>, <i>169</i>(6), 2257–2261.",
    ),
    "suffixes": (
        {
            "title": "Heirs",
            "authors": [
                person("King", "ML", suffix="Jr."),
                person("Gilstrap", "LC", suffix="3rd"),
                person("Ford", "H", suffix="II"),
            ],
            "journal": "J",
            "year": 2020,
        },
        "King ML Jr, Gilstrap LC III, Ford H II. Heirs. <i>J</i>. 2020.",
        "King ML Jr, Gilstrap LC 3rd, Ford H 2nd. Heirs. J. 2020.",
        "King, M. L., Jr., Gilstrap, L. C., III, &amp; Ford, H., II. (2020). Heirs. <i>J</i>.",
    ),
    "a group alone": (
        {
            "title": "A statement",
            "authors": [{"group": "R&D <Group>"}],
            "journal": "J",
            "year": 2020,
        },
        "R&amp;D &lt;Group&gt;. A statement. <i>J</i>. 2020.",
        "R&amp;D &lt;Group&gt;. A statement. J. 2020.",
        "R&amp;D &lt;Group&gt;. (2020). A statement. <i>J</i>.",
    ),
    "retracted": (
        {
            "title": "A bad study.",
            "authors": [person("Doe", "J")],
            "journal": "J Test",
            "year": 2010,
            "volume": "2",
            "pages": "3",
            "standing": "retracted",
        },
        "Doe J. A bad study [retracted]. <i>J Test</i>. 2010;2:3.",
        "Doe J. A bad study [retracted]. J Test. 2010;2:3.",
        "Doe, J. (2010). A bad study [Retracted]. <i>J Test</i>, <i>2</i>, 3.",
    ),
    "book": (
        {
            "kind": WorkKind.BOOK,
            "title": "Medical microbiology",
            "authors": [person("Murray", "PR"), person("Rosenthal", "KS")],
            "edition": "4",
            "publisher": "Mosby",
            "publisher_place": "St. Louis",
            "year": 2002,
            "isbn": "0323012132",
        },
        "Murray PR, Rosenthal KS. <i>Medical microbiology</i>. 4th ed. Mosby; 2002.",
        "Murray PR, Rosenthal KS. Medical microbiology. 4th ed. St. Louis: Mosby; 2002.",
        "Murray, P. R., &amp; Rosenthal, K. S. (2002). <i>Medical microbiology</i> (4th ed.). Mosby.",
    ),
    "book with editors alone, a volume of it, and a name in its title": (
        {
            "kind": WorkKind.BOOK,
            "title": "The life of <i>E. coli</i>",
            "editors": [person("Etzel", "RA"), person("Balk", "SJ")],
            "volume": "2",
            "edition": "Revised edition",
            "publisher": "Academic Press",
            "year": 2011,
            "doi": "10.1000/book",
        },
        "Etzel RA, Balk SJ, eds. <i>The life of </i>E. coli. Vol 2. Revised edition. "
        "Academic Press; 2011. doi:10.1000/book",
        "Etzel RA, Balk SJ, editors. The life of <i>E. coli</i>. Revised edition. Vol. 2. "
        "Academic Press; 2011. doi:10.1000/book",
        "Etzel, R. A., &amp; Balk, S. J. (Eds.). (2011). <i>The life of </i>E. coli "
        "(Revised edition, Vol. 2). Academic Press. https://doi.org/10.1000/book",
    ),
    "chapter": (
        {
            "kind": WorkKind.CHAPTER,
            "title": "Measuring disability",
            "authors": [person("Prince", "M"), person("Glozier", "N")],
            "container_title": "The conceptual evolution of DSM-5",
            "editors": [person("Regier", "DA"), person("Narrow", "WE"), person("Kuhl", "EA")],
            "edition": "2nd ed.",
            "publisher": "American Psychiatric Publishing",
            "publisher_place": "Washington (DC)",
            "year": 2011,
            "pages": "189-227",
        },
        "Prince M, Glozier N. Measuring disability. In: Regier DA, Narrow WE, Kuhl EA, eds. "
        "<i>The conceptual evolution of DSM-5</i>. 2nd ed. American Psychiatric Publishing; "
        "2011:189-227.",
        "Prince M, Glozier N. Measuring disability. In: Regier DA, Narrow WE, Kuhl EA, editors. "
        "The conceptual evolution of DSM-5. 2nd ed. Washington (DC): American Psychiatric "
        "Publishing; 2011. p. 189–227.",
        "Prince, M., &amp; Glozier, N. (2011). Measuring disability. In D. A. Regier, W. E. Narrow, "
        "&amp; E. A. Kuhl (Eds.), <i>The conceptual evolution of DSM-5</i> (2nd ed., pp. 189–227). "
        "American Psychiatric Publishing.",
    ),
    "chapter without editors, of one page": (
        {
            "kind": WorkKind.CHAPTER,
            "title": "Shame",
            "authors": [person("Doe", "J")],
            "container_title": "Feelings",
            "publisher": "House",
            "year": 2011,
            "pages": "9",
        },
        "Doe J. Shame. In: <i>Feelings</i>. House; 2011:9.",
        "Doe J. Shame. In: Feelings. House; 2011. p. 9.",
        "Doe, J. (2011). Shame. In <i>Feelings</i> (p. 9). House.",
    ),
    "chapter of a book of a group, among others": (
        {
            "kind": WorkKind.CHAPTER,
            "title": "Guilt",
            "authors": [person("Doe", "J")],
            "container_title": "Feelings",
            "editors": [person("King", "ML", suffix="Jr"), {"group": "Society of Feelings"}],
            "volume": "3",
            "year": 2011,
            "pages": "9, 12",
        },
        "Doe J. Guilt. In: King ML Jr; Society of Feelings, eds. <i>Feelings</i>. Vol 3. "
        "2011:9, 12.",
        "Doe J. Guilt. In: King ML Jr; Society of Feelings, editors. Feelings. Vol. 3. 2011. "
        "p. 9, 12.",
        "Doe, J. (2011). Guilt. In M. L. King, Jr. &amp; Society of Feelings (Eds.), "
        "<i>Feelings</i> (Vol. 3, pp. 9, 12).",
    ),
    "report": (
        {
            "kind": WorkKind.REPORT,
            "title": "World mental health report",
            "authors": [{"group": "World Health Organization"}],
            "publisher": "World Health Organization",
            "publisher_place": "Geneva",
            "year": 2022,
            "month": 6,
            "report_number": "12",
            "url": "https://www.who.int/publications/i/item/9789240049338",
            "accessed_on": date(2024, 5, 6),
        },
        "World Health Organization. <i>World mental health report</i>. World Health Organization; "
        "2022. Report No. 12. Accessed May 6, 2024. "
        "https://www.who.int/publications/i/item/9789240049338",
        "World Health Organization. World mental health report [Internet]. Geneva: World Health "
        "Organization; 2022 Jun [cited 2024 May 6]. Report No.: 12. Available from: "
        "https://www.who.int/publications/i/item/9789240049338",
        "World Health Organization. (2022). <i>World mental health report</i> (Report No. 12). "
        "https://www.who.int/publications/i/item/9789240049338",
    ),
    "report with a number of its own kind": (
        {
            "kind": WorkKind.REPORT,
            "title": "Drug use",
            "authors": [person("Johnston", "LD")],
            "publisher": "National Institute on Drug Abuse",
            "year": 2005,
            "report_number": "NIH Publication No. 05-5727",
        },
        "Johnston LD. <i>Drug use</i>. National Institute on Drug Abuse; 2005. "
        "NIH Publication No. 05-5727.",
        "Johnston LD. Drug use. National Institute on Drug Abuse; 2005. "
        "Report No.: NIH Publication No. 05-5727.",
        "Johnston, L. D. (2005). <i>Drug use</i> (NIH Publication No. 05-5727). "
        "National Institute on Drug Abuse.",
    ),
    "web page": (
        {
            "kind": WorkKind.WEB_PAGE,
            "title": "Zika travel information",
            "container_title": "Travelers' Health",
            "authors": [{"group": "Centers for Disease Control and Prevention"}],
            "year": 2016,
            "month": 1,
            "day": 26,
            "url": "https://wwwnc.cdc.gov/travel/page/zika",
            "accessed_on": date(2019, 6, 18),
        },
        "Centers for Disease Control and Prevention. Zika travel information. Travelers' Health. "
        "January 26, 2016. Accessed June 18, 2019. https://wwwnc.cdc.gov/travel/page/zika",
        "Centers for Disease Control and Prevention. Zika travel information [Internet]. "
        "2016 Jan 26 [cited 2019 Jun 18]. Available from: https://wwwnc.cdc.gov/travel/page/zika",
        "Centers for Disease Control and Prevention. (2016, January 26). "
        "<i>Zika travel information</i>. Travelers' Health. https://wwwnc.cdc.gov/travel/page/zika",
    ),
    "web page without a date, of its author": (
        {
            "kind": WorkKind.WEB_PAGE,
            "title": "Anxiety disorders",
            "authors": [{"group": "National Institute of Mental Health"}],
            "publisher": "National Institute of Mental Health",
            "publisher_place": "Bethesda (MD)",
            "url": "https://www.nimh.nih.gov/health",
            "accessed_on": date(2024, 5, 6),
        },
        "National Institute of Mental Health. Anxiety disorders. Accessed May 6, 2024. "
        "https://www.nimh.nih.gov/health",
        "National Institute of Mental Health. Anxiety disorders [Internet]. Bethesda (MD): "
        "National Institute of Mental Health; [date unknown] [cited 2024 May 6]. Available from: "
        "https://www.nimh.nih.gov/health",
        "National Institute of Mental Health. (n.d.). <i>Anxiety disorders</i>. "
        "Retrieved May 6, 2024, from https://www.nimh.nih.gov/health",
    ),
    "preprint": (
        {
            "kind": WorkKind.PREPRINT,
            "title": "Biotinylation by antibody recognition",
            "authors": [person("Bar", "DZ"), person("Atkatsh", "K")],
            "journal": "bioRxiv : the preprint server for biology",
            "journal_abbreviation": "bioRxiv",
            "year": 2016,
            "month": 8,
            "day": 11,
            "doi": "10.1101/069187",
        },
        "Bar DZ, Atkatsh K. Biotinylation by antibody recognition. <i>bioRxiv</i>. "
        "Preprint posted online August 11, 2016. doi:10.1101/069187",
        "Bar DZ, Atkatsh K. Biotinylation by antibody recognition. bioRxiv [Preprint]. "
        "2016 [posted 2016 Aug 11]. doi:10.1101/069187",
        "Bar, D. Z., &amp; Atkatsh, K. (2016). <i>Biotinylation by antibody recognition</i>. "
        "bioRxiv. https://doi.org/10.1101/069187",
    ),
    "preprint of which little is known": (
        {
            "kind": WorkKind.PREPRINT,
            "title": "Early",
            "publisher": "PsyArXiv",
            "url": "https://osf.io/x",
            "accessed_on": date(2024, 5, 6),
        },
        "Early. <i>PsyArXiv</i>. Preprint posted online. Accessed May 6, 2024. https://osf.io/x",
        "Early. PsyArXiv [Preprint]. [date unknown] [cited 2024 May 6]. "
        "Available from: https://osf.io/x",
        "<i>Early</i>. (n.d.). PsyArXiv. Retrieved May 6, 2024, from https://osf.io/x",
    ),
}
