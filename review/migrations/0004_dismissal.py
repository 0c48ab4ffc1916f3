import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from articles.history import ProtectHistory


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_whole_working_copy"),
        ("review", "0003_shown_images"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("submit", "Submitted for review"),
                    ("sign", "Signed"),
                    ("send_back", "Sent back"),
                    ("revoke", "Revoked a sign-off"),
                    ("dismiss", "Dismissed a finding"),
                    ("verify_credential", "Verified a credential"),
                    ("end_credential", "Ended a credential"),
                    ("publish", "Published"),
                    ("withdraw", "Withdrew from the public"),
                    ("change_countries", "Changed the countries of the site"),
                    ("verify_crisis_version", "Verified what a crisis resource says"),
                    ("retire_crisis_resource", "Retired a crisis resource"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
                ("code", models.CharField(max_length=60)),
                ("reason", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to="articles.page",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dismissals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "uuid"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "fingerprint", "code"),
                        name="review_dismissal_once_for_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("code", ""), _negated=True),
                            models.Q(("fingerprint", ""), _negated=True),
                        ),
                        name="review_dismissal_says_what_and_why",
                    ),
                ],
            },
        ),
        ProtectHistory("review_dismissal"),
    ]
