"""Which of the media types of a view a reader gets, by the ``Accept`` header (RFC 9110, 12.5.1)."""

from collections.abc import Iterable

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class ByQuality(DefaultContentNegotiation):
    """REST framework's own passes over ``q=`` and takes the first that is acceptable at all."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """Return what the reader likes best; among equals what the view names first."""
        by_type = {str(renderer.media_type): renderer for renderer in renderers}
        preferred = request._request.get_preferred_type(list(by_type))
        if preferred is None:
            raise NotAcceptable
        return by_type[preferred], preferred
