"""Who may make the moves of review that came later."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GRANTED = {
    "assign_submission": ["Editor", "Publisher", "Administrator"],
    "add_comment": ["Editor", "Reviewer", "Publisher"],
    "recall_page": ["Publisher", "Administrator"],
    "view_recall": ["Editor", "Reviewer", "Publisher", "Administrator"],
    "view_comment": ["Editor", "Reviewer", "Publisher", "Administrator"],
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("review")
    # A historical app has no module of models, without which nothing would be made.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for codename, names in GRANTED.items():
        granted = permissions.get(content_type__app_label="review", codename=codename)
        for name in names:
            groups.get(name=name).permissions.add(granted)


class Migration(migrations.Migration):
    dependencies = [("desk", "0008_messages_seen"), ("review", "0007_moves_of_review")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
