"""Moves on the real clock, for answers that say how fresh a page is: views read that clock."""

from datetime import timedelta

from django.utils import timezone


def ago(**length):
    """An instant a little before the present one."""
    return timezone.now() - timedelta(**length)


def ahead(**length):
    return timezone.now() + timedelta(**length)


def ages(response):
    """The directives of ``Cache-Control``, those with an age in seconds as numbers."""
    directives = [item.partition("=") for item in response["Cache-Control"].split(", ")]
    return {name: int(seconds) if seconds else None for name, _, seconds in directives}


def kept_at_most(response):
    """How many seconds after the answer some cache may still show it."""
    return sum(seconds for seconds in ages(response).values() if seconds is not None)
