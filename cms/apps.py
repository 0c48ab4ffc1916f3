from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import checks  # noqa: F401  (registers them; models are not there any earlier)


class VouchAdminConfig(AdminConfig):
    default_site = "cms.admin_site.VouchAdminSite"
