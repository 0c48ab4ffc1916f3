from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        # Registers the system checks.
        from articles import checks  # noqa: F401
