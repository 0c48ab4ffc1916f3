"""The four groups and what each may do. A later permission brings a migration like this one."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

READ = [
    "accounts.view_user",
    "references.view_reference",
    "articles.view_topic",
    "articles.view_page",
    "articles.view_person",
    "articles.view_crisisresource",
    "articles.view_crisisresourceversion",
    "articles.view_site",
    "review.view_revision",
    "review.view_submission",
    "review.view_signoff",
    "review.view_revocation",
    "review.view_credential",
    "delivery.view_publication",
    "delivery.view_change",
]
WRITE = [
    "references.add_reference",
    "references.change_reference",
    "articles.add_topic",
    "articles.change_topic",
    "articles.add_page",
    "articles.change_page",
    "review.submit_page",
]
GROUPS = {
    "Editor": [
        *READ,
        *WRITE,
        "references.delete_reference",
        "articles.add_crisisresource",
        "articles.add_crisisresourceversion",
    ],
    "Reviewer": [*READ, "review.review_page"],
    "Publisher": [
        *READ,
        "articles.change_page",
        "delivery.publish_page",
        "delivery.withdraw_page",
    ],
    "Administrator": [
        *READ,
        "accounts.add_user",
        "accounts.change_user",
        "articles.add_person",
        "articles.change_person",
        "articles.add_crisisresource",
        "articles.change_crisisresource",
        "articles.add_crisisresourceversion",
        "articles.verify_crisisresource",
        "articles.add_site",
        "articles.change_site",
        "review.add_credential",
        "review.change_credential",
        "review.verify_credential",
        "review.revoke_any_sign_off",
        "review.view_auditentry",
        "delivery.withdraw_page",
        "delivery.retire_crisis_resource",
    ],
}
APPS = ["accounts", "references", "articles", "review", "delivery"]


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, wanted in GROUPS.items():
        group, _ = groups.get_or_create(name=name)
        for label in wanted:
            app, codename = label.split(".")
            group.permissions.add(permissions.get(content_type__app_label=app, codename=codename))


def _make_permissions(apps: Apps, using: str) -> None:
    """Make the permissions now: Django makes them only when all migrations are through."""
    for label in APPS:
        config = apps.get_app_config(label)
        # A historical app has no module of models, without which nothing would be made.
        config.models_module = True  # type: ignore[assignment]
        create_permissions(config, apps=apps, using=using, verbosity=0)
        config.models_module = None


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("references", "0001_initial"),
        ("articles", "0002_protect_history"),
        ("review", "0002_ledger_and_history"),
        ("delivery", "0002_protect_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
