"""What views of single documents have in common."""

from collections.abc import Mapping
from dataclasses import replace

import orjson
from django.http import HttpResponse

from delivery import addresses, parameters
from delivery.conditional import last_modified, send
from delivery.encoding import encoded, etag_of
from delivery.presenting.surroundings import When
from delivery.reading import Served
from delivery.shaping import shaped
from delivery.views.base import PublicView


class DocumentView(PublicView):
    """Finished bytes, in the forms and with the fields asked for."""

    @property
    def when(self) -> When:
        return parameters.when(self.given, at=self.now)

    @property
    def query(self) -> dict[str, str]:
        """The parameters as they were given, for the address to which the reader is sent."""
        return {name: str(self.request.query_params[name]) for name in self.given}

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
        body = shaped(served.body, self.given)
        if body != served.body:
            served = replace(served, body=body, etag=etag_of(body))
        told = {"Link": _links(canonical), **last_modified(served), **headers}
        return send(self.request._request, served, at=self.now, headers=told)


def _saying(served: Served, fallback_from: str) -> Served:
    """The same page, saying that it was asked for in another language."""
    document = {**orjson.loads(served.body), "fallback_from": fallback_from}
    body, etag = encoded(document)
    return replace(served, body=body, etag=etag)


def _links(canonical: str) -> str:
    described = f'<{addresses.description_url()}>; rel="describedby"'
    return f'<{canonical}>; rel="canonical", {described}' if canonical else described
