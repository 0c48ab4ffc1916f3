from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    # The heading above its rows in the admin.
    verbose_name = "Watch and messages"
