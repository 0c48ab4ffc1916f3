from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.history import ProtectHistory

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def make_the_ledger(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ledgers = apps.get_model("review", "Ledger").objects.using(schema_editor.connection.alias)
    ledgers.get_or_create(pk=1, defaults={"last_at": BEGINNING, "settled_until": BEGINNING})


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("articles", "0002_protect_history")]

    operations = [
        migrations.RunPython(make_the_ledger, migrations.RunPython.noop),
        ProtectHistory("review_revision"),
        ProtectHistory("review_citedwork"),
        ProtectHistory("review_signoff"),
        ProtectHistory("review_revocation"),
        ProtectHistory("review_auditentry"),
    ]
