from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from cms import errors, health, media
from delivery.views.proofs import PublicKeys

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    # Before the admin, which would take any address below its own.
    path("admin/pick/", include("desk.urls")),
    path("admin/", admin.site.urls),
    re_path(r"^livez/?$", health.livez, name="livez"),
    re_path(r"^readyz/?$", health.readyz, name="readyz"),
    path(errors.PUBLIC_KEYS_PATH[1:], PublicKeys.as_view(), name="public-keys"),
    path("media/<path:name>", media.picture),
    path("api/v1/", include("delivery.urls")),
    # With its slash at the end, so that an address without one is still redirected to the route
    # that it means.
    re_path(r"^api/(?:.*/)?$", errors.api_not_found),
]

handler400 = "cms.errors.bad_request"
handler403 = "cms.errors.permission_denied"
handler404 = "cms.errors.not_found"
handler500 = "cms.errors.server_error"
