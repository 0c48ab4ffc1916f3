"""A server of this machine stands for PubMed and for Crossref together."""

import json

from werkzeug import Response

from tests.references.crossref import Crossref
from tests.references.pubmed.files import article, pubmed_set

RETRACTED = """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
  <RefSource>Lancet. 2020;395:1821. doi: 10.1000/notice</RefSource><PMID Version="1">32461339</PMID>
  </CommentsCorrections></CommentsCorrectionsList>"""


class PubMed:
    """Has the works in ``works``, by what stands at the end of each citation, or by whole records."""

    def __init__(self, httpserver, settings):
        self.works, self.asked, self.fails = {}, [], None
        settings.NCBI_EMAIL = "library@example.org"
        settings.NCBI_BASE_URL = httpserver.url_for("/eutils")
        httpserver.expect_request("/eutils/efetch.fcgi").respond_with_handler(self.answer)

    def answer(self, request):
        pmids = request.args["id"].split(",")
        self.asked.append(pmids)
        if self.fails:
            return Response("", self.fails)
        had = [_record(pmid, self.works[pmid]) for pmid in pmids if pmid in self.works]
        return Response(pubmed_set(*had), content_type="text/xml")


def _record(pmid, work):
    return work if "PubmedArticle" in work else article(pmid, citation=work)


class Sources:
    def __init__(self, httpserver, settings):
        self.pubmed = PubMed(httpserver, settings)
        self.crossref = Crossref(httpserver, settings)

    @property
    def asked(self):
        """How often each was asked."""
        return len(self.pubmed.asked), len(self.crossref.asked)


def refuse(_):
    return Response(json.dumps({"status": "failed"}), 403)
