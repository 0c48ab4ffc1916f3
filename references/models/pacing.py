"""How fast a service may be asked, by all processes together."""

from django.db import models


class RequestPace(models.Model):
    """When the next request to a service may go out; locked for an instant to take that place.

    In the database, which all processes share on every installation; the cache may be the memory
    of one process.
    """

    service = models.CharField(max_length=40, unique=True)
    next_at = models.DateTimeField()

    class Meta:
        ordering = ["service"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.service
