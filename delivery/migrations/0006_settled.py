from django.db import migrations
from django.db.models import F


def settle(apps, schema_editor):
    """What has begun and ended so far was logged by the moves that did it."""
    apps.get_model("review", "Ledger").objects.update(settled_until=F("last_at"))


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_what_is_due"), ("review", "0006_scheduling")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
