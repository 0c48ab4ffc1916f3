"""What a usual article has: authors with affiliations, an abstract, MeSH headings, references."""

AUTHOR = """<Author ValidYN="Y"><LastName>Example</LastName><ForeName>Ana María</ForeName>
  <Initials>AM</Initials><Identifier Source="ORCID">0000-0002-9557-268X</Identifier>
  <AffiliationInfo><Affiliation>Department of Psychology, University of Cluj, Romania.
  </Affiliation></AffiliationInfo></Author>"""
PART = """<AbstractText Label="RESULTS" NlmCategory="RESULTS">Adults with more shame had more
  symptoms (<i>p</i> &lt; 0.01), and this held for guilt in all but two of the samples.
  </AbstractText>"""
HEADING = """<MeshHeading><DescriptorName UI="D012752" MajorTopicYN="Y">Shame</DescriptorName>
  <QualifierName UI="Q000523" MajorTopicYN="N">psychology</QualifierName></MeshHeading>"""
CITED = """<Reference><Citation>Tangney JP. Shame and guilt. New York: Guilford; 2002.</Citation>
  <ArticleIdList><ArticleId IdType="pubmed">16953797</ArticleId></ArticleIdList></Reference>"""
REVISED = "<DateRevised><Year>2019</Year><Month>11</Month><Day>02</Day></DateRevised>"


def usual_parts(number):
    """Return parts for ``article``; each number gives another title, DOI, volume and pages."""
    return {
        "title": f"<ArticleTitle>Shame in <i>n</i> adults of cohort {number}.</ArticleTitle>",
        "journal": '<ISSN IssnType="Electronic">1873-7897</ISSN>',
        "issue": f"<Volume>{number % 99}</Volume><Issue>{number % 12}</Issue>",
        "pub_date": "<PubDate><Year>2018</Year><Month>Aug</Month><Day>01</Day></PubDate>",
        "parts": f"""<Pagination><MedlinePgn>{1000 + number}-9</MedlinePgn></Pagination>
          <ELocationID EIdType="doi">10.1016/j.janxdis.{number}</ELocationID>
          <Abstract>{PART * 4}</Abstract><AuthorList>{AUTHOR * 6}</AuthorList>
          <Language>eng</Language>""",
        "citation": f"{REVISED}<MeshHeadingList>{HEADING * 12}</MeshHeadingList>",
        "data": f"<ReferenceList>{CITED * 30}</ReferenceList>",
    }
