from django.contrib.admin import AdminSite


class VouchAdminSite(AdminSite):
    site_header = "Vouch"
    site_title = "Vouch"
    index_title = "Overview"
    # The public site is somebody else's front end.
    site_url = None
