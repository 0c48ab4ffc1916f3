"""Who may look at declared interests, second reviews and attested translations."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUPS = ("Editor", "Reviewer", "Publisher", "Administrator")
GRANTED = ["view_interestdeclaration", "view_secondreview", "view_translationattestation"]


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    config = apps.get_app_config("review")
    # A historical app has no module of models, without which nothing would be made.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, using=using, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    wanted = permissions.filter(content_type__app_label="review", codename__in=GRANTED)
    for name in GROUPS:
        groups.get(name=name).permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_reminders"), ("review", "0010_languages_of_signers")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
