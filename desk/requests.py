"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """Return the user who is logged in; every view of the admin has one."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
