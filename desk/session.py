"""Whether whoever has a form open is still logged in."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@never_cache
@require_GET
def still_here(request: HttpRequest) -> JsonResponse:
    """Answer ``{"logged_in": bool, "token": str}``; a log-in since has changed the form's token."""
    user = request.user
    here = user.is_authenticated and user.is_active and user.is_staff
    return JsonResponse({"logged_in": here, "token": get_token(request)})
