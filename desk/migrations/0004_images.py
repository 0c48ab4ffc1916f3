"""Who may see, upload, describe and delete pictures."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GRANTED = {
    "Editor": ["view_image", "add_image", "change_image", "delete_image"],
    "Reviewer": ["view_image"],
    "Publisher": ["view_image", "add_image", "change_image"],
    "Administrator": ["view_image"],
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("articles")
    # A historical app has no module of models, without which nothing would be made.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, codenames in GRANTED.items():
        wanted = permissions.filter(content_type__app_label="articles", codename__in=codenames)
        groups.get(name=name).permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_notices"),
        ("articles", "0005_images"),
        ("review", "0003_shown_images"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
