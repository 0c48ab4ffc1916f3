from django.db import migrations

from articles.history import ProtectHistory
from delivery.overlaps import RefuseOverlaps


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("review", "0002_ledger_and_history")]

    operations = [
        ProtectHistory(
            "delivery_publication",
            may_change=(
                "live_until",
                "cancelled_at",
                "ending",
                "ending_reason",
                "ending_notice",
                "successor_id",
            ),
        ),
        ProtectHistory("delivery_change"),
        RefuseOverlaps("delivery_publication", columns=("page_id", "path")),
    ]
