"""PubMed's XML (DTD pubmed_250101) read into records, without its DTD and without the network.

Markup is kept in titles and abstracts; elsewhere the words alone. What is nowhere interpreted is
kept as it stands under ``further``, and what the DTD does not know is logged with PMID and path.
"""

from references.pubmed.reading import MalformedXml, parse_records

__all__ = ["MalformedXml", "parse_records"]
