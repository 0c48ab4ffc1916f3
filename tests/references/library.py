"""A small PubMed: it answers searches, conversions and fetches as NCBI's services do."""

import json
import re
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs

from werkzeug import Request, Response

from tests.references.ncbi import XML
from tests.references.pubmed.files import article, pubmed_set

DOI = "10.1016/s0140-6736(10)60175-4"
OLD_DOI = "10.1002/(sici)1099-0879<1::aid-cpp1>3.0;2-n"
AUTHORS = (
    "<AuthorList><Author><LastName>López</LastName><ForeName>Ana María</ForeName>"
    "<Initials>AM</Initials></Author></AuthorList>"
)


def doi(value):
    return f'<ArticleId IdType="doi">{escape(value)}</ArticleId>'


def work(pmid, title="Shame in post-traumatic stress disorder", **parts):
    return article(
        pmid, title=f"<ArticleTitle>{title}.</ArticleTitle>", **({"parts": AUTHORS} | parts)
    )


@dataclass
class Library:
    """``works`` by PMID; ``leads`` from a PMID to another. ``asked`` are the names of requests."""

    works: dict[str, str] = field(default_factory=dict)
    dois: dict[str, str] = field(default_factory=dict)
    pmcids: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    # By the name of the service: what it answers in place of its answer.
    broken: dict[str, Response] = field(default_factory=dict)

    def add(self, pmid, *, doi_of_it="", pmcid="", **parts):
        ids = doi(doi_of_it.upper()) if doi_of_it else ""
        ids += f'<ArticleId IdType="pmc">{pmcid}</ArticleId>' if pmcid else ""
        self.works[pmid] = work(pmid, ids=ids, **parts)
        if doi_of_it:
            self.dois[doi_of_it] = pmid
        if pmcid:
            self.pmcids[pmcid] = pmid

    def answer(self, request: Request) -> Response:
        name = request.path.strip("/").rsplit("/", 1)[-1]
        self.asked.append(name)
        asked = {**request.args, **_posted(request)}
        if name in self.broken:
            return self.broken[name]
        return {"efetch.fcgi": self._fetch, "esearch.fcgi": self._search}.get(name, self._convert)(
            asked
        )

    def _fetch(self, asked):
        pmids = [self.leads.get(pmid, pmid) for pmid in asked["id"].split(",") if pmid]
        found = dict.fromkeys(pmid for pmid in pmids if pmid in self.works)
        return Response(pubmed_set(*(self.works[pmid] for pmid in found)), content_type=XML)

    def _search(self, asked):
        dois = re.findall(r'"([^"]*)"\[doi\]', asked["term"])
        hits = [self.dois[doi] for doi in dois if doi in self.dois]
        return _json({"esearchresult": {"count": str(len(hits)), "idlist": hits}})

    def _convert(self, asked):
        records = [
            {"requested-id": pmcid, "pmcid": pmcid, "pmid": int(self.pmcids[pmcid])}
            if pmcid in self.pmcids
            else {"requested-id": pmcid, "status": "error", "errmsg": "Identifier not found in PMC"}
            for pmcid in asked["ids"].split(",")
        ]
        return _json({"status": "ok", "records": records})


def _posted(request):
    return {name: values[0] for name, values in parse_qs(request.get_data(as_text=True)).items()}


def _json(content):
    return Response(json.dumps(content), content_type="application/json")
