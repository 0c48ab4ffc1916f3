"""Who may look at imported addresses, and who imports them."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GRANTED = {
    "Editor": ["view_alias"],
    "Reviewer": ["view_alias"],
    "Publisher": ["view_alias", "add_alias"],
    "Administrator": ["view_alias"],
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("delivery")
    # A historical app has no module of models, without which nothing would be made.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, codenames in GRANTED.items():
        wanted = permissions.filter(content_type__app_label="delivery", codename__in=codenames)
        groups.get(name=name).permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_dismissal"), ("delivery", "0004_finished_bytes")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
