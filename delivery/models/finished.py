"""Bytes that were made once and are served many times."""

from datetime import datetime

from django.db import models


class Finished(models.Model):
    """The answer of the presenter, true for ``[presented_at, next_boundary)``.

    ``presenter`` names the code and the settings that made it (``delivery.presenter``); what
    another presenter made is not served. Empty until it is made.
    """

    BYTES = ("body", "card", "etag", "presenter", "presented_at", "next_boundary")
    # A whole document alone, without its card; and what is known of it without reading it.
    TAGGED = ("etag", "presenter", "presented_at", "next_boundary")
    SERVED = ("body", *TAGGED)

    body = models.BinaryField(default=b"", editable=False)
    card = models.BinaryField(default=b"", editable=False)
    etag = models.CharField(max_length=66, default="", editable=False)
    presenter = models.CharField(max_length=40, default="", editable=False)
    presented_at = models.DateTimeField(null=True, editable=False)
    next_boundary = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def is_finished(self, *, presenter: str, at: datetime) -> bool:
        """Whether the bytes are what this presenter would make at that instant."""
        return self.presenter == presenter and (
            self.next_boundary is None or self.next_boundary > at
        )
