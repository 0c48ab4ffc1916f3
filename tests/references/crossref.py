"""A server of this machine stands for Crossref."""

import json

from pytest_httpserver import URIPattern
from werkzeug import Response

NOTICE = "10.1000/notice"


def update(kind="retraction", doi=NOTICE, source="publisher"):
    return {"type": kind, "DOI": doi, "source": source, "label": kind.title()}


def message(doi, **parts):
    return {"DOI": doi, "type": "journal-article", "title": ["On shame"], **parts}


def found(doi, **parts):
    body = {"status": "ok", "message-type": "work", "message": message(doi, **parts)}
    return Response(json.dumps(body), content_type="application/json")


def absent():
    return Response("Resource not found.", 404, content_type="text/plain")


class Crossref(URIPattern):
    """Answers about the DOIs in ``works``, by what each is updated by, and knows no others."""

    def __init__(self, httpserver, settings):
        self.works, self.asked = {}, []
        settings.CROSSREF_BASE_URL = httpserver.url_for("/crossref")
        settings.CROSSREF_MAILTO = "library@example.org"
        httpserver.expect_request(self).respond_with_handler(self.answer)

    def match(self, uri):
        return uri.startswith("/crossref/works/")

    def answer(self, request):
        doi = request.path.removeprefix("/crossref/works/")
        self.asked.append(doi)
        work = self.works.get(doi)
        if callable(work):
            return work(request)
        return absent() if work is None else found(doi, **work)
