from datetime import date

from references.records import WorkRecord
from tests.references.pubmed.files import SMALLEST, article, bibliography, read, read_one


def test_the_smallest_record():
    assert read_one(article()) == WorkRecord(
        bibliography=SMALLEST,
        version=1,
        status="MEDLINE",
        publication_model="Print",
        identifiers=[{"type": "pubmed", "value": "30075356"}],
        publication_types=[{"ui": "D016428", "name": "Journal Article"}],
        further={
            "JournalIssue": {"@CitedMedium": "Print", "PubDate": {"Year": "2018"}},
            "PublicationStatus": "ppublish",
        },
    )


def test_a_whole_record():
    record = read_one(
        article(
            version="2",
            attributes='Status="PubMed-not-MEDLINE" Owner="NLM" IndexingMethod="Curated" '
            'VersionID="2" VersionDate="2018/10/10"',
            journal='<ISSN IssnType="Electronic">1873-7897</ISSN>',
            issue="<Volume>58</Volume><Issue>S1</Issue>",
            pub_date="<PubDate><Year>2018</Year><Month>Aug</Month><Day>01</Day></PubDate>",
            title="<ArticleTitle>Shame in <i>PTSD</i>.</ArticleTitle>",
            parts="""
              <Pagination><StartPage>78</StartPage><EndPage>106</EndPage>
                <MedlinePgn>78-106</MedlinePgn></Pagination>
              <ELocationID EIdType="doi" ValidYN="Y">10.1016/J.Janxdis.2018.07.005</ELocationID>
              <ELocationID EIdType="pii" ValidYN="Y">S0887-6185(18)30010-3</ELocationID>
              <Abstract>
                <AbstractText Label="RESULTS" NlmCategory="RESULTS">In <i>n</i> &lt; 9.</AbstractText>
                <AbstractText/>
                <CopyrightInformation>Copyright Elsevier.</CopyrightInformation>
              </Abstract>
              <AuthorList CompleteYN="N">
                <Author ValidYN="Y" EqualContrib="Y"><LastName>Cândea</LastName>
                  <ForeName>Diana-Mirela</ForeName><Initials>DM</Initials>
                  <Identifier Source="ORCID">http://orcid.org/0000-0002-9557-268X</Identifier>
                  <AffiliationInfo><Affiliation>University of Cluj</Affiliation>
                    <Identifier Source="ROR">https://ror.org/02rmd1t30</Identifier>
                  </AffiliationInfo></Author>
              </AuthorList>
              <Language>eng</Language><Language>rum</Language>
              <DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
                <AccessionNumberList><AccessionNumber>NCT01234567</AccessionNumber>
                </AccessionNumberList></DataBank></DataBankList>
              <GrantList><Grant><GrantID>R01</GrantID><Acronym>MH</Acronym>
                <Agency>NIMH NIH HHS</Agency><Country>United States</Country></Grant></GrantList>
              <VernacularTitle>Rușinea.</VernacularTitle>
              <ArticleDate DateType="Electronic"><Year>2018</Year><Month>07</Month><Day>26</Day>
              </ArticleDate>""",
            citation="""
              <DateCompleted><Year>2019</Year><Month>10</Month><Day>28</Day></DateCompleted>
              <DateRevised><Year>2019</Year><Month>11</Month><Day>02</Day></DateRevised>
              <ChemicalList>
                <Chemical><RegistryNumber>0</RegistryNumber>
                  <NameOfSubstance UI="D1">Ketamine</NameOfSubstance></Chemical></ChemicalList>
              <CommentsCorrectionsList>
                <CommentsCorrections RefType="ErratumIn"><RefSource>J Anx. 2019;1:2</RefSource>
                  <PMID Version="1">31000000</PMID><Note>Table 1</Note></CommentsCorrections>
                <CommentsCorrections RefType="Cites"><RefSource>Lancet. 2001;1:1</RefSource>
                </CommentsCorrections>
              </CommentsCorrectionsList>
              <MeshHeadingList><MeshHeading>
                <DescriptorName UI="D012752" MajorTopicYN="Y" Type="Geographic">Shame</DescriptorName>
                <QualifierName UI="Q000523" MajorTopicYN="N" AutoHM="Y">psychology</QualifierName>
              </MeshHeading></MeshHeadingList>
              <OtherAbstract Type="plain-language-summary" Language="eng">
                <AbstractText>In short.</AbstractText></OtherAbstract>
              <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">Guilt</Keyword></KeywordList>
              <CoiStatement>None.</CoiStatement>
              <InvestigatorList><Investigator><LastName>Roe</LastName></Investigator>
              </InvestigatorList>""",
            ids='<ArticleId IdType="pmc">PMC6134338</ArticleId>'
            '<ArticleId IdType="doi">10.1016/j.janxdis.2018.07.005</ArticleId>',
            data="""
              <History><PubMedPubDate PubStatus="received"><Year>2018</Year><Month>1</Month>
                <Day>9</Day><Hour>6</Hour><Minute>0</Minute></PubMedPubDate></History>
              <ReferenceList><Title>References</Title><Reference>
                <Citation>Tangney J. H<sub>2</sub>O.</Citation>
                <ArticleIdList><ArticleId IdType="pubmed">1</ArticleId>
                  <ArticleId IdType="doi">10.1/cited</ArticleId></ArticleIdList>
              </Reference></ReferenceList>""",
        )
    )
    assert record == WorkRecord(
        bibliography={
            "kind": "journal_article",
            "pmid": "30075356",
            "pmcid": "PMC6134338",
            "doi": "10.1016/j.janxdis.2018.07.005",
            "title": "Shame in PTSD",
            "title_markup": "Shame in <i>PTSD</i>",
            "vernacular_title": "Rușinea",
            "authors": [{"family": "Cândea", "given": "Diana-Mirela", "initials": "DM"}],
            "journal": "Journal of anxiety disorders",
            "journal_abbreviation": "J Anxiety Disord",
            "issn": "1873-7897",
            "issn_electronic": "1873-7897",
            "volume": "58",
            "issue": "S1",
            "year": 2018,
            "month": 8,
            "day": 1,
            "pages": "78-106",
            "published_online": date(2018, 7, 26),
            "languages": ["eng", "rum"],
            "publication_types": ["Journal Article"],
        },
        version=2,
        status="PubMed-not-MEDLINE",
        publication_model="Print",
        revised_on=date(2019, 11, 2),
        completed_on=date(2019, 10, 28),
        identifiers=[
            {"type": "pubmed", "value": "30075356"},
            {"type": "pmc", "value": "PMC6134338"},
            {"type": "doi", "value": "10.1016/j.janxdis.2018.07.005"},
            {"type": "doi", "value": "10.1016/J.Janxdis.2018.07.005"},
            {"type": "pii", "value": "S0887-6185(18)30010-3"},
        ],
        contributors=[
            {
                "role": "author",
                "family": "Cândea",
                "given": "Diana-Mirela",
                "initials": "DM",
                "equal_contribution": True,
                "identifiers": [
                    {"source": "ORCID", "value": "http://orcid.org/0000-0002-9557-268X"}
                ],
                "orcid": "0000-0002-9557-268X",
                "affiliations": [
                    {
                        "name": "University of Cluj",
                        "identifiers": [{"source": "ROR", "value": "https://ror.org/02rmd1t30"}],
                    }
                ],
            },
            {"role": "investigator", "family": "Roe"},
        ],
        abstracts=[
            {
                "copyright": "Copyright Elsevier.",
                "parts": [
                    {"label": "RESULTS", "category": "RESULTS", "text": "In <i>n</i> &lt; 9."}
                ],
            },
            {
                "type": "plain-language-summary",
                "language": "eng",
                "parts": [{"text": "In short."}],
            },
        ],
        publication_types=[{"ui": "D016428", "name": "Journal Article"}],
        mesh_headings=[
            {
                "ui": "D012752",
                "name": "Shame",
                "major": True,
                "type": "Geographic",
                "qualifiers": [
                    {"ui": "Q000523", "name": "psychology", "major": False, "automatic": True}
                ],
            }
        ],
        keywords=[{"text": "Guilt", "major": True, "owner": "NOTNLM"}],
        corrections=[
            {
                "type": "ErratumIn",
                "source": "J Anx. 2019;1:2",
                "pmid": "31000000",
                "version": "1",
                "note": "Table 1",
            },
            {"type": "Cites", "source": "Lancet. 2001;1:1"},
        ],
        grants=[
            {
                "id": "R01",
                "acronym": "MH",
                "agency": "NIMH NIH HHS",
                "country": "United States",
            }
        ],
        history=[{"event": "received", "at": "2018-01-09 06:00"}],
        cited_works=[
            {
                "citation": "Tangney J. H<sub>2</sub>O.",
                "identifiers": [
                    {"type": "pubmed", "value": "1"},
                    {"type": "doi", "value": "10.1/cited"},
                ],
            }
        ],
        further={
            "Owner": "NLM",
            "IndexingMethod": "Curated",
            "VersionID": "2",
            "VersionDate": "2018/10/10",
            "ChemicalList": {
                "Chemical": {
                    "RegistryNumber": "0",
                    "NameOfSubstance": {"@UI": "D1", "text": "Ketamine"},
                }
            },
            "CoiStatement": "None.",
            "Pagination": {"StartPage": "78", "EndPage": "106", "MedlinePgn": "78-106"},
            "DataBankList": {
                "DataBank": {
                    "DataBankName": "ClinicalTrials.gov",
                    "AccessionNumberList": {"AccessionNumber": "NCT01234567"},
                }
            },
            "PublicationStatus": "ppublish",
            "JournalIssue": {
                "@CitedMedium": "Print",
                "Volume": "58",
                "Issue": "S1",
                "PubDate": {"Year": "2018", "Month": "Aug", "Day": "01"},
            },
            "AuthorListComplete": False,
        },
    )


def test_issns():
    found = bibliography(journal='<ISSN IssnType="Print">0887-6185</ISSN>')
    assert found == SMALLEST | {"issn": "0887-6185", "issn_print": "0887-6185"}


def test_a_preprint():
    found = bibliography(types='<PublicationType UI="D000076942">Preprint</PublicationType>')
    assert found == SMALLEST | {"kind": "preprint", "publication_types": ["Preprint"]}


def test_versions_come_one_by_one():
    records = read(article(version="2"), article(version="10"))
    assert [(record.pmid, record.version) for record in records] == [
        ("30075356", 2),
        ("30075356", 10),
    ]


def test_a_record_without_pubmed_data():
    whole = article()
    start, end = whole.index("<PubmedData>"), whole.index("</PubmedArticle>")
    record = read_one(whole[:start] + whole[end:])
    assert record.bibliography == SMALLEST
    assert (record.identifiers, record.history, record.cited_works) == ([], [], [])


def test_an_abstract_without_words():
    assert read_one(article(parts="<Abstract><AbstractText/></Abstract>")).abstracts == []


def test_what_stands_several_times_is_kept_as_a_list():
    subsets = "".join(f"<CitationSubset>{name}</CitationSubset>" for name in ("IM", "S", "X"))
    notes = '<GeneralNote Owner="NLM">A</GeneralNote><GeneralNote Owner="KIE">B</GeneralNote>'
    record = read_one(article(citation=subsets + notes))
    assert record.further["CitationSubset"] == ["IM", "S", "X"]
    assert record.further["GeneralNote"] == [
        {"@Owner": "NLM", "text": "A"},
        {"@Owner": "KIE", "text": "B"},
    ]
