"""Which elements the DTD pubmed_250101 puts into which, to name what it does not know.

A newer DTD brings new elements: nothing of them is to be lost without a word.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from references.pubmed.mathml import is_math, local_name

INLINE = "b i sup sub u"
MARKED = f"{INLINE} math"
PERSON = "LastName ForeName Initials Suffix"
DAY = "Year Month Day"
PUBLISHED = f"{DAY} Season"

CHILDREN = {
    parent: frozenset(children.split())
    for parent, children in {
        "Abstract": "AbstractText CopyrightInformation",
        "AbstractText": f"{MARKED} DispFormula",
        "AccessionNumberList": "AccessionNumber",
        "Affiliation": INLINE,
        "AffiliationInfo": "Affiliation Identifier",
        "Article": "Journal ArticleTitle Pagination ELocationID Abstract AuthorList Language "
        "DataBankList GrantList PublicationTypeList VernacularTitle ArticleDate",
        "ArticleDate": DAY,
        "ArticleIdList": "ArticleId",
        "ArticleTitle": MARKED,
        "Author": f"{PERSON} CollectiveName Identifier AffiliationInfo",
        "AuthorList": "Author",
        "BeginningDate": PUBLISHED,
        "Book": "Publisher BookTitle PubDate BeginningDate EndingDate AuthorList "
        "InvestigatorList Volume VolumeTitle Edition CollectionTitle Isbn ELocationID Medium "
        "ReportNumber",
        "BookDocument": "PMID ArticleIdList Book LocationLabel ArticleTitle VernacularTitle "
        "Pagination Language AuthorList InvestigatorList PublicationType Abstract Sections "
        "KeywordList ContributionDate DateRevised GrantList ItemList ReferenceList",
        "BookTitle": MARKED,
        "Chemical": "RegistryNumber NameOfSubstance",
        "ChemicalList": "Chemical",
        "Citation": MARKED,
        "CoiStatement": INLINE,
        "CollectionTitle": MARKED,
        "CollectiveName": INLINE,
        "CommentsCorrections": "RefSource PMID Note",
        "CommentsCorrectionsList": "CommentsCorrections",
        "ContributionDate": PUBLISHED,
        "DataBank": "DataBankName AccessionNumberList",
        "DataBankList": "DataBank",
        "DateCompleted": DAY,
        "DateRevised": DAY,
        "DispFormula": "math",
        "EndingDate": PUBLISHED,
        "GeneSymbolList": "GeneSymbol",
        "Grant": "GrantID Acronym Agency Country",
        "GrantList": "Grant",
        "History": "PubMedPubDate",
        "Investigator": f"{PERSON} Identifier AffiliationInfo",
        "InvestigatorList": "Investigator",
        "ItemList": "Item",
        "Journal": "ISSN JournalIssue Title ISOAbbreviation",
        "JournalIssue": "Volume Issue PubDate",
        "Keyword": MARKED,
        "KeywordList": "Keyword",
        "MedlineCitation": "PMID DateCompleted DateRevised Article MedlineJournalInfo "
        "ChemicalList SupplMeshList CitationSubset CommentsCorrectionsList GeneSymbolList "
        "MeshHeadingList NumberOfReferences PersonalNameSubjectList OtherID OtherAbstract "
        "KeywordList CoiStatement SpaceFlightMission InvestigatorList GeneralNote",
        "MedlineJournalInfo": "Country MedlineTA NlmUniqueID ISSNLinking",
        "MeshHeading": "DescriptorName QualifierName",
        "MeshHeadingList": "MeshHeading",
        "Object": "Param",
        "ObjectList": "Object",
        "OtherAbstract": "AbstractText CopyrightInformation",
        "Pagination": "StartPage EndPage MedlinePgn",
        "Param": INLINE,
        "PersonalNameSubject": PERSON,
        "PersonalNameSubjectList": "PersonalNameSubject",
        "PubDate": f"{PUBLISHED} MedlineDate",
        "PubMedPubDate": f"{DAY} Hour Minute Second",
        "PublicationTypeList": "PublicationType",
        "Publisher": "PublisherName PublisherLocation",
        "PublisherName": INLINE,
        "PubmedArticle": "MedlineCitation PubmedData",
        "PubmedBookArticle": "BookDocument PubmedBookData",
        "PubmedBookData": "History PublicationStatus ArticleIdList ObjectList",
        "PubmedData": "History PublicationStatus ArticleIdList ObjectList ReferenceList",
        "Reference": "Citation ArticleIdList",
        "ReferenceList": "Title Reference ReferenceList",
        "Section": "LocationLabel SectionTitle Section",
        "SectionTitle": INLINE,
        "Sections": "Section",
        "Suffix": INLINE,
        "SupplMeshList": "SupplMeshName",
        "VernacularTitle": MARKED,
        "VolumeTitle": INLINE,
        **dict.fromkeys(INLINE.split(), INLINE),
    }.items()
}


def unknown_paths(record: Any) -> Iterator[str]:
    """Yield the path of each element and entity that the DTD has nothing like, outermost first."""
    yield from _unknown(record, record.tag)


def _unknown(element: Any, path: str) -> Iterator[str]:
    known = CHILDREN.get(local_name(element), frozenset())
    for child in element:
        if child.tag is etree.Entity:
            yield f"{path}/{child.text}"
            continue
        name = local_name(child)
        if name and name not in known:
            yield f"{path}/{name}"
        elif name and not is_math(child):
            yield from _unknown(child, f"{path}/{name}")
