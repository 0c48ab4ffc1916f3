"""Administrators see who is written to, and how the library is watched."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEEN = ["view_message", "view_librarycheck"]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("desk")
    # A historical app has no module of models, without which nothing would be made.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    wanted = permissions.filter(content_type__app_label="desk", codename__in=SEEN)
    groups.get(name="Administrator").permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("desk", "0007_outbox")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
