"""What views of single documents have in common."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from django.http import HttpResponse

from delivery import addresses, parameters
from delivery.conditional import last_modified, send
from delivery.encoding import encoded, etag_of
from delivery.presenting.surroundings import When
from delivery.reading import Served
from delivery.shaping import shaped
from delivery.views.base import PublicView

Json = dict[str, Any]


class DocumentView(PublicView):
    """Finished bytes, in the forms and with the fields asked for."""

    @property
    def when(self) -> When:
        return parameters.when(self.given, at=self.now)

    @property
    def query(self) -> dict[str, str]:
        """The parameters as they were given, for the address to which the reader is sent."""
        return {name: str(self.request.query_params[name]) for name in self.given}

    def works(self, document: Json) -> list[Json]:
        """Return the entries of works in a document, for files of them."""
        raise NotImplementedError

    def file_name(self, document: Json) -> str:
        raise NotImplementedError

    def answer(
        self,
        served: Served,
        *,
        headers: Mapping[str, str],
        canonical: str = "",
        fallback_from: str | None = None,
    ) -> HttpResponse:
        if fallback_from:
            served = _saying(served, fallback_from)
        told = {"Link": _links(canonical), **last_modified(served), **headers}
        if self.export_format:
            document = orjson.loads(served.body)
            return self.send_file(
                self.export_format,
                served,
                entries=self.works(document),
                name=self.file_name(document),
                headers=told,
            )
        body = shaped(served.body, self.given)
        if body != served.body:
            served = replace(served, body=body, etag=etag_of(body))
        return send(self.request._request, served, at=self.now, headers=told)


def _saying(served: Served, fallback_from: str) -> Served:
    """The same page, saying that it was asked for in another language."""
    document = {**orjson.loads(served.body), "fallback_from": fallback_from}
    body, etag = encoded(document)
    return replace(served, body=body, etag=etag)


def _links(canonical: str) -> str:
    described = f'<{addresses.description_url()}>; rel="describedby"'
    return f'<{canonical}>; rel="canonical", {described}' if canonical else described
