from django.apps import AppConfig

from articles.signals import facts_changed
from references.signals import standing_changed
from review.signals import cover_changed


class DeliveryConfig(AppConfig):
    name = "delivery"

    def ready(self) -> None:
        # Models cannot be imported before the registry is ready.
        from articles.facts import begin_each_change_with
        from delivery import (
            checks,  # noqa: F401  (registers them)
            news,
        )
        from delivery.settling import settle
        from review.ledger import begin_each_turn_with, lock_ledger

        begin_each_turn_with(settle)
        begin_each_change_with(lock_ledger)
        cover_changed.connect(news.on_cover_changed, dispatch_uid="delivery.news")
        facts_changed.connect(news.on_facts_changed, dispatch_uid="delivery.news")
        standing_changed.connect(news.on_standing_changed, dispatch_uid="delivery.news")
