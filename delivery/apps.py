from django.apps import AppConfig

from review.signals import cover_changed


class DeliveryConfig(AppConfig):
    name = "delivery"

    def ready(self) -> None:
        # Models cannot be imported before the registry is ready.
        from delivery import checks  # noqa: F401  (registers them)
        from delivery.covering import on_cover_changed

        cover_changed.connect(on_cover_changed, dispatch_uid="delivery.covering")
